import math


def test_posts() -> None:
    r"""$2 \times 10^8 / 86{,}400 = 2{,}315$ posts/s, 6,900/s at three times"""
    assert round(2e8 / 86_400) == 2_315
    assert round(3 * 2e8 / 86_400, -2) == 6_900


def test_price_of_the_large_model() -> None:
    r"""$\$0.00050 + \$0.00011 + \$0.00012 = \$0.00073$, \$2,920 a day"""
    post = 2_500 * 0.2e-6 + 5_500 * 0.02e-6 + 150 * 0.8e-6
    assert round(post, 5) == 0.00073
    assert round(0.02 * 2e8 * post) == 2_920


def test_reviewers() -> None:
    """Together 3,903 hours, 650 reviewers on duty at 6 productive hours, about 910 employed for a five-day week"""
    seconds = 200_000 * 60 + 0.05 * 200_000 * 60 + 10_000 * 120 + 2 * 2_100 * 60
    hours = seconds / 3_600
    assert abs(hours - 3_903) < 1
    assert round(hours / 6, -1) == 650
    assert round(hours / 6 * 7 / 5, -1) == 910


def test_prevalence_sample() -> None:
    r"""$n = 1.96^2 \times 0.0005 \times 0.9995 / 0.0001^2 \approx 192{,}000$ views a quarter"""
    needed = 1.96**2 * 0.0005 * 0.9995 / 0.0001**2
    assert round(needed, -3) == 192_000
    assert round(needed / 91, -2) == 2_100


def test_a_week_of_the_sample() -> None:
    """A week has a thirteenth of the sample and a margin of 0.04 points"""
    assert round(100 * 1.96 * math.sqrt(0.0005 * 0.9995 / (192_000 / 13)), 2) == 0.04


def test_what_the_reviewers_of_today_manage() -> None:
    """the 700 of today review 0.07%"""
    hours = 700 * 5 / 7 * 6 - 10_000 * 120 / 3_600 - 2 * 2_100 * 60 / 3_600
    assert round(100 * hours / 1.05 * 60 / 2e8, 2) == 0.07
