"""Stored questions as plain values, many at a time: what dumps and exports write."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from .content import Entry
from .models import Category, Question, QuestionVersion


def entries_of(questions: Iterable[Question], *, published: bool = False) -> Iterator[tuple[Question, Entry]]:
    """Each question with its entry: the latest version's, or the one that learners see. A fixed number of queries."""
    listed = list(questions)
    versions = _current(listed) if published else _latest(listed)
    categories = Category.objects.in_bulk({question.category_id for question in listed})
    for question in listed:
        question.category = categories[question.category_id]
        yield question, question.entry(versions[question.pk])


def _latest(questions: list[Question]) -> dict[int, QuestionVersion]:
    versions = _whole_versions().filter(question__in=questions).order_by("question_id", "number")
    return {version.question_id: version for version in versions}


def _current(questions: list[Question]) -> dict[int, QuestionVersion]:
    versions = _whole_versions().filter(pk__in=[question.current_id for question in questions])
    return {version.question_id: version for version in versions}


def _whole_versions() -> QuerySet[QuestionVersion]:
    return QuestionVersion.objects.select_related("task").prefetch_related("key_points")
