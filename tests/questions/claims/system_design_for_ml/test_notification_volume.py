import math


def test_candidates() -> None:
    r"""$2 \times 10^9/86{,}400 = 23{,}000$ candidates/s on average, 70,000 at three times"""
    mean = 2e9 / 86_400
    assert round(mean, -3) == 23_000
    assert abs(3 * mean / 70_000 - 1) < 0.01
    assert round(0.3 * 3 * mean, -3) == 21_000


def test_sends_and_visits() -> None:
    """300 M a day, 3,500/s"""
    assert round(300e6 / 86_400, -2) == 3_500
    assert round(0.05 * 20_000) == 1_000
    assert 100e6 * 500 / 1e9 == 50


def test_error_of_the_uplift() -> None:
    """for groups of a thousandth of that it is 0.9 points"""
    assert round(100 * math.sqrt(0.4 * 0.6 / 3e6), 2) == 0.03
    assert round(100 * math.sqrt(0.4 * 0.6 / 3e3), 1) == 0.9


def test_opt_outs_in_a_month() -> None:
    r"""$90 \times 0.00005 = 0.45\%$ a month"""
    assert round(100 * (1 - (1 - 0.00005) ** 90), 2) == 0.45


def test_the_same_send_for_two_users() -> None:
    r"""net +0.020: send if $\lambda$ is below that. A daily user has $\Delta = 0.005$, net -0.015"""
    cost = 0.00005 * 400
    assert round(0.040 - cost, 3) == 0.020
    assert round(0.005 - cost, 3) == -0.015


def test_users_in_the_experiment() -> None:
    r"""$n \approx 16 \times 0.005 \times 0.995/0.00025^2 = 1.27$ M users each"""
    assert round(16 * 0.005 * 0.995 / (0.05 * 0.005) ** 2 / 1e6, 2) == 1.27
