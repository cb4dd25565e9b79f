"""Templates are read by people too, and each of them is used."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import allauth
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.paths import ROOT

TEMPLATES = ROOT / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
WIDEST = 120

FOUND_BY_NAME = {
    "403.html": "django.views.defaults.permission_denied",
    "404.html": "django.views.defaults.page_not_found",
    "500.html": "django.views.defaults.server_error",
    "403_csrf.html": "django.views.csrf.csrf_failure",
    "429.html": "allauth.core.internal.ratelimit.handler429",
    "django/forms/": "the form renderer, for forms, fields and widgets",
    "admin/base_site.html": "each page of the admin",
    "admin/accounts/user/delete_confirmation.html": "the admin, for one person",
    "admin/questions/question/change_form.html": "the admin, for one question",
    "admin/questions/import/change_form.html": "the admin, for one import",
    "admin/questions/question/change_form_object_tools.html": "the admin, for one question",
    "admin/questions/question/import.html": "questions.admin.imports, which puts the name together",
    "admin/questions/question/import_preview.html": "questions.admin.imports, which puts the name together",
}
"""What is asked for by a name that stands nowhere in our text, and by what. allauth is searched itself, below."""


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_no_line_is_wider_than_a_screen(name: str) -> None:
    lines = (TEMPLATES / name).read_text(encoding="utf-8").splitlines()
    assert {number: len(line) for number, line in enumerate(lines, start=1) if len(line) > WIDEST} == {}


def test_each_template_is_used() -> None:
    used = ours() | {name for name in NAMES if name.startswith(tuple(FOUND_BY_NAME)) or is_asked_for_by_allauth(name)}
    assert set(NAMES) - used == set()


def test_what_django_finds_by_name_is_there() -> None:
    assert [found for found in FOUND_BY_NAME if not any(name.startswith(found) for name in NAMES)] == []


def test_each_page_of_allauth_looks_like_ours() -> None:
    """allauth's own template would stand there in no style at all."""
    pages = {page for page in pages_of_allauth(get_resolver().url_patterns) if page.endswith(".html")}
    never_shown = {"account/confirm_login_code.html"}  # its address only redirects: sign-in by code is off
    assert pages - set(NAMES) == never_shown


def ours() -> set[str]:
    """The names that our own modules and templates give in quotes."""
    folders = ("accounts", "config", "practice", "questions", "templates")
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt"}
    )
    return set(re.findall(r"""["']([\w/.-]+\.(?:html|txt))(?:#[\w-]*)?["']""", text))


ALLAUTH = Path(str(files(allauth)))
ALLAUTH_SAYS = "".join(
    path.read_text(encoding="utf-8")
    for app in ("account", "core", "mfa", "socialaccount", "usersessions", "templates")
    for path in (ALLAUTH / app).rglob("*")
    if path.suffix in {".py", ".html", ".txt"} and "tests" not in path.parts
)


def is_asked_for_by_allauth(name: str) -> bool:
    """It names mails without their "_subject.txt" and "_message.txt", and pages with an extension it can be told."""
    stem = re.sub(r"(?:_subject|_message)?\.(?:html|txt)$", "", name)
    return re.search(rf"""["']{re.escape(stem)}(?:["'.])""", ALLAUTH_SAYS) is not None


def pages_of_allauth(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages_of_allauth(pattern.url_patterns)
            continue
        view = getattr(pattern.callback, "view_class", None)
        name = getattr(view, "template_name", None)
        if name and view.__module__.startswith("allauth."):
            yield name
