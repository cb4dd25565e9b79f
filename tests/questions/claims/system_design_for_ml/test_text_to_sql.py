import math


def test_price_of_the_schema() -> None:
    r"""are 900,000; at \$0.50 per million \$0.45 a question, \$9,000 a day"""
    tokens = 60_000 * 15
    assert tokens == 900_000
    assert round(tokens * 0.5e-6, 2) == 0.45
    assert round(20_000 * tokens * 0.5e-6) == 9_000


def test_price_of_retrieved_tables() -> None:
    """12 tables of 15 columns (2,700 tokens), examples 2,000, rules 1,000: 5,700 in"""
    tokens = 12 * 15 * 15 + 2_000 + 1_000
    assert tokens == 5_700


def test_price_of_a_question() -> None:
    r"""\$0.0069, \$138 a day"""
    question = 2 * (5_700 * 0.5e-6 + 300 * 2e-6)
    assert round(question, 4) == 0.0069
    assert round(20_000 * question) == 138


def test_three_tables() -> None:
    r"""$0.95^3 = 85.7\%$"""
    assert round(100 * 0.95**3, 1) == 85.7


def test_price_of_scans() -> None:
    r"""20,000 questions at 20 GB are \$2,000 a day"""
    assert 5 * 5 == 25
    assert round(20_000 * 0.02 * 5) == 2_000


def test_interval_of_the_execution() -> None:
    """78% right on 500 is known to ±3.6 points"""
    assert round(196 * math.sqrt(0.78 * 0.22 / 500), 1) == 3.6


def test_a_second_query_for_a_third() -> None:
    r"""That makes the scans \$2,700 a day, within the budget"""
    day = 20_000 * (1 + 1 / 3) * 0.02 * 5
    assert round(day, -2) == 2_700
    assert 30 * day < 90_000 < 30 * 20_000 * 2 * 0.02 * 5
