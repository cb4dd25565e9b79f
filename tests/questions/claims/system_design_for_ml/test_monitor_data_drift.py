import math
import random


def test_bytes_logged() -> None:
    r"""$66{,}667 \times 300 \times 8$ bytes $= 160$ MB a day, 58 GB a year"""
    day = 2e6 / 30 * 300 * 8
    assert round(day / 1e6) == 160
    assert round(day * 365 / 1e9) == 58


def test_one_bin_of_psi() -> None:
    r"""$0.05 \times \ln 1.5 = 0.020$"""
    assert round((0.15 - 0.10) * math.log(0.15 / 0.10), 3) == 0.020


def test_critical_value_of_two_samples() -> None:
    r"""$1.358\sqrt{2/66{,}667} = 0.0074$"""
    # The limit law of Kolmogorov: P(K > x) = 2 sum (-1)^(k-1) exp(-2 k^2 x^2), which is 5 % at 1.358.
    tail = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * 1.358**2) for k in range(1, 20))
    assert abs(tail - 0.05) < 2e-4
    assert round(1.358 * math.sqrt(2 / 66_667), 4) == 0.0074


def test_psi_of_a_small_segment_without_drift() -> None:
    """PSI without any drift is about $9/200 = 0.045$ on average"""
    draw = random.Random(5)

    def psi() -> float:
        counts = [0] * 10
        for _ in range(200):
            counts[draw.randrange(10)] += 1
        return sum((c / 200 - 0.1) * math.log(c / 200 / 0.1) for c in counts if c)

    assert abs(sum(psi() for _ in range(400)) / 400 - 0.045) < 0.005


def test_false_alarms_a_day() -> None:
    """300 tests a day at 1% give three false alarms a day"""
    assert 300 * 0.01 == 3
