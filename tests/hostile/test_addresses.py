"""Every address of the site, from its own list: hostile words in its path, in its query, in headers and methods."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from urllib.parse import quote, urlencode

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.hostile.inputs import INPUTS
from tests.hostile.site import Answer, Site, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile addresses")]

NAMES = ["q", "page", "category", "kind", "difficulty", "version", "from", "next", "build", "count", "tag", "part"]
ADMIN_NAMES = ["q", "p", "o", "e", "all", "_popup", "_to_field", "_changelist_filters", "_facets", "id__in", "pk"]
MOST = 12
"""Requests of each address for its query; over the two hundred addresses every input is in dozens of them."""

FORM = "application/x-www-form-urlencoded"
METHODS = ["put", "patch", "delete", "options", "trace", "head"]
HEADERS = {
    "CONTENT_TYPE": ["text/plain; charset=iso-8859-1", "application/x-www-form-urlencoded; charset=nonsense", "/", ""],
    "HTTP_ACCEPT": ["*", "text/html;q=x", ",,,", "application/json;" * 50, "\xff"],
    "HTTP_COOKIE": ["session=" + "a" * 3000, "=;=;", 'session="', "csrftoken=\xff; session=\x00", ";" * 999],
    "HTTP_HOST": ["evil.example", "testserver:99999999", "[::1", "a b", "testserver@evil.example"],
    "HTTP_REFERER": ["javascript:alert(1)", "https://[::1", "\x00"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4, nonsense", "::::", "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["Thu, 99 Foo 99999 99:99:99 GMT", "nonsense"],
    "HTTP_RANGE": ["bytes=0-", "bytes=99999999999999999999-", "bytes=a-b", "bytes=0-0,1-1," * 50],
    "HTTP_HX_REQUEST": ["true"],
    "HTTP_ORIGIN": ["null", "https://evil.example", "\xff"],
    "CONTENT_LENGTH": ["-1", "abc", "99999999999999999999", ""],
}


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif "^" not in route and "(?P" not in route:  # Django's and allauth's own, by expressions
            yield route


ROUTES = sorted(set(routes(get_resolver().url_patterns)))
VARIABLE = re.compile(r"<(?:[a-z]+:)?[a-z_]+>")


def bytes_of(text: str) -> bytes:
    return text[:2000].encode("utf-8", "surrogatepass")


def paths(route: str, start: int) -> Iterator[str]:
    """The route with hostile words, and with numbers of things that are there, at each of its variables."""
    yield VARIABLE.sub("1", route)
    if VARIABLE.search(route):
        for text in islice(cycle(INPUTS), start, start + MOST):
            word = quote(bytes_of(text), safe="")
            yield word.join(VARIABLE.split(route))


def queries(route: str, start: int) -> Iterator[str]:
    names = ADMIN_NAMES if route.startswith("/admin/") else NAMES
    for number, text in enumerate(islice(cycle(INPUTS), start, start + MOST)):
        yield urlencode({names[number % len(names)]: bytes_of(text)})
    for number in range(start, start + MOST, 4):
        yield urlencode(
            [(name, bytes_of(text)) for name, text in zip(names, islice(cycle(INPUTS), number, None), strict=False)]
        )


def ask_everything(visitor: Visitor, route: str, start: int) -> Iterator[Answer]:
    for path in paths(route, start):
        yield visitor.ask("get", path)
    address = VARIABLE.sub("1", route)
    for query in queries(route, start):
        yield visitor.ask("get", f"{address}?{query}")


@pytest.mark.parametrize("role", ["stranger", "learner", "superuser"])
def test_no_words_in_an_address_break_it(site: Site, role: str) -> None:
    visitor, faults = site.visitor(role), set[str]()
    for number, route in enumerate(ROUTES):
        if role == "superuser" or not route.startswith("/admin/") or number % 10 == 0:
            for answer in ask_everything(visitor, route, number * 11):
                faults |= set(answer.faults())
    assert faults == set()


@pytest.mark.parametrize("role", ["stranger", "learner", "superuser"])
def test_no_method_breaks_an_address(site: Site, role: str) -> None:
    visitor, faults = site.visitor(role), set[str]()
    for number, route in enumerate(ROUTES):
        method = METHODS[number % len(METHODS)]
        for answer in (visitor.ask(method, VARIABLE.sub("1", route)), visitor.ask("post", VARIABLE.sub("1", route))):
            faults |= {fault for fault in answer.faults() if "without a sentence" not in fault or method != "head"}
    assert faults == set()


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("role", ["stranger", "learner"])
def test_no_header_breaks_a_page(site: Site, name: str, role: str) -> None:
    visitor, faults = site.visitor(role), set[str]()
    for value in HEADERS[name]:
        for address in ["/", "/questions/?q=tree", "/interviews/", "/accounts/login/", "/recordings/1/", "/admin/"]:
            for answer in (visitor.ask("get", address, **{name: value}), sent_with(visitor, address, name, value)):
                faults |= set(answer.faults())
    assert faults == set()


def sent_with(visitor: Visitor, address: str, name: str, value: str) -> Answer:
    kind = {"content_type": value} if name == "CONTENT_TYPE" else {"content_type": FORM, name: value}
    return visitor.ask("post", address, b"a=1", **kind)
