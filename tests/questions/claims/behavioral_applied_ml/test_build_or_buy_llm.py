from math import sqrt

DOCUMENTS = 1_200_000
TOKENS = DOCUMENTS * 3_000 / 1e6 * 0.50 + DOCUMENTS * 250 / 1e6 * 2.00
PEOPLE = 7_500 / 5  # a tenth of an engineer, where a half costs 7,500
HOSTING = 2 * 2.50 * 730 + 7_500


def test_both_bills() -> None:
    r"""1.2 million documents with 3,000 tokens in at \$0.50 a million and 250 out at \$2.00 are \$2,400, with \$1,500
    of people \$3,900. Hosting: \$3,650 and \$7,500, \$11,150."""
    assert TOKENS == 2_400
    assert TOKENS + PEOPLE == 3_900
    assert HOSTING == 11_150


def test_break_even() -> None:
    """The lines meet at four times our volume, if two GPUs still carry that."""
    assert round((HOSTING - PEOPLE) / TOKENS, 1) == 4.0


def test_what_the_points_spare() -> None:
    r"""they spare 7,200 documents at \$0.50, \$3,600, less than the \$7,250 between them"""
    assert round(0.006 * DOCUMENTS) == 7_200
    assert round(0.006 * DOCUMENTS * 0.50) == 3_600
    assert HOSTING - TOKENS - PEOPLE == 7_250


def test_paired_interval() -> None:
    """33 needed no clerk only with the fine-tuned model, 27 only with the API. That is 0.6 points, paired interval −0.9
    to 2.1."""
    difference = (33 - 27) / 1_000
    half = 1.96 * sqrt((33 + 27) / 1_000 - difference**2) / sqrt(1_000)
    assert [round(100 * (difference + sign * half), 1) for sign in (-1, 0, 1)] == [-0.9, 0.6, 2.1]


def test_the_interval_holds_a_gain_that_pays() -> None:
    """the interval also holds a gain at which hosting would pay"""
    pays = (HOSTING - TOKENS - PEOPLE) / (0.50 * DOCUMENTS)
    assert 0.006 < pays < 0.021


def test_two_needs() -> None:
    r"""Drafting replies to 40,000 mails a month: an API cost \$0.004 each, \$160"""
    assert round(40_000 * 0.004) == 160
    assert round(3_000_000 * 0.0008) == 2_400
