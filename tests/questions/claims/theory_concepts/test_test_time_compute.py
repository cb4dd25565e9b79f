from functools import cache
from itertools import accumulate
from random import Random
from statistics import fmean


@cache
def _voted(attempts: int, wrong_answers: int) -> float:
    """How often the most frequent answer is the right one, with ties broken by chance."""
    random, good, trials = Random(attempts), 0.0, 12_000
    weights = list(accumulate([0.4, *[0.6 / wrong_answers] * wrong_answers]))
    for _ in range(trials):
        said = random.choices(range(wrong_answers + 1), cum_weights=weights, k=attempts)
        counts = [said.count(answer) for answer in range(wrong_answers + 1)]
        if counts[0] == max(counts):
            good += 1 / counts.count(max(counts))
    return good / trials


def test_at_least_one() -> None:
    """For $p = 0.4$ and ten attempts this is 99.4%."""
    random = Random(1)
    found = fmean(any(random.random() < 0.4 for _ in range(10)) for _ in range(40_000))
    assert abs(found - 0.994) < 0.0015


def test_vote_between_two() -> None:
    """With two possible answers, the majority of 11 attempts is right in 25% of cases, worse than one attempt."""
    assert abs(_voted(11, 1) - 0.25) < 0.02


def test_vote_among_scattered_answers() -> None:
    """If the wrong 60% spread evenly over six other answers, the most frequent of 11 (ties at random) is right in
    about 79%."""
    assert abs(_voted(11, 6) - 0.79) < 0.02


def _right_if_passed(solved: float, attempts: int) -> float:
    """The first attempt that an imperfect verifier passes, among those runs in which one passes."""
    random, right = Random(attempts), []
    for _ in range(12_000):
        for _ in range(attempts):
            good = random.random() < solved
            if good or random.random() < 0.1:
                right.append(good)
                break
    return fmean(right)


def test_verifier() -> None:
    """is right with probability $0.4/(0.4 + 0.06) = 87\\%$, however many attempts are made"""
    assert abs(_right_if_passed(0.4, 3) - 0.87) < 0.015
    assert abs(_right_if_passed(0.4, 100) - 0.87) < 0.015


def test_verifier_on_hard_problems() -> None:
    """For $p = 0.05$ it is 34%."""
    assert abs(_right_if_passed(0.05, 50) - 0.345) < 0.02


def test_problems_differ() -> None:
    """if half are solved in 80% of attempts and half never, the mean is 40% too, yet ten attempts solve half of them"""
    chances = [0.8] * 500 + [0.0] * 500
    assert fmean(chances) == 0.4
    assert abs(fmean(1 - (1 - chance) ** 10 for chance in chances) - 0.5) < 1e-6
