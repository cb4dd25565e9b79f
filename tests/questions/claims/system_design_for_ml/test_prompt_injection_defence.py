import math


def test_documents() -> None:
    """50 M a day, 579/s. If 1 in 100,000 carries an attack, 500 a day do"""
    assert round(50e6 / 86_400) == 579
    assert 50e6 / 100_000 == 500


def test_a_day_of_the_detector() -> None:
    """flags 475 of them and 50,000 clean ones: under 1% of the alarms are right, and 25 attacks pass"""
    right, wrong = 0.95 * 500, 0.001 * (50e6 - 500)
    assert (round(right), round(wrong, -2), round(500 - right)) == (475, 50_000, 25)
    assert right / (right + wrong) < 0.01


def test_many_tries() -> None:
    r"""$1 - 0.98^{50} = 64\%$"""
    assert round(100 * (1 - 0.98**50)) == 64


def test_questions() -> None:
    """that is 360,000, one question per user every 5.6 days"""
    assert round(0.03 * 6 * 2e6) == 360_000
    assert round(2e6 / 360_000, 1) == 5.6


def test_price_of_reading_apart() -> None:
    r"""1,500 tokens per document at an assumed \$0.10 per million: \$7,500 a day"""
    assert round(50e6 * 1_500 * 0.1e-6) == 7_500


def test_no_success_in_a_thousand_tries() -> None:
    """No success in 1,000 tries bounds the rate at 0.3% with 95% confidence"""
    assert abs((1 - 0.003) ** 1_000 - 0.05) < 0.001


def test_error_of_the_cost_in_usefulness() -> None:
    """the standard error of the difference is at most 1.3 points"""
    assert round(100 * math.sqrt(0.10 / 600), 1) == 1.3
