from collections import Counter
from random import Random

KNOWN, UNKNOWN = (600, 0.95), (400, 0.20)


def _outcome(*answered: tuple[int, float]) -> tuple[int, int]:
    right = sum(round(count * chance) for count, chance in answered)
    return right, sum(count for count, _ in answered) - right


def test_answering_all() -> None:
    """Answering all gives 650 right and 350 wrong."""
    assert _outcome(KNOWN, UNKNOWN) == (650, 350)


def test_declining() -> None:
    """Declining the 400 gives 570 right and 30 wrong."""
    assert _outcome(KNOWN) == (570, 30)


def test_accuracy() -> None:
    """Accuracy falls from 65% to 57%, and errors from 350 to 30."""
    (all_right, all_wrong), (right, wrong) = _outcome(KNOWN, UNKNOWN), _outcome(KNOWN)
    assert (round(all_right / 10), round(right / 10)) == (65, 57)
    assert (all_wrong, wrong) == (350, 30)


def test_scores_with_a_penalty() -> None:
    r"""At $\lambda = 1$ the scores are 300 and 540."""
    scores = [right - 1 * wrong for right, wrong in (_outcome(KNOWN, UNKNOWN), _outcome(KNOWN))]
    assert scores == [300, 540]


def _threshold(penalty: float) -> float:
    """The least probability, on a fine grid, at which answering has a positive expectation."""
    return next(p / 10_000 for p in range(1, 10_001) if p / 10_000 - penalty * (1 - p / 10_000) > 1e-12)


def test_threshold() -> None:
    r"""p > \frac{\lambda}{1+\lambda}"""
    for penalty in (0.5, 1.0, 3.0, 9.0):
        assert abs(_threshold(penalty) - penalty / (1 + penalty)) < 2e-4


def test_thresholds_of_the_text() -> None:
    r"""that holds for every $p > 0$: guess. For $\lambda = 3$ the threshold is 0.75."""
    assert _threshold(0.0) == 0.0001
    assert abs(_threshold(3.0) - 0.75) < 2e-4


def test_guessing() -> None:
    """guessing brings 80 more, along with 320 errors"""
    assert _outcome(UNKNOWN) == (80, 320)


def test_singletons_estimate_what_was_not_seen() -> None:
    """the share of such facts that occur just once in training"""
    random = Random(1)
    people = 3000
    seen = Counter(random.randrange(people) for _ in range(3000))
    singletons = sum(count == 1 for count in seen.values()) / 3000
    missing = 1 - len(seen) / people
    assert abs(singletons - missing) < 0.04, "the next person asked about is new about that often"
