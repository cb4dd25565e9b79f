from fractions import Fraction
from math import exp
from random import Random


def test_prior_correction() -> None:
    r"""become $4 \times \frac{0.1/0.5}{0.9/0.5} = 0.444$, which is a probability of 0.31"""
    balanced = {"positive": Fraction(8, 10), "negative": Fraction(2, 10)}
    new = {"positive": Fraction(1, 10), "negative": Fraction(9, 10)}
    weighted = {label: balanced[label] * new[label] / Fraction(1, 2) for label in new}
    assert round(float(weighted["positive"] / weighted["negative"]), 3) == 0.444
    assert round(float(weighted["positive"] / sum(weighted.values())), 2) == 0.31


def test_prior_correction_is_bayes_rule() -> None:
    r"""p_{\text{new}}(y\mid x) \propto p_{\text{old}}(y\mid x)\,\frac{p_{\text{new}}(y)}{p_{\text{old}}(y)}"""
    likelihood = (0.6, 0.1)

    def posterior(prior: float) -> float:
        return prior * likelihood[0] / (prior * likelihood[0] + (1 - prior) * likelihood[1])

    old, new = 0.5, 0.02
    odds = posterior(old) / (1 - posterior(old)) * (new / (1 - new)) / (old / (1 - old))
    assert abs(odds / (1 + odds) - posterior(new)) < 1e-12


def test_weights_from_a_classifier() -> None:
    """If it gives $c(x)$ for "new", the weight is $c(x)/(1-c(x))$."""
    for x in (-1.0, 0.3, 2.0):
        old, new = exp(-(x**2) / 2), exp(-((x - 1) ** 2) / 2)
        c = new / (old + new)
        assert abs(c / (1 - c) - new / old) < 1e-9


def test_label_shift_can_be_refuted() -> None:
    r"""the new $p(x)$ must then be a mixture of the old $p(x \mid y)$"""
    by_class = {0: (0.7, 0.2, 0.1), 1: (0.1, 0.3, 0.6)}

    def reachable(inputs: tuple[float, ...]) -> bool:
        mixtures = (
            [s / 1000 * b + (1 - s / 1000) * a for a, b in zip(by_class[0], by_class[1], strict=True)]
            for s in range(1001)
        )
        return any(max(abs(m - x) for m, x in zip(mixture, inputs, strict=True)) < 0.01 for mixture in mixtures)

    assert reachable((0.4, 0.25, 0.35))
    assert not reachable((0.1, 0.8, 0.1)), "no share of positives gives these inputs"


def test_weights_can_vary_hugely() -> None:
    """Weights may have huge variance."""
    random = Random(1)
    weights = [exp(-((x - 3) ** 2) / 2 + x**2 / 2) for x in (random.gauss(0, 1) for _ in range(5000))]
    effective = sum(weights) ** 2 / sum(w * w for w in weights)
    assert effective < 250, "five thousand examples count as a few hundred at most"
