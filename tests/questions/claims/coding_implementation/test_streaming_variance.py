import math
import random
import statistics


def test_spacing_of_doubles() -> None:
    """Near $10^9$ the squares are about $10^{18}$, where neighbouring doubles lie 128 apart."""
    assert math.ulp(1e18) == 128.0


def test_textbook_formula_can_be_negative() -> None:
    """A variance of 1 is lost, and the result can be negative."""
    rng, found = random.Random(1), []
    for _ in range(30):
        values = [1e9 + rng.choice((-1.0, 1.0)) for _ in range(100)]
        found.append(sum(x * x for x in values) / 100 - (sum(values) / 100) ** 2)
    assert min(found) < 0
    assert all(abs(v - 1) > 0.5 for v in found)


def test_merge_example() -> None:
    r"""$\{4,7\}$ and $\{13,16\}$ give $4.5 + 4.5 + 81 \cdot 4/4 = 90$, so the population variance is 22.5."""
    a, b = [4, 7], [13, 16]
    parts = [statistics.pvariance(p) * 2 for p in (a, b)]
    delta = statistics.fmean(b) - statistics.fmean(a)
    assert parts == [4.5, 4.5]
    assert (delta**2, 2 * 2 / 4) == (81, 4 / 4)
    assert sum(parts) + delta**2 * 2 * 2 / 4 == 90
    assert statistics.pvariance(a + b) == 22.5


def test_product_of_old_and_new_difference() -> None:
    """The product of the old and the new difference follows exactly from the definition of $S$. Its two factors
    have the same sign, so $S$ never falls.
    """
    rng, values = random.Random(2), [0.5]
    for _ in range(50):
        x = rng.gauss(0, 3)
        before = statistics.fmean(values)
        grown = [*values, x]
        added = statistics.pvariance(grown) * len(grown) - statistics.pvariance(values) * len(values)
        product = (x - before) * (x - statistics.fmean(grown))
        assert math.isclose(added, product, abs_tol=1e-9)
        assert product >= 0
        values = grown


def test_same_difference_twice() -> None:
    """with the old mean the result is too large, with the new one too small"""
    sums = {"old": 0.0, "new": 0.0}
    values = [1.0, 5.0, 2.0, 8.0]
    for n in range(1, 4):
        before, after = statistics.fmean(values[:n]), statistics.fmean(values[: n + 1])
        sums["old"] += (values[n] - before) ** 2
        sums["new"] += (values[n] - after) ** 2
    assert sums["new"] < statistics.pvariance(values) * 4 < sums["old"]


def test_variance_of_minus_128() -> None:
    """Why did a colleague's variance of timestamps come out as minus 128?"""
    rng, found = random.Random(3), set()
    for _ in range(60):
        values = [1e9 + rng.randrange(10) for _ in range(50)]
        found.add(sum(x * x for x in values) / 50 - (sum(values) / 50) ** 2)
    assert all(v % 128 == 0 for v in found)
    assert -128.0 in found
