"""Goes through a site as somebody would who presses everything: each link, each form once of its sort."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

from tests.hostile.pages import Form, Page
from tests.hostile.site import Answer, Visitor

ALIKE = 2
"""How many addresses of one route are opened, and of one route with one name of a query value."""

TYPED = {
    "email": "new@example.org",
    "number": "5",
    "url": "https://example.org/new",
    "date": "2026-01-01",
    "text": "words",
    "textarea": "some words",
    "password": "correct horse battery",
    "search": "variance",
}
"""What somebody types into an empty box."""


@dataclass
class Found:
    answers: list[Answer] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def crawl(visitor: Visitor, start: str = "/") -> Found:
    """Every page that links lead to, and a form of each sort."""
    found, waiting, seen, signatures = Found(), deque([start]), {start}, set[Any]()
    count: dict[Any, int] = {}
    while waiting:
        address = waiting.popleft()
        if (sort := sort_of(address)) is None or count.get(sort, 0) >= ALIKE:
            continue
        count[sort] = count.get(sort, 0) + 1
        answer = visitor.ask("get", address)
        found.answers.append(answer)
        links = [answer.leads_to] if answer.leads_to else []
        if answer.is_page:
            page = Page(f"http://testserver{address}", answer.text)
            links += page.links
            for form in page.forms:
                signature = sort_of(urlsplit(form.action).path), form.signature
                if form.method in {"get", "post"} and signature not in signatures:
                    signatures.add(signature)
                    found.forms.append(form)
        for link in links:
            path = path_of(link)
            if path and path not in seen:
                seen.add(path)
                waiting.append(path)
    return found


def path_of(link: str) -> str:
    """Path and query of an address of this site; "" for any other."""
    parts = urlsplit(link)
    if parts.netloc not in {"", "testserver"} or parts.scheme not in {"", "http"}:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def sort_of(address: str) -> Any:
    """Its route and the name in its query; None for a static file, and for filters upon filters, which have no end."""
    parts = urlsplit(address)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        return None if parts.path.startswith("/static/") else ("nowhere",)
    names = frozenset(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return (route, names) if len(names) < 2 else None


def filled(form: Form) -> dict[str, Any]:
    """The form as somebody would send it who fills in every box, and presses its first button."""
    sent: dict[str, Any] = {}
    for each in form.fields:
        if each.kind == "file":
            sent[each.name] = SimpleUploadedFile("list.md", b"## What is a tree?\n\nA graph without circles.\n")
        elif each.kind == "submit":
            sent.setdefault(each.name, each.value)
        elif each.kind in {"checkbox", "radio"}:
            sent.setdefault(each.name, each.value or "on")
        else:
            sent[each.name] = each.value or TYPED.get(each.kind, "")
    return sent
