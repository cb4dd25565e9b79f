import math


def test_pages_a_second() -> None:
    r"""$3 \times 227{,}000/43{,}200 = 16$ pages/s"""
    assert round(2e6 / 22, -3) == 91_000
    assert round(2e6 / 22 * 2.5, -3) == 227_000
    assert round(3 * 2e6 / 22 * 2.5 / (12 * 3_600)) == 16


def test_price_of_one_extraction() -> None:
    r"""$\$0.0018 + \$0.0024 = \$0.0042$, \$8,400 a month"""
    one = (2.5 * 2_000 + 1_000) * 0.30e-6 + 2_000 * 1.20e-6
    assert round(one, 4) == 0.0042
    assert round(one * 2e6) == 8_400


def test_price_of_people() -> None:
    r"""$0.2 \times 2\text{M} \times \$0.50 = \$200{,}000$"""
    assert round(0.2 * 2e6 * 0.5) == 200_000


def test_price_of_errors() -> None:
    r"""0.5% of 1.6 M automatic invoices are 8,000 a month. At an assumed \$25 each"""
    errors = 0.005 * 0.8 * 2e6
    assert round(errors) == 8_000
    assert round(errors * 25) == 200_000


def test_twelve_fields() -> None:
    r"""$0.99^{12} = 0.886$ if errors are independent, so 11% of the invoices"""
    assert round(0.99**12, 3) == 0.886
    assert round(100 * (1 - 0.99**12)) == 11


def test_break_even_of_a_review() -> None:
    r"""At \$25 that is a probability of 2%; at \$1,000 it is 0.05%"""
    assert 0.5 / 25 == 0.02
    assert 0.5 / 1_000 == 0.0005


def test_audit() -> None:
    """at 0.5% about 3.6 errors are found daily, 80 a month, so the rate is known to about ±22%"""
    a_day = 0.01 * 0.8 * 2e6 / 22 * 0.005
    assert round(a_day, 1) == 3.6
    assert round(a_day * 22) == 80
    assert round(100 * 1.96 / math.sqrt(a_day * 22)) == 22
