"""Every input through every form of the site. The forms are found in its pages, so a new one is attacked by itself.

In each form all boxes are filled at once, until every input has been in it: in boxes for words a few together, in boxes
for one thing (a number, an address) each by itself. Then one box at a time, with the rest as somebody would fill it in,
which gets further. SQLite's turn and PostgreSQL's each take half of the inputs, and both those that databases read
differently. HOSTILE=all tries each input in each box of each form alone (hours).
"""

import os
import re
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from tests import env
from tests.factories import make_mentor_link
from tests.hostile import inputs
from tests.hostile.crawl import crawl, filled, path_of, sort_of
from tests.hostile.pages import Form
from tests.hostile.site import Answer, Site, Visitor

pytestmark = pytest.mark.django_db

FOR_WORDS = {"text", "textarea", "search"}
FOR_ONE_THING = {"email", "url", "number", "password", "date", "time", "tel"}
TYPED_INTO = FOR_WORDS | FOR_ONE_THING

EVERYTHING = os.environ.get("HOSTILE") == "all"

DATABASES_DIFFER = re.compile(r"\0|[\ud800-\udfff]|\d{9}|^.{1000}", re.DOTALL)
"""What one database stores and another refuses: NUL, halves of pairs, large numbers, long texts."""

INPUTS = [
    text
    for number, text in enumerate(inputs.INPUTS)
    if EVERYTHING or DATABASES_DIFFER.search(text) or number % 2 == (env.DATABASE == "postgresql")
]

SAMPLE = len(INPUTS) if EVERYTHING else 1
"""Inputs for one box alone."""

AT_LEAST = 6
"""Requests in which all boxes are filled, in different company."""

PLAIN = "application/x-www-form-urlencoded"

ALONE = re.compile(r"\0|[\ud800-\udfff]")
"""What is refused whatever stands beside it."""


def bundles() -> Iterator[tuple[str, ...]]:
    """All inputs, short ones a few together: a search reads no more than 200 characters."""
    bundle: tuple[str, ...] = ()
    for text in INPUTS:
        if ALONE.search(text) or len(text) > 80 or not text.strip():
            yield (text,)
        elif sum(map(len, bundle)) + len(text) > 150 or len(bundle) == 5:
            yield bundle
            bundle = (text,)
        else:
            bundle += (text,)
    yield bundle


BUNDLES = list(bundles())


def names_of(form: Form, kinds: set[str] | None = None) -> list[str]:
    return list(dict.fromkeys(each.name for each in form.fields if kinds is None or each.kind in kinds))


def full_forms(form: Form, start: int) -> Iterator[dict[str, tuple[str, ...]]]:
    """What stands in all boxes at once. `start` sees to it that forms which are alike get different company."""
    words, things = names_of(form, FOR_WORDS), names_of(form, FOR_ONE_THING)
    if not words and not things:
        words = names_of(form)
    apart = -(-len(BUNDLES) // len(words)) if words else -(-len(INPUTS) // len(things))
    of_words, of_things = islice(cycle(BUNDLES), start, None), islice(cycle(INPUTS), start, None)
    for _ in range(max(apart, AT_LEAST)):
        yield {name: next(of_words) for name in words} | {name: (next(of_things),) for name in things}


def attacks(form: Form, start: int) -> Iterator[dict[str, Any]]:
    """What is sent by a form."""
    usual = filled(form)
    for boxes in full_forms(form, start):
        yield usual | {name: as_sent(usual[name], "\n".join(texts)) for name, texts in boxes.items()}
    for number, name in enumerate(names_of(form)):
        for text in islice(cycle(INPUTS), start + number * SAMPLE, start + (number + 1) * SAMPLE):
            yield usual | {name: as_sent(usual[name], text)}


def as_sent(usual: Any, text: str) -> Any:
    if isinstance(usual, SimpleUploadedFile):
        name = text[:100].encode("utf-8", "ignore").decode()  # as any browser sends it
        content = text.encode("utf-8", "surrogatepass")
        try:
            return SimpleUploadedFile(name, content)
        except SuspiciousFileOperation:  # no name at all, or a folder's
            return SimpleUploadedFile("x", content)
    return text


def as_browsers_send(form: Form, data: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a request, in bytes: halves of surrogate pairs are what no browser sends and an attacker can."""
    # Each in a list: Django's client takes bytes by themselves for many numbers.
    sent = {
        name: [value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value]
        for name, value in data.items()
    }
    if form.method == "post" and not form.carries_files:
        plain = {name: getattr(value, "name", value) for name, (value,) in sent.items()}
        return {"data": urlencode(plain).encode(), "content_type": PLAIN}
    return {"data": sent}


def attack(visitor: Visitor, form: Form, start: int) -> Iterator[Answer]:
    for data in attacks(form, start):
        yield from visitor.follow(form.method, path_of(form.action), **as_browsers_send(form, data))


def sort_of_form(form: Form) -> Any:
    """By where it leads, what one types into it and its buttons: the rest says which thing it is about."""
    return sort_of(urlsplit(form.action).path), frozenset(names_of(form, {*TYPED_INTO, "file", "submit"}))


ROLES = {"stranger": [], "learner": ["stranger"], "curator": ["stranger", "learner"], "superuser": ["curator"]}
"""Whose forms are attacked, and whose pages the others' are left out of, as theirs are the same."""


def forms_of(site: Site, role: str) -> list[Form]:
    def sorts(who: str) -> dict[Any, Form]:
        return {sort_of_form(form): form for form in reversed(crawl(site.visitor(who)).forms)}

    known = {sort for other in ROLES[role] for sort in sorts(other)}
    return [form for sort, form in sorts(role).items() if sort not in known and form.fields]


def shared(*roles: str) -> list[Any]:
    """The two workers of a run have about as much to do."""
    group = pytest.mark.xdist_group(f"hostile forms of a {roles[0]}")
    return [pytest.param(role, marks=group) for role in roles]


@pytest.mark.parametrize("role", shared("stranger", "learner", "superuser") + shared("curator"))
def test_no_input_breaks_a_form_or_comes_alive(site: Site, role: str) -> None:
    visitor, faults = site.visitor(role), dict[str, str]()
    for number, form in enumerate(forms_of(site, role)):
        given = {text for boxes in full_forms(form, number * 7) for texts in boxes.values() for text in texts}
        assert given == set(INPUTS)
        for answer in attack(visitor, form, number * 7):
            faults |= dict.fromkeys(answer.faults(), form.page)
    assert faults == {}


@pytest.mark.parametrize("carries_files", [False, True])
def test_what_is_typed_arrives(carries_files: bool) -> None:
    """Else the attacks would be harmless by themselves."""
    text, form = "<b>\0 \ud800 \u00e9", Form("/", "/", "post", carries_files)
    sent = as_browsers_send(form, {"text": text})
    ask = RequestFactory().post if carries_files else partial(RequestFactory().generic, "POST")
    assert ask("/", **sent).POST.getlist("text") == [text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")]


def test_no_input_breaks_what_a_mentor_writes(site: Site) -> None:
    """Behind a link that no page of a stranger's leads to."""
    past = site.interviews["learner"].user.interviews.finished()[0]
    _, secret = make_mentor_link(past, now=timezone.now())
    visitor = site.visitor("stranger")
    (form, *_) = crawl(visitor, f"/mentor/{secret}/").forms
    assert names_of(form, FOR_WORDS) == ["name", "text"]
    faults = [fault for answer in attack(visitor, form, 0) for fault in answer.faults()]
    assert faults == []
