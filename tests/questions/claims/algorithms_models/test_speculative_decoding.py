import random

P, Q = (0.7, 0.3), (0.5, 0.5)


def _draw(rng: random.Random, weights: list[float] | tuple[float, ...]) -> int:
    return rng.choices(range(len(weights)), weights)[0]


def test_exact_distribution() -> None:
    """The residual has only token one, so it appears with $0.5 + 0.2 = 0.7$."""
    rng = random.Random(0)
    first = accepted = 0
    for _ in range(60_000):
        token = _draw(rng, Q)
        if rng.random() < min(1, P[token] / Q[token]):
            accepted += 1
        else:
            token = _draw(rng, [max(0, p - q) for p, q in zip(P, Q, strict=True)])
        first += token == 0
    assert abs(first / 60_000 - 0.7) < 0.007
    assert abs(accepted / 60_000 - 0.8) < 0.007


def test_sampling_from_p_after_a_rejection_is_wrong() -> None:
    """That gives too much mass to tokens that the draft overrates"""
    rejected = 1 - sum(min(p, q) for p, q in zip(P, Q, strict=True))
    wrong = [min(p, q) + rejected * p for p, q in zip(P, Q, strict=True)]
    assert wrong[1] > P[1] + 0.05  # the draft gives token two 0.5 instead of 0.3


def test_tokens_of_a_pass() -> None:
    r"""With $\alpha = 0.8$, $\gamma = 4$: 3.36."""
    reached = [1.0]
    for _ in range(4):
        reached.append(reached[-1] * 0.8)
    assert round(sum(reached), 2) == 3.36
    assert round((1 - 0.8**5) / (1 - 0.8), 2) == 3.36


def test_speed_up() -> None:
    r"""the speed-up is $3.36/(1 + 4\times0.05) = 2.8$"""
    assert round(sum(0.8**k for k in range(5)) / (1 + 4 * 0.05), 1) == 2.8


def test_kept_with() -> None:
    """It is kept with probability 0.3 over 0.5, so in 60% of cases."""
    assert abs(min(1, 0.3 / 0.5) - 0.6) < 1e-12
