"""What learners ran of their code: stored beside the part it belongs to, the newest of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from .models import Answer, Part, Role, Run

MOST = 30
"""Runs that are kept of one part; an older one makes room."""


@dataclass(frozen=True, kw_only=True)
class Tested:
    """What a browser says of one test."""

    name: str
    suite: str
    passed: bool
    milliseconds: int
    message: str = ""
    expected: str = ""
    got: str = ""


def store(
    answer: Answer,
    *,
    part: int,
    code: str,
    outcome: str,
    milliseconds: int,
    tests: Sequence[Tested],
    now: datetime,
) -> Run:
    """Keep a run of the code in a part of `answer`, by the part's place. Raises Part.DoesNotExist."""
    with transaction.atomic():
        of = Part.objects.get(answer=answer, position=part, role=Role.CODE)
        run = of.runs.create(
            created_at=now,
            code=code,
            outcome=outcome,
            milliseconds=milliseconds,
            passed=sum(test.passed for test in tests),
            failed=sum(not test.passed for test in tests),
            tests=[asdict(test) for test in tests],
        )
        older = of.runs.order_by("-created_at", "-pk").values_list("pk", flat=True)[MOST:]
        of.runs.filter(pk__in=list(older)).delete()
    return run
