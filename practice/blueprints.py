"""Where blueprints come from: the shipped ones from blueprints.toml, a learner's own from the form that builds them."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from accounts.models import User
from questions.models import Category

from .models import Blueprint, Pool, Section

SHIPPED = Path(__file__).parent / "blueprints.toml"


def load_shipped(path: Path = SHIPPED) -> int:
    """Add the shipped blueprints that are missing and return how many; what a curator changed stays.

    One that names a category the bank does not have is left out.
    """
    added = 0
    categories = {category.slug: category for category in Category.objects.all()}
    with transaction.atomic():
        for position, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["blueprint"], 1):
            sections: list[dict[str, Any]] = row.pop("sections")
            wanted = {section["category"] for section in sections if "category" in section}
            if wanted - categories.keys() or Blueprint.objects.filter(slug=row["slug"]).exists():
                continue
            blueprint = Blueprint.objects.create(position=position, **row)
            Section.objects.bulk_create(
                Section(
                    blueprint=blueprint,
                    position=place,
                    **{**section, "category": categories.get(section.get("category", ""))},
                )
                for place, section in enumerate(sections, 1)
            )
            added += 1
    return added


MOST_OWN = 50
"""Blueprints of one person's own."""


class TooManyOwn(Exception):
    """This person has MOST_OWN blueprints."""


def build(
    owner: User,
    *,
    categories: Sequence[Category],
    kind: str,
    difficulty: str,
    pool: str,
    count: int,
    minutes: int,
    one_way: bool = False,
    speak_first: bool = False,
    title: str = "",
) -> Blueprint:
    """Make a learner's own blueprint: `count` questions spread evenly over the categories (none: over all).

    Raises TooManyOwn.
    """
    spread: Sequence[Category | None] = categories or [None]
    share, rest = divmod(count, len(spread))
    with transaction.atomic():
        User.objects.lock(owner)
        if owner.blueprints.count() >= MOST_OWN:
            raise TooManyOwn
        blueprint = Blueprint.objects.create(
            slug=f"own-{get_random_string(12).lower()}",
            owner=owner,
            title=title or _title(categories, kind, difficulty, pool, count, minutes),
            minutes=minutes,
            one_way=one_way,
            speak_first=speak_first,
        )
        Section.objects.bulk_create(
            Section(
                blueprint=blueprint,
                position=place,
                category=category,
                kind=kind,
                difficulty=difficulty,
                pool=pool,
                count=share + (place <= rest),
            )
            for place, category in enumerate(spread, 1)
            if share + (place <= rest)
        )
    return blueprint


def _title(categories: Sequence[Category], kind: str, difficulty: str, pool: str, count: int, minutes: int) -> str:
    if len(categories) > 2:
        what = f"{len(categories)} categories"
    else:
        what = " and ".join(category.name for category in categories) or "Everything"
    details = [
        what,
        dict(Section._meta.get_field("kind").flatchoices).get(kind, "").lower(),
        difficulty,
        "" if pool == Pool.ANY else Pool(pool).label.lower(),
        f"{count} question{'s' if count > 1 else ''}",
        f"{minutes} min",
    ]
    return ", ".join(filter(None, details))[:120]
