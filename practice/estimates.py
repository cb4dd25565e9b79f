"""How sure a share of covered points is, when it is told from few answers. Pure.

Wilson's score interval (E. B. Wilson, Probable inference, JASA 22, 1927), with each answer as one trial: the key points
of one answer come or stay away together, so they are no trials of their own. An answer is covered by a share x of its
weight, not by all or nothing; shares of mean p vary by at most p(1 - p), which is what the interval assumes, so it is
wide rather than narrow. It never leaves 0 to 1, and says something at 0 and at 1, where p(1 - p) vanishes. Jeffreys'
interval needs counts of whole successes, and quantiles of the beta distribution, for nearly the same ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

LEVEL = 0.9
"""In nine of ten such ranges lies what one would cover over all questions of the sort."""

FEWEST = 3
"""Answers below which a share is not told: the range would be most of the scale."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What `answers` answers cover: `covered` of `total`, by the weight of their key points."""

    covered: float = 0
    total: float = 0
    answers: int = 0

    @property
    def is_telling(self) -> bool:
        return self.answers >= FEWEST and self.total > 0

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where there is nothing to cover."""
        return self.covered / self.total if self.total else 0

    @property
    def low(self) -> float:
        return wilson(self.share, self.answers)[0]

    @property
    def high(self) -> float:
        return wilson(self.share, self.answers)[1]

    def __str__(self) -> str:
        return f"{self.share:.0%}".replace("%", " %")

    @property
    def range(self) -> str:
        """Its two ends in words: "31 to 58 %"."""
        return f"{self.low * 100:.0f} to {self.high * 100:.0f} %"


def wilson(share: float, trials: int, *, level: float = LEVEL) -> tuple[float, float]:
    """The ends of the interval around a share (0 to 1) of so many trials; the whole scale when there are none."""
    if not trials:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    spread = z * z / trials
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def together(estimates: Iterable[Estimate]) -> Estimate:
    """What all these answers cover."""
    every = list(estimates)
    return Estimate(
        covered=sum(each.covered for each in every),
        total=sum(each.total for each in every),
        answers=sum(each.answers for each in every),
    )
