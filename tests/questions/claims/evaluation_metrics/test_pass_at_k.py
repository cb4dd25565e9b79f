from itertools import combinations
from math import comb
from statistics import fmean


def pass_at_k(n: int, c: int, k: int) -> float:
    return 1 - comb(n - c, k) / comb(n, k)


def binomial(n: int, p: float) -> list[float]:
    return [comb(n, c) * p**c * (1 - p) ** (n - c) for c in range(n + 1)]


def test_the_example() -> None:
    r"""$1-\binom{17}{5}/\binom{20}{5}=1-6188/15504=0.60$. The plug-in $1-(1-0.15)^5=0.56$ is lower."""
    assert (comb(17, 5), comb(20, 5)) == (6188, 15504)
    programs = [True] * 3 + [False] * 17
    assert round(fmean(any(five) for five in combinations(programs, 5)), 2) == 0.6
    assert round(1 - (1 - 3 / 20) ** 5, 2) == 0.56


def test_unbiased() -> None:
    """This is unbiased for independent samples from the same distribution"""
    for p in (0.1, 0.3, 0.8):
        expected = sum(w * pass_at_k(10, c, 4) for c, w in enumerate(binomial(10, p)))
        assert abs(expected - (1 - (1 - p) ** 4)) < 1e-12


def test_plug_in_bias() -> None:
    """It underestimates in expectation because $1-(1-p)^k$ is concave in $p$ (Jensen's inequality), and the bias is
    largest when $n$ is close to $k$."""
    p, k = 0.15, 5
    bias = [
        sum(w * (1 - (1 - c / n) ** k) for c, w in enumerate(binomial(n, p))) - (1 - (1 - p) ** k)
        for n in (5, 10, 20, 100)
    ]
    assert all(b < 0 for b in bias)
    assert bias == sorted(bias)


def test_eight_attempts() -> None:
    """at 0.9, eight attempts all succeed only 43% of the time, while pass@8 is practically 1"""
    assert round(0.9**8, 2) == 0.43
    assert 1 - 0.1**8 > 0.9999


def test_a_greedy_model_gains_nothing() -> None:
    """more attempts never lower pass@k, and raise it where some samples pass and others fail"""
    greedy, varied = [1.0, 0.0], [0.5, 0.5]  # success rates on two problems
    assert [fmean(1 - (1 - p) ** k for p in greedy) for k in (1, 10)] == [0.5, 0.5]
    assert fmean(1 - (1 - p) ** 10 for p in varied) > 0.99


def test_pass_hat_k() -> None:
    """It is unbiased as well. Taking c/n to the power k would on average be too high, since that function is convex."""
    p, n, k = 0.7, 12, 4
    weights = binomial(n, p)
    assert abs(sum(w * comb(c, k) / comb(n, k) for c, w in enumerate(weights)) - p**k) < 1e-12
    assert sum(w * (c / n) ** k for c, w in enumerate(weights)) > p**k
