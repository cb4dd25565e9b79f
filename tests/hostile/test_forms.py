"""Every input through every form of the site. The forms are found in its pages, so a new one is attacked by itself.

In each form all boxes are filled at once, until every input has been in it, and then one box at a time with the rest as
somebody would fill it in, which gets further. HOSTILE=all tries each input in each box of each form alone (an hour).
"""

import os
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.hostile.crawl import crawl, filled, path_of, sort_of
from tests.hostile.inputs import INPUTS
from tests.hostile.pages import Form
from tests.hostile.site import Answer, Site, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile forms")]

TYPED_INTO = {"text", "textarea", "email", "url", "number", "search", "password", "date", "time", "tel"}
EVERYTHING = os.environ.get("HOSTILE") == "all"
SAMPLE = len(INPUTS) if EVERYTHING else 3
"""Inputs for one box alone."""

MOST = len(INPUTS) if EVERYTHING else 60
"""Requests in which all boxes are filled: with seven boxes every input is in one, with fewer each n-th."""


def names_of(form: Form, kinds: set[str] | None = None) -> list[str]:
    return list(dict.fromkeys(each.name for each in form.fields if kinds is None or each.kind in kinds))


def attacks(form: Form, start: int) -> Iterator[dict[str, Any]]:
    """What is sent by a form. `start` sees to it that not every form gets the same sample."""
    usual = filled(form)
    typed = names_of(form, TYPED_INTO)
    for first in range(start % 7, len(INPUTS), max(len(typed) or len(INPUTS), -(-len(INPUTS) // MOST))):
        yield usual | dict(zip(typed, islice(cycle(INPUTS), first, None), strict=False))
    for number, name in enumerate(names_of(form)):
        for text in islice(cycle(INPUTS), start + number * SAMPLE, start + (number + 1) * SAMPLE):
            yield usual | {name: as_sent(usual[name], text)}


def as_sent(usual: Any, text: str) -> Any:
    if isinstance(usual, SimpleUploadedFile):
        return SimpleUploadedFile(text[:100] or "x", text.encode("utf-8", "surrogatepass"))
    return text


def sendable(data: dict[str, Any]) -> dict[str, Any]:
    """As bytes: halves of surrogate pairs are what a browser never sends and an attacker can."""
    return {
        name: value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        for name, value in data.items()
    }


def attack(visitor: Visitor, form: Form, start: int) -> Iterator[Answer]:
    for sent in attacks(form, start):
        yield from visitor.follow(form.method, path_of(form.action), sendable(sent))


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


@pytest.mark.parametrize("role", ROLES)
def test_no_input_breaks_a_form_or_comes_alive(site: Site, role: str) -> None:
    visitor, faults = site.visitor(role), dict[str, str]()
    for number, form in enumerate(forms_of(site, role)):
        for answer in attack(visitor, form, number * 7):
            faults |= dict.fromkeys(answer.faults(), form.page)
    assert faults == {}
