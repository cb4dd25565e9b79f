"""Stored questions as plain values, many at a time: what dumps and exports write."""

from collections.abc import Iterable, Iterator

from .content import Entry
from .models import Category, Question, QuestionVersion


def entries_of(questions: Iterable[Question], *, published: bool = False) -> Iterator[tuple[Question, Entry]]:
    """Each question with its entry: the latest version's, or the one that learners see. A fixed number of queries."""
    listed = list(questions)
    every = QuestionVersion.objects.select_related("task").prefetch_related("key_points")
    latest = {
        version.question_id: version
        for version in every.filter(question__in=listed).order_by("question_id", "number")
        if not published
    }
    current = every.in_bulk([question.current_id for question in listed if question.current_id]) if published else {}
    categories = Category.objects.in_bulk({question.category_id for question in listed})
    for question in listed:
        question.category = categories[question.category_id]
        yield question, question.entry(current[question.current_id] if published else latest[question.pk])
