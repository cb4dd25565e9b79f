"""Plain functions that make what tests need, with sensible values for whatever a test does not care about."""

from datetime import datetime
from itertools import count
from random import Random
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from practice import interviews
from practice.models import Blueprint, Interview, Section
from questions import editing
from questions.content import Content, Entry, Point
from questions.models import Category, Kind, Question

_numbers = count(1)


def make_user(**fields: Any) -> User:
    fields.setdefault("email", f"learner{next(_numbers)}@example.org")
    return User.objects.create_user(**fields)


def make_curator(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_writer(*groups: str, **fields: Any) -> User:
    """One of the staff, in the group Curators unless others are named."""
    user = make_user(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups or ["Curators"]))
    return user


def make_category(**fields: Any) -> Category:
    number = next(_numbers)
    return Category.objects.create(**{"name": f"Category {number}", "slug": f"category-{number}"} | fields)


def make_content(**fields: Any) -> Content:
    defaults: dict[str, Any] = {
        "title": "Bias and variance",
        "prompt": "What is the bias-variance tradeoff?",
        "key_points": (
            Point(text="high bias: a model too simple underfits", weight=3),
            Point(text="high variance: the fit changes with the training sample", weight=2),
        ),
        "answer": "Expected error is bias squared plus variance plus noise.",
    }
    return Content(**defaults | fields)


def make_question(
    *, category: Category | None = None, publish: bool = True, content: Content | None = None, **fields: Any
) -> Question:
    """A question, published unless told otherwise; `fields` are those of `Entry`."""
    slug = fields.pop("slug", f"question-{next(_numbers)}")
    entry = Entry(content=content or make_content(), slug=slug, kind=fields.pop("kind", Kind.THEORY), **fields)
    question = editing.create(entry, category or make_category(), now=timezone.now())
    if publish:
        editing.publish(question, now=timezone.now())
    return question


def make_blueprint(*, owner: User | None = None, minutes: int = 30, count: int = 2, **fields: Any) -> Blueprint:
    """A blueprint of one section that takes any question."""
    number = next(_numbers)
    blueprint = Blueprint.objects.create(
        owner=owner, minutes=minutes, **{"title": f"Round {number}", "slug": f"round-{number}"} | fields
    )
    Section.objects.create(blueprint=blueprint, count=count)
    return blueprint


def make_interview(user: User | None = None, *, now: datetime | None = None, questions: int = 2) -> Interview:
    """A running interview of fresh questions, started at `now`."""
    category = make_category()
    for _ in range(questions):
        make_question(category=category)
    blueprint = make_blueprint(count=questions)
    blueprint.sections.update(category=category)
    return interviews.start(user or make_user(), blueprint, now=now or timezone.now(), rng=Random(1))
