from math import ceil, log, sqrt


def test_none_in_three_hundred() -> None:
    r"""$$p=1-0.05^{1/300}=0.99\%\approx\frac{3}{n}$$"""
    low, high = 0.0, 1.0
    for _ in range(60):
        p = (low + high) / 2
        low, high = (p, high) if (1 - p) ** 300 > 0.05 else (low, p)
    assert round(100 * low, 2) == 0.99
    assert abs(low - 3 / 300) < 1e-4


def test_a_day() -> None:
    """If a thousandth of a million daily prompts were such attacks, up to ten harmful answers a day would be compatible
    with the test."""
    assert round(1_000_000 / 1000 * (1 - 0.05 ** (1 / 300))) == 10


def test_needless_refusals() -> None:
    """40 of 500 is 8%, 95% interval 6 to 11%"""
    n, p, z = 500, 40 / 500, 1.96
    centre, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert [round(100 * (centre + s * half) / (1 + z * z / n)) for s in (-1, 1)] == [6, 11]


def test_a_hundred_tries() -> None:
    r"""100 tries succeed with probability $1-0.99^{100}=63\%$"""
    assert round(100 * (1 - 0.99**100)) == 63


def test_to_exclude_one_in_a_thousand() -> None:
    """To exclude one in a thousand takes about 3,000."""
    assert round(ceil(log(0.05) / log(1 - 0.001)), -3) == 3_000


def test_one_per_cent_may_hide() -> None:
    """With a true rate of 1%, there would still be a 5% chance of seeing none in 300."""
    assert round(0.99**300, 2) == 0.05
