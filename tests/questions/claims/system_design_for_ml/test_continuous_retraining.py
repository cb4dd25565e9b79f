from statistics import NormalDist


def _needed(p: float, delta: float, control: float) -> float:
    """Impressions in the smaller arm: 5 % level, two-sided, 80 % power, the other arm `control` times as large."""
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    return z**2 * p * (1 - p) * (1 + 1 / control) / delta**2


def test_bytes_a_day() -> None:
    r"""$200\text{M} \times 500 = 100$ GB a day, 3 TB for 30 days"""
    assert 200e6 * 500 / 1e9 == 100
    assert 30 * 200e6 * 500 / 1e12 == 3


def test_training_time() -> None:
    """one day takes 1,000 s, about 17 minutes; 6 billion rows take 30,000 s, 8.3 hours"""
    assert 200e6 / 200_000 == 1_000
    assert round(1_000 / 60) == 17
    assert round(30 * 200e6 / 200_000 / 3_600, 1) == 8.3


def test_training_cost() -> None:
    r"""\$6.70 for a day and \$200 for 30 days"""
    assert round(8 * 3 * 1_000 / 3_600, 1) == 6.7
    assert round(8 * 3 * 30_000 / 3_600) == 200


def test_equal_arms() -> None:
    r"""$n \approx 16\,p(1-p)/\delta^2 = 16 \times 0.02 \times 0.98 / 0.0002^2 = 7.8$ M impressions each"""
    assert round(16 * 0.02 * 0.98 / 0.0002**2 / 1e6, 1) == 7.8
    assert abs(_needed(0.02, 0.0002, 1) / 7.84e6 - 1) < 0.03


def test_a_small_arm_against_the_rest() -> None:
    """A canary of 5% against the other 95% needs about 4.1 M and gets 10 M a day"""
    assert round(7.8 / 2 / 0.95, 1) == 4.1
    assert abs(_needed(0.02, 0.0002, 19) / 4.1e6 - 1) < 0.03
    assert 0.05 * 200 == 10


def test_a_drop_five_times_as_large() -> None:
    """A 5% drop needs 25 times fewer, 164,000"""
    small = _needed(0.02, 0.001, 19)
    assert round(_needed(0.02, 0.0002, 19) / small) == 25
    assert round(4.1e6 / 25) == 164_000
    assert abs(small / 164_000 - 1) < 0.03
