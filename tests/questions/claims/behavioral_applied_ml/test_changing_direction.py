from math import comb, hypot, sqrt


def _wilson(hits: int, n: int) -> tuple[float, float]:
    z, p = 1.96, hits / n
    centre, half = p + z * z / 2 / n, z * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


def test_difference() -> None:
    """31% against 10%, a difference of 21 points, interval 0 to 41."""
    before, after = 8 / 26, 3 / 31
    (low, high), (low_after, high_after) = _wilson(8, 26), _wilson(3, 31)
    difference = before - after
    edges = difference - hypot(before - low, high_after - after), difference + hypot(high - before, after - low_after)
    assert (round(100 * before), round(100 * after), round(100 * difference)) == (31, 10, 21)
    assert [round(100 * edge) for edge in edges] == [0, 41]


def test_exact() -> None:
    """The exact test gives p = 0.09."""
    tables = [comb(26, k) * comb(31, 11 - k) / comb(57, 11) for k in range(12)]
    assert round(sum(chance for chance in tables if chance <= tables[8] * (1 + 1e-9)), 2) == 0.09
