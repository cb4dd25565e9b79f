from math import sqrt


def test_value_per_week() -> None:
    r"""Spelling: 70% of \$900,000 over 10 weeks, \$63,000 a week. Fraud: 60% of \$400,000 over 8, and labels: 50% of
    \$840,000 over 14, both \$30,000. Visual search: 25% of \$2 million over 26, \$19,000."""
    projects = [(0.70, 900_000, 10), (0.60, 400_000, 8), (0.50, 840_000, 14), (0.25, 2_000_000, 26)]
    per_week = [round(chance * value / weeks, -3) for chance, value, weeks in projects]
    assert per_week == [63_000, 30_000, 30_000, 19_000]


def test_capacity() -> None:
    """Four people for 12 weeks are 48, less a fifth for upkeep about 38."""
    assert 4 * 12 == 48
    assert int(48 * 0.8) == 38


def test_taps() -> None:
    """In 10,000 sessions with the button 40 tapped it, 0.4%, interval 0.3 to 0.5: nowhere near 3%"""
    share, n, z = 40 / 10_000, 10_000, 1.96
    centre, half = share + z * z / 2 / n, z * sqrt(share * (1 - share) / n + z * z / 4 / n / n)
    low, high = ((centre + sign * half) / (1 + z * z / n) for sign in (-1, 1))
    assert (round(100 * low, 1), round(100 * high, 1)) == (0.3, 0.5)
