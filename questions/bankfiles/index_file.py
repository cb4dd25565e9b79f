"""`bank.yaml`: the categories with the order of their questions, the resources and the tips of a bank.

`write(read(text)) == text` holds for a file in canonical form, and `write` always yields canonical form.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from questions.content import CategoryEntry, Document, ResourceEntry, TipEntry
from questions.text import Unreadable

from . import safe_yaml

NAME = "bank.yaml"


@dataclass(kw_only=True)
class Index:
    """`orders` gives each category's slugs in order, by the category's slug."""

    categories: list[CategoryEntry] = field(default_factory=list)
    orders: dict[str, list[str]] = field(default_factory=dict)
    resources: list[ResourceEntry] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)


def read(text: str) -> Index:
    """Parse an index. Raises Unreadable with the line, where it is known."""
    try:
        tree = safe_yaml.load(text)
    except safe_yaml.Invalid as error:
        raise Unreadable(error.line, str(error)) from error
    if not isinstance(tree, dict) or set(tree) - {"categories", "resources", "tips"}:
        raise Unreadable(1, "The index gives categories, resources and tips, and nothing else.")
    index = Index()
    for position, row in enumerate(_rows(tree, "categories", {"slug", "name", "blurb", "questions"}), 1):
        slug, name = _text(row, "slug"), _text(row, "name")
        index.categories.append(CategoryEntry(name=name, slug=slug, blurb=_text(row, "blurb", ""), position=position))
        order = row.get("questions") or []
        if not isinstance(order, list) or not all(isinstance(item, str) for item in order):
            raise Unreadable(1, f"The questions of the category {slug!r} must be a list of slugs.")
        index.orders[slug] = order
    for row in _rows(tree, "resources", {"title", "url", "blurb", "category"}):
        index.resources.append(
            ResourceEntry(
                title=_text(row, "title"),
                url=_text(row, "url"),
                blurb=_text(row, "blurb", ""),
                category=_text(row, "category", ""),
            )
        )
    tips = tree.get("tips") or []
    if not isinstance(tips, list) or not all(isinstance(tip, str) for tip in tips):
        raise Unreadable(1, "The tips must be a list of texts.")
    index.tips = tips
    return index


def read_document(text: str) -> Document:
    """The index as a source of an import."""
    index = read(text)
    return Document(
        categories=index.categories, resources=index.resources, tips=[TipEntry(text=tip) for tip in index.tips]
    )


def write(index: Index) -> str:
    categories = [
        {"slug": category.slug, "name": category.name, "blurb": category.blurb}
        | ({"questions": index.orders[category.slug]} if index.orders.get(category.slug) else {})
        for category in index.categories
    ]
    resources = [
        {"title": resource.title, "url": resource.url}
        | {name: value for name in ("blurb", "category") if (value := getattr(resource, name))}
        for resource in index.resources
    ]
    tree = {"categories": categories, "resources": resources, "tips": index.tips}
    dumped: str = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=2**31)
    return dumped


def _rows(tree: dict[str, Any], name: str, keys: set[str]) -> list[dict[str, Any]]:
    rows = tree.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(1, f"The {name} must be a list.")
    for row in rows:
        if unknown := set(map(str, row)) - keys:
            raise Unreadable(1, f"The {name} have an unknown key: {', '.join(sorted(unknown))}.")
    return rows


def _text(row: dict[str, Any], key: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise Unreadable(1, f"An entry of the index lacks its {key}, or it is not a text (use quotes): {row!r:.80}")
    return value
