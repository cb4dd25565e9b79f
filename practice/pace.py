"""How long to stay with a question, as a quiet hint: its share of the time that there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from .models import Answer, Interview
from .question_map import Mark
from .reviewed import ReviewedAnswer


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds: what a question's share is, and what it has had so far."""

    share: int
    used: int

    @property
    def minutes(self) -> int:
        """The share in whole minutes, one at least, as it is told."""
        return max(1, round(self.share / 60))


def pace(interview: Interview, answer: Answer, asked: Iterable[Answer | Mark], *, now: datetime) -> Pace | None:
    """The share follows the minutes of all that is `asked` and includes extra time. None without a clock."""
    return _pace(interview, answer, sum(other.minutes for other in asked), now=now)


def paces(interview: Interview, asked: Sequence[ReviewedAnswer]) -> list[Pace | None]:
    """Of all answers of an interview that is over."""
    whole = sum(each.minutes for each in asked)
    return [_pace(interview, each, whole, now=interview.started_at) for each in asked]


def _pace(interview: Interview, answer: Answer | ReviewedAnswer, whole: int, *, now: datetime) -> Pace | None:
    if interview.duration is None:
        return None
    share = interview.duration.total_seconds() * answer.minutes / whole
    since = max(0.0, (now - interview.current_since).total_seconds())
    here = since if interview.is_open and interview.current_position == answer.position else 0.0
    return Pace(share=round(share), used=answer.seconds + round(here))
