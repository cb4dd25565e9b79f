from collections import Counter
from math import exp, sqrt

REFERENCE = "the payment was not approved".split()
FALSE, TRUE = "the payment was approved".split(), "they declined the payment".split()


def matches(words: list[str], n: int) -> tuple[int, int]:
    """Clipped matches of the output's n-grams, and how many it has."""
    grams, wanted = (Counter(tuple(text[i : i + n]) for i in range(len(text) - n + 1)) for text in (words, REFERENCE))
    return (grams & wanted).total(), grams.total()


def f1(words: list[str]) -> float:
    shared, _ = matches(words, 1)
    precision, recall = shared / len(words), shared / len(REFERENCE)
    return 2 * precision * recall / (precision + recall)


def test_rouge_of_the_false_sentence() -> None:
    """all 4 words are in the reference of 5, so ROUGE-1 has precision 1, recall 0.8 and F1 0.89"""
    assert matches(FALSE, 1) == (4, 4)
    assert len(REFERENCE) == 5
    assert round(f1(FALSE), 2) == 0.89


def test_bleu_up_to_pairs() -> None:
    r"""Of its 3 pairs 2 occur, so BLEU up to pairs is $e^{1-5/4}\sqrt{1\times2/3}=0.64$."""
    assert matches(FALSE, 2) == (2, 3)
    assert round(min(1, exp(1 - 5 / 4)) * sqrt(4 / 4 * 2 / 3), 2) == 0.64


def test_the_correct_paraphrase() -> None:
    """shares 2 words of 4: F1 $=0.44$. The false sentence scores twice as high as the
    correct one."""
    assert matches(TRUE, 1) == (2, 4)
    assert round(f1(TRUE), 2) == 0.44
    assert abs(f1(FALSE) / f1(TRUE) - 2) < 0.01


def test_clipping() -> None:
    """Repeating the word mends the length but spoils the precision, because it counts only as often as it stands in
    the reference."""
    assert matches(["the"] * 5, 1) == (1, 5)


def test_one_word() -> None:
    """multiplies the score by e to the minus four here"""
    assert 1 - len(REFERENCE) / 1 == -4
