from itertools import product
from math import sqrt

SMALL, LARGE = {"A": (81, 87), "B": (234, 270)}, {"A": (192, 263), "B": (55, 80)}


def _percent(counts: tuple[int, int]) -> int:
    return round(100 * counts[0] / counts[1])


def _adjusted(treatment: str) -> float:
    share = (87 + 270) / 700
    (a, n), (b, m) = SMALL[treatment], LARGE[treatment]
    return share * a / n + (1 - share) * b / m


def test_reversal() -> None:
    """A is better within both sizes (93% to 87%, 73% to 69%) but worse in total (78% to 83%)"""
    assert [_percent(group[arm]) for group in (SMALL, LARGE) for arm in "AB"] == [93, 87, 73, 69]
    totals = [tuple(map(sum, zip(SMALL[arm], LARGE[arm], strict=True))) for arm in "AB"]
    assert totals == [(273, 350), (289, 350)]
    assert [round(100 * a / n) for a, n in totals] == [78, 83]


def test_standardised_a() -> None:
    r"""0.51\times 0.931 + 0.49\times 0.730 \approx 0.833"""
    assert abs(_adjusted("A") - 0.833) < 0.001


def test_standardised_b() -> None:
    r"""0.51\times 0.867 + 0.49 \times 0.6875 \approx 0.779"""
    assert abs(_adjusted("B") - 0.779) < 0.001


def test_interval() -> None:
    """The difference of 5.4 points has a standard error of 3.4 and a 95% interval from −1.2 to 11.9"""
    share = (87 + 270) / 700
    variance = sum(
        weight**2 * (good / total) * (1 - good / total) / total
        for group, weight in ((SMALL, share), (LARGE, 1 - share))
        for good, total in group.values()
    )
    difference, error = _adjusted("A") - _adjusted("B"), sqrt(variance)
    assert round(100 * difference, 1) == 5.4
    assert round(100 * error, 1) == 3.4
    assert round(100 * (difference - 1.96 * error), 1) == -1.2
    assert round(100 * (difference + 1.96 * error), 1) == 11.9


def test_collider() -> None:
    """if the first shows tails the second must show heads; if the first shows heads the second does so half of the
    time"""
    kept = [pair for pair in product((0, 1), repeat=2) if any(pair)]
    after_tails = [second for first, second in kept if first == 0]
    after_heads = [second for first, second in kept if first == 1]
    assert sum(after_tails) / len(after_tails) == 1
    assert sum(after_heads) / len(after_heads) == 0.5
