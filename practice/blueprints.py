"""Where blueprints come from: the shipped ones from blueprints.toml, a learner's own from the form that builds them."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from accounts.models import User
from questions.models import Category

from . import selection
from .models import Blueprint, Interviewer, Level, Pool, Section

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
    now: datetime,
    one_way: bool = False,
    speak_first: bool = False,
    interviewer: bool = False,
    title: str = "",
) -> Blueprint:
    """Make a learner's own blueprint: `count` questions spread evenly over the categories (none: over all).

    Raises TooManyOwn, and selection.NotDrawable when it could not be started now.
    """
    sort = {"kind": kind, "difficulty": difficulty, "pool": pool}
    _check(owner, categories, count, sort, minutes=minutes, now=now)
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
            interviewer=Interviewer.ON if interviewer else Interviewer.OFF,
        )
        sections = _spread(categories, count, sort)
        for section in sections:
            section.blueprint = blueprint
        Section.objects.bulk_create(sections)
    return blueprint


def _spread(categories: Sequence[Category], count: int, sort: dict[str, str]) -> list[Section]:
    """Sections that share `count` evenly. What one has met changes by the day, so there fewer will do."""
    spread: Sequence[Category | None] = categories or [None]
    share, rest = divmod(count, len(spread))
    return [
        Section(
            position=place,
            category=category,
            count=share + (place <= rest),
            at_most=sort["pool"] != Pool.ANY,
            **sort,
        )
        for place, category in enumerate(spread, 1)
        if share + (place <= rest)
    ]


def _check(
    owner: User, categories: Sequence[Category], count: int, sort: dict[str, str], *, minutes: int, now: datetime
) -> None:
    sections = _spread(categories, count, sort)
    some = selection.supply(owner, sections, now=now, rng=SystemRandom())
    if selection.is_drawable(sections, some, minutes=minutes):
        return
    supply = some if some.is_whole else selection.supply(owner, sections, now=now)
    try:
        selection.check(sections, supply, minutes=minutes)
    except selection.NotDrawable as error:
        error.fewer = next(
            (
                number
                for number in range(count - 1, max(len(categories), 1) - 1, -1)
                if selection.is_drawable(_spread(categories, number, sort), supply, minutes=minutes)
            ),
            0,
        )
        raise


def _title(categories: Sequence[Category], kind: str, difficulty: str, pool: str, count: int, minutes: int) -> str:
    if len(categories) > 2:
        what = f"{len(categories)} categories"
    else:
        what = " and ".join(category.name for category in categories) or "Everything"
    details = [
        what,
        dict(Section._meta.get_field("kind").flatchoices).get(kind, "").lower(),
        Level(difficulty).label.lower() if difficulty else "",
        "" if pool == Pool.ANY else Pool(pool).label.lower(),
        f"{'up to ' * (pool != Pool.ANY)}{count} question{'s' if count > 1 else ''}",
        f"{minutes} min",
    ]
    return ", ".join(filter(None, details))[:120]
