"""What templates of any app may show of a learner's practice."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import Any

from django import template

from config.http import Request
from practice import progress
from practice.models import Answer
from questions.models import Question

register = template.Library()


@register.simple_tag(takes_context=True)
def with_marks(context: dict[str, Any], questions: Sequence[Question]) -> list[tuple[Question, str]]:
    """Pair each question with what it is to this learner: new, seen, due or known; "" for a stranger."""
    request: Request = context["request"]
    questions = list(questions)
    found = progress.marks(request.user, questions, now=request.arrived_at)
    return [(question, found.get(question.pk, "")) for question in questions]


@register.simple_tag(takes_context=True)
def past_answers(context: dict[str, Any], question: Question) -> list[Answer]:
    """This learner's finished answers to a question, newest first."""
    user = context["request"].user
    if not user.is_authenticated:
        return []
    answers = Answer.objects.filter(
        interview__user=user, interview__finished_at__isnull=False, version__question=question
    )
    return list(answers.with_points().select_related("interview", "version").order_by("-interview__started_at")[:10])


@register.filter
def minutes(value: timedelta | float | None) -> str:
    """A duration (or seconds) in words: "31 minutes", "1 minute", "40 seconds"."""
    seconds = int(value.total_seconds()) if isinstance(value, timedelta) else int(value or 0)
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    whole = seconds // 60
    return f"{whole} minute{'' if whole == 1 else 's'}"


@register.filter
def clock(seconds: float) -> str:
    """Seconds as a countdown shows them: 31:42, or 1:02:03 past an hour."""
    hours, rest = divmod(ceil(seconds), 3600)
    minute, second = divmod(rest, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"
