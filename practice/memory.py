"""How well a question will be remembered: FSRS's forgetting curve, and what a meeting is expected to do to it.

Pure, and in plain numbers: a plan asks this some ten thousand times, where the package's cards, made for one rating at
a time, take too long. Tests hold every formula here against the package. Days are whole numbers on any one scale.
"""

from math import exp
from typing import NamedTuple

import fsrs

_W: tuple[float, ...] = fsrs.Scheduler().parameters
_DECAY = -_W[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_EASIEST = _W[4] - exp(_W[5] * 3) + 1
_GROWTH = exp(_W[8])
_SHORT_TERM = exp(_W[17] * _W[18])
_LEAST_STABILITY = 0.001


class Memory(NamedTuple):
    """What FSRS knows of a question that was met: `stability` in days, `difficulty` from 1 to 10, `last` a day."""

    stability: float
    difficulty: float
    last: int

    def recall(self, day: int) -> float:
        """How likely it is recalled on a day, from 0 to 1, without another meeting."""
        return float((1 + _FACTOR * max(0, day - self.last) / self.stability) ** _DECAY)

    def met_well(self, day: int) -> "Memory":
        """After a meeting on a later day that went well."""
        stability = _stability_recalled(self.stability, self.difficulty, self.recall(day))
        return Memory(stability, _next_difficulty(self.difficulty, 3), day)

    def met_badly(self, day: int) -> "Memory":
        """After a meeting on a later day at which it was forgotten."""
        stability = _stability_forgotten(self.stability, self.difficulty, self.recall(day))
        return Memory(stability, _next_difficulty(self.difficulty, 1), day)

    def met(self, day: int) -> "Memory":
        """What is to be expected after a meeting on a later day, of which nobody knows yet how it goes.

        It is the mean of both by the logarithm of stability, in which recall is nearly a line.
        """
        stability, difficulty, _ = self
        well = self.recall(day)
        badly = 1 - well
        recalled = _stability_recalled(stability, difficulty, well)
        forgotten = _stability_forgotten(stability, difficulty, well)
        difficulty = well * _next_difficulty(difficulty, 3) + badly * _next_difficulty(difficulty, 1)
        return Memory(recalled**well * forgotten**badly, difficulty, day)


def first_met(day: int, *, known: float) -> Memory:
    """What is to be expected after a first meeting, when it was known before with the probability `known`."""
    stability = _W[2] ** known * _W[0] ** (1 - known)
    return Memory(stability, known * _first_difficulty(3) + (1 - known) * _first_difficulty(1), day)


def _stability_recalled(stability: float, difficulty: float, recall: float) -> float:
    growth = _GROWTH * (11 - difficulty) * stability ** -_W[9] * (exp((1 - recall) * _W[10]) - 1)
    return float(max(stability * (1 + growth), _LEAST_STABILITY))


def _stability_forgotten(stability: float, difficulty: float, recall: float) -> float:
    left = _W[11] * difficulty ** -_W[12] * ((stability + 1) ** _W[13] - 1) * exp((1 - recall) * _W[14])
    return float(max(min(left, stability / _SHORT_TERM), _LEAST_STABILITY))


def _first_difficulty(rating: int) -> float:
    return min(max(_W[4] - exp(_W[5] * (rating - 1)) + 1, 1), 10)


def _next_difficulty(difficulty: float, rating: int) -> float:
    damped = difficulty - _W[6] * (rating - 3) * (10 - difficulty) / 9
    return min(max(_W[7] * _EASIEST + (1 - _W[7]) * damped, 1), 10)
