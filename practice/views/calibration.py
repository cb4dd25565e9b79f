"""What practice/_calibration.html shows: a learner's confidence beside what they covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from practice.calibration import Calibration, Forecast, curve, judgements
from practice.models import Answer, PointCoverage, Rating, confirmed

FEWEST = 5
"""Answers before anything is drawn: fewer would be a picture of chance."""

WIDTH, HEIGHT, LEFT, BOTTOM = 360, 300, 44, 40
"""Of the picture in its own units, with the room for the axes' words."""


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A point of the curve in the picture, with the ends of its interval."""

    x: float
    y: float
    top: float
    foot: float


def context(user: User) -> dict[str, Any]:
    forecasts = _forecasts(user)
    steps = curve(forecasts)
    found = judgements(forecasts)
    return {
        "forecasts": len(forecasts),
        "to_come": max(0, FEWEST - len(forecasts)),
        "steps": steps,
        "judgements": found,
        "telling": [each for each in found if each.is_telling],
        "dots": _dots(steps),
        "line": " ".join(f"{dot.x:g},{dot.y:g}" for dot in _dots(steps)),
        "ticks": [(share, *_place(share / 100, share / 100)) for share in (0, 25, 50, 75, 100)],
    }


def _forecasts(user: User) -> list[Forecast]:
    """Of the answers whose key points are all confirmed: the word check alone is no measure of anybody.

    An answer that was only thought, with nothing ticked, says nothing of what it covered, unless one did not know it
    at all.
    """
    open_points = PointCoverage.objects.filter(answer=OuterRef("pk")).exclude(confirmed())
    mine = Answer.objects.filter(interview__user=user, confidence__isnull=False, rating__isnull=False)
    rows = (
        mine.annotate_answered()
        .filter(~Exists(open_points))
        .with_points()
        .values_list(  # type: ignore[misc]
            "confidence",
            "version__question__category__name",
            "points_covered",
            "points_total",
            "rating",
            "answered",
        )
    )
    return [
        Forecast(said=(confidence or 0) / 100, covered=covered / total, category=category)
        for confidence, category, covered, total, rating, answered in rows
        if total and (covered or answered or rating == Rating.AGAIN)
    ]


def _dots(steps: Sequence[Calibration]) -> list[Dot]:
    dots = []
    for step in steps:
        x, y = _place(step.said, step.covered)
        dots.append(Dot(x=x, y=y, top=_place(0, step.high)[1], foot=_place(0, step.low)[1]))
    return dots


def _place(said: float, covered: float) -> tuple[float, float]:
    """Where this stands in the picture: what was said to the right, what was covered upwards."""
    across, up = WIDTH - LEFT - 16, HEIGHT - BOTTOM - 16
    return round(LEFT + said * across, 1), round(16 + (1 - covered) * up, 1)
