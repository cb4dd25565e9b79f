"""An answer beside an earlier one of the same person to the same question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef

from accounts.models import User
from questions.authoring import diffs
from questions.models import KeyPoint

from .models import Answer, AnswerQuerySet, PointCoverage

MOST_OFFERED = 20
"""Earlier answers to choose from, the newest first."""

LONGEST_COMPARED = 20_000
"""Characters of each answer up to which two are compared word by word; longer ones stand beside one another."""


@dataclass(frozen=True, kw_only=True)
class ComparedPoint:
    """A key point, and how it came to be said each time; "" where the question did not have it yet, or no longer."""

    key_point: KeyPoint
    then: str
    now: str

    @property
    def is_change(self) -> bool:
        return self.then != self.now


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`pieces` is what changed word by word, `lines` the same of code; both empty where it is too long to tell."""

    earlier: Answer
    points: tuple[ComparedPoint, ...]
    pieces: tuple[diffs.Piece, ...]
    lines: tuple[diffs.Line, ...]


def earlier_answers(user: User, question: int | OuterRef, *, before: datetime) -> AnswerQuerySet:
    """One's finished answers to a question (its id) from interviews that began before that moment, whichever version
    was asked, the newest first."""
    return Answer.objects.filter(
        interview__user=user,
        interview__finished_at__isnull=False,
        interview__started_at__lt=before,
        version__question=question,
    ).order_by("-interview__started_at", "-pk")


def compare(earlier: Answer, answer: Answer) -> Comparison:
    """Both with their parts and coverage at hand."""
    (code_then, words_then), (code_now, words_now) = _texts(earlier), _texts(answer)
    return Comparison(
        earlier=earlier,
        points=tuple(_points(list(earlier.coverage.all()), list(answer.coverage.all()))),
        pieces=diffs.words(words_then, words_now) if _is_short(words_then, words_now) else (),
        lines=diffs.lines(code_then, code_now) if _is_short(code_then, code_now) else (),
    )


def _texts(answer: Answer) -> tuple[str, str]:
    """The code of an answer, and all else that it says."""
    code = [part.text for part in answer.said if part.is_code]
    words = [part.words for part in answer.said if not part.is_code and part.words]
    return "\n".join(filter(None, code)), "\n\n".join(words)


def _is_short(then: str, now: str) -> bool:
    """Whether there is something on both sides, and not too much of it."""
    return bool(then.strip() and now.strip()) and max(len(then), len(now)) <= LONGEST_COMPARED


def _points(then: list[PointCoverage], now: list[PointCoverage]) -> Iterator[ComparedPoint]:
    """By what they say: a corrected question has points of its own, though most of them read as before."""
    before = {point.key_point.text: point for point in then}
    for point in now:
        earlier = before.pop(point.key_point.text, None)
        yield ComparedPoint(key_point=point.key_point, then=earlier.how if earlier else "", now=point.how)
    for point in before.values():
        yield ComparedPoint(key_point=point.key_point, then=point.how, now="")
