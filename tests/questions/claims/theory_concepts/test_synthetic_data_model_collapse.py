from math import exp, log, prod
from random import Random
from statistics import fmean, median


def _variance(data: list[float]) -> float:
    mean = fmean(data)
    return fmean([(value - mean) ** 2 for value in data])


def _generations(random: Random, *, size: int, rounds: int, keep: bool) -> list[float]:
    """The data after rounds of fitting a Gaussian and sampling from it; `keep` adds to the old data."""
    data = [random.gauss(0, 1) for _ in range(size)]
    for _ in range(rounds):
        mean, spread = fmean(data), _variance(data) ** 0.5
        new = [random.gauss(mean, spread) for _ in range(size)]
        data = data + new if keep else new
    return data


def test_a_rare_type() -> None:
    r"""is absent from a sample of 100 with probability $0.99^{100} = 37\%$"""
    random = Random(1)
    absent = fmean(random.binomialvariate(100, 0.01) == 0 for _ in range(20_000))
    assert abs(absent - 0.37) < 0.015


def test_one_round() -> None:
    """In each round the expected variance is multiplied by $1 - 1/n$."""
    random = Random(2)
    variances = [_variance([random.gauss(0, 1) for _ in range(5)]) for _ in range(8000)]
    assert abs(fmean(variances) - (1 - 1 / 5)) < 0.03


def test_most_runs() -> None:
    """about 37% of the variance in expectation and less in most runs"""
    random = Random(5)  # each round multiplies the variance by a chi-square of 99 degrees of freedom over 100
    ends = [prod(random.gammavariate(99 / 2, 2) / 100 for _ in range(100)) for _ in range(2000)]
    assert abs(fmean(ends) - 0.37) < 0.06
    assert median(ends) < 0.2
    assert fmean(end < 0.37 for end in ends) > 0.7


def test_replaced() -> None:
    r"""0.99^{100} \approx 37\%"""
    random = Random(3)
    size, rounds = 10, 10  # a tenth of both, for the same product to the first order
    variances = [_variance(_generations(random, size=size, rounds=rounds - 1, keep=False)) for _ in range(900)]
    assert abs(fmean(variances) - (1 - 1 / size) ** rounds) < 0.06
    assert round(100 * 0.99**100) == 37


def test_accumulated() -> None:
    """the expected variance stays near its true value"""
    random = Random(4)
    variances = [_variance(_generations(random, size=20, rounds=40, keep=True)) for _ in range(8)]
    assert 0.75 < fmean(variances) < 1.2


def test_low_temperature() -> None:
    """With temperature below 1 or top-p sampling the tails go faster."""
    shares = [0.5, 0.3, 0.15, 0.05]

    def cooled(temperature: float) -> float:
        powers = [exp(log(share) / temperature) for share in shares]
        return powers[-1] / sum(powers)

    assert cooled(0.7) < 0.5 * cooled(1.0)


def test_selection_adds_information() -> None:
    """the kept ones are better than the average"""
    random = Random(5)
    solutions = [random.random() < 0.3 for _ in range(1000)]
    kept = [right for right in solutions if right]
    assert fmean(kept) == 1 > fmean(solutions)
