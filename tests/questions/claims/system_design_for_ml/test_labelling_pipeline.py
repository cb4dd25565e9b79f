import math
import random


def test_photos_for_the_budget() -> None:
    r"""$0.8 \times 0.08 + 0.2 \times 0.24 = \$0.112$. Budget: $60{,}000/0.112 = 535{,}000$ photos"""
    photo = 0.8 * 0.08 + 0.2 * 3 * 0.08
    assert round(photo, 3) == 0.112
    assert 535_000 <= 60_000 / photo < 536_000


def test_people_for_a_round() -> None:
    """A round of 20,000 photos has 28,000 judgements: about 10 person-days"""
    judgements = 20_000 * (0.8 + 0.2 * 3)
    assert round(judgements) == 28_000
    assert 6 * 3_600 / 8 == 2_700
    assert round(judgements / 2_700) == 10


def test_hours_of_embedding() -> None:
    """20,000 s, 5.6 hours"""
    assert 10e6 / 500 == 20_000
    assert round(20_000 / 3_600, 1) == 5.6


def test_error_of_recall() -> None:
    r"""$\sqrt{0.8 \times 0.2/100} = 4$ points"""
    assert 20_000 * 0.005 == 100
    assert round(100 * math.sqrt(0.8 * 0.2 / 100), 6) == 4
    assert round(100 * math.sqrt(0.8 * 0.2 / 400), 6) == 2


def test_price_of_a_random_test_set() -> None:
    r"""80,000 random photos with three judgements each would cost \$19,200, a third of the budget"""
    assert 400 / 0.005 == 80_000
    assert round(80_000 * 3 * 0.08) == 19_200
    assert 0.3 < 19_200 / 60_000 < 0.34


def test_likely_positives() -> None:
    """If 20% of them are positive, this gives 1,600 positives where random choice would give 40"""
    assert round(0.4 * 20_000 * 0.2) == 1_600
    assert round(0.4 * 20_000 * 0.005) == 40


def test_majority_of_three() -> None:
    r"""$0.85^3 + 3 \times 0.85^2 \times 0.15 = 93.9\%$"""
    draw = random.Random(3)
    right = sum(sum(draw.random() < 0.85 for _ in range(3)) >= 2 for _ in range(60_000)) / 60_000
    assert abs(right - 0.939) < 0.005


def test_false_positives_outnumber_true_ones() -> None:
    """2% false positives outnumber the 0.5% true ones by about four to one"""
    assert 3.9 < 0.995 * 0.02 / 0.005 < 4.1


def test_interval_of_ninety_per_cent() -> None:
    """With 100 positives the standard error is about 3 points, so I would say 84 to 96"""
    error = math.sqrt(0.9 * 0.1 / 100)
    assert round(100 * error) == 3
    assert (round(100 * (0.9 - 1.96 * error)), round(100 * (0.9 + 1.96 * error))) == (84, 96)
