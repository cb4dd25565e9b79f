import math

BUDGET = 6e23
E, A, B, ALPHA, BETA = 1.69, 406.4, 410.7, 0.34, 0.28


def _loss(parameters: float) -> float:
    """With the printed constants, all of the budget spent."""
    return E + A / math.pow(parameters, ALPHA) + B / math.pow(BUDGET / 6 / parameters, BETA)


def _best() -> float:
    return min((10 ** (9 + step / 1000) for step in range(3000)), key=_loss)


def test_twenty_tokens_per_parameter() -> None:
    r"""N = \sqrt{6\times10^{23}/120} \approx 7.1\times10^{10}, \qquad D = 20N \approx 1.4\times10^{12}."""
    parameters = next(n for n in (1e10 + step * 1e7 for step in range(10_000)) if 6 * n * 20 * n >= BUDGET)
    assert f"{parameters:.1e}" == "7.1e+10"
    assert f"{20 * parameters:.1e}" == "1.4e+12"


def test_printed_constants() -> None:
    """at this budget they put the optimum near 33 billion parameters and 93 tokens per parameter"""
    assert round(_best() / 1e9) == 33
    assert round(BUDGET / 6 / _best() / _best()) == 93


def test_exponents_of_the_optimum() -> None:
    r"""$N \propto C^{\beta/(\alpha+\beta)}$"""

    def best(budget: float) -> float:
        sizes = [10 ** (8 + step / 2000) for step in range(10_000)]
        return min(sizes, key=lambda n: A / n**ALPHA + B / (budget / 6 / n) ** BETA)

    assert abs(best(1e24) / best(1e22) - 100 ** (BETA / (ALPHA + BETA))) < 0.05


def test_flat_optimum() -> None:
    """a model of half or twice the best size raises the loss by less than 1%"""
    assert _loss(_best() / 2) < 1.01 * _loss(_best())
    assert _loss(_best() * 2) < 1.01 * _loss(_best())


def test_trained_far_longer() -> None:
    """8 billion parameters on 15 trillion tokens is 1,875 per parameter"""
    assert 15e12 / 8e9 == 1875


def test_serving() -> None:
    r"""for 70 billion parameters that is $1.4\times10^{24}$, more than twice the training budget"""
    serving = 2 * 70e9 * 10e12
    assert f"{serving:.1e}" == "1.4e+24"
    assert serving > 2 * BUDGET


def test_a_metric_that_jumps() -> None:
    """a smooth rise of the token accuracy from 0.5 to 0.9 moves the score from 0.1% to 35%"""
    assert round(100 * 0.5**10, 1) == 0.1
    assert round(100 * 0.9**10) == 35
