import random
from statistics import NormalDist, median, pvariance

TAIL = 1 - NormalDist().cdf(3)


def test_points_and_cores() -> None:
    r"""$10^6/60 = 16{,}667$ points/s; at 16 bytes, 23 GB a day. At 50 µs each, 0.83 cores"""
    points = 1e6 / 60
    assert round(points) == 16_667
    assert round(points * 16 * 86_400 / 1e9) == 23
    assert round(points * 50e-6, 2) == 0.83


def test_alarms_of_three_sigma() -> None:
    r"""0.27% two-sided. $1.44 \times 10^9$ points a day give 3.9 million alarms"""
    assert round(200 * TAIL, 2) == 0.27
    assert 1e6 * 1_440 == 1.44e9
    assert round(2 * TAIL * 1.44e9 / 1e6, 1) == 3.9


def test_state() -> None:
    r"""2,000 series $\times$ 10,080 minutes $\times$ 2 values $\times$ 4 bytes $= 161$ MB"""
    assert 7 * 24 * 60 == 10_080
    assert round(2_000 * 10_080 * 2 * 4 / 1e6) == 161


def test_single_points_in_one_direction() -> None:
    """Single points in the alarming direction (0.135%): 3,888 alarms a day"""
    assert round(100 * TAIL, 3) == 0.135
    assert abs(TAIL * 2_000 * 1_440 - 3_888) < 2


def test_three_in_a_row() -> None:
    r"""$0.00135^3 \times 2.88\text{M} = 0.007$ a day"""
    assert round(TAIL**3 * 2.88e6, 3) == 0.007


def test_the_median_of_six_is_noisy() -> None:
    """The median of six normal values has itself a standard deviation of 0.46 of theirs"""
    draw = random.Random(7)
    medians = [median(draw.gauss(0, 1) for _ in range(6)) for _ in range(12_000)]
    assert abs(pvariance(medians) ** 0.5 - 0.463) < 0.015


def test_outliers_seen_against_a_noisy_median() -> None:
    """0.65% of normal points would then lie beyond three sigma instead of 0.27%"""
    assert round(200 * (1 - NormalDist(0, (1 + 0.463**2) ** 0.5).cdf(3)), 2) == 0.65


def test_state_of_all_series() -> None:
    """For a million it would be 81 GB"""
    assert round(1e6 * 10_080 * 2 * 4 / 1e9) == 81
