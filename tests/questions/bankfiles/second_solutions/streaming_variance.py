from __future__ import annotations

from fractions import Fraction


class RunningStats:
    """Exact sums of the values and of their squares, as fractions: nothing is lost, at the price of long integers."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = Fraction(0)
        self._of_squares = Fraction(0)

    def push(self, x: float) -> None:
        self.count += 1
        exact = Fraction(x)
        self._sum += exact
        self._of_squares += exact * exact

    def mean(self) -> float:
        if not self.count:
            raise ValueError("no values")
        return float(self._sum / self.count)

    def variance(self, ddof: int = 0) -> float:
        if self.count - ddof < 1:
            raise ValueError("too few values")
        return float((self._of_squares - self._sum**2 / self.count) / (self.count - ddof))

    def merge(self, other: RunningStats) -> RunningStats:
        both = RunningStats()
        both.count = self.count + other.count
        both._sum = self._sum + other._sum
        both._of_squares = self._of_squares + other._of_squares
        return both
