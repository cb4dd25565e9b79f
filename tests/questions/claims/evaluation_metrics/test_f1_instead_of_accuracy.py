from random import Random


def f1(tp: float, fp: float, fn: float) -> float:
    return 2 * tp / (2 * tp + fp + fn)


def test_harmonic_mean() -> None:
    """with $P=1.0$ and $R=0.1$ it is 0.18, while the plain mean would be 0.55"""
    assert round(f1(10, 0, 90), 2) == 0.18
    assert (10 / 10 + 10 / 100) / 2 == 0.55


def test_the_two_models() -> None:
    """A model that always says "negative" has accuracy 99.0% and F1 of 0. A real model with TP = 60, FP = 40, FN = 40
    has accuracy 99.2% and F1 of 0.60."""
    total, positive = 10_000, 100
    assert (total - positive) / total == 0.99
    assert f1(0, 0, positive) == 0
    assert (60 + (total - 60 - 40 - 40)) / total == 0.992
    assert f1(60, 40, 40) == 0.6


def test_always_positive() -> None:
    r"""an always-positive model scores $2\pi/(1+\pi)$ at prevalence $\pi$, which is 0.67 on balanced data"""
    for share in (0.1, 0.3, 0.5):
        assert abs(f1(share, 1 - share, 0) - 2 * share / (1 + share)) < 1e-12
    assert round(f1(0.5, 0.5, 0), 2) == 0.67


def test_two_pairs_with_equal_means() -> None:
    """The first: 0.5 against 0.18, although the plain means are equal."""
    assert [round(2 * p * r / (p + r), 2) for p, r in ((0.5, 0.5), (0.9, 0.1))] == [0.5, 0.18]


def test_best_threshold_is_half_of_the_best_f1() -> None:
    """For a calibrated model the threshold that maximises expected F1 is about half of the F1 that it reaches"""
    random = Random(11)
    chances = sorted((random.betavariate(0.5, 2) for _ in range(4000)), reverse=True)
    positives, best, found = sum(chances), 0.0, 1.0
    for count, (hit, chance) in enumerate(zip(running(chances), chances, strict=True), 1):
        if (score := 2 * hit / (count + positives)) > best:
            best, found = score, chance
    assert abs(found - best / 2) < 0.01


def running(values: list[float]) -> list[float]:
    total, sums = 0.0, []
    for value in values:
        total += value
        sums.append(total)
    return sums
