import math
from fractions import Fraction


def _out(p: list[Fraction], q: list[Fraction], replace_from_target: bool = False) -> list[Fraction]:
    """The exact distribution of the token that comes out at one place."""
    kept = [min(a, b) for a, b in zip(p, q, strict=True)]
    refused = 1 - sum(kept)
    weights = p if replace_from_target else [max(Fraction(0), a - b) for a, b in zip(p, q, strict=True)]
    return [k + refused * w / sum(weights) for k, w in zip(kept, weights, strict=True)]


_P = [Fraction(n, 10) for n in (6, 3, 1)]
_Q = [Fraction(n, 10) for n in (2, 5, 3)]


def test_exact() -> None:
    """The sum is $p_x$."""
    assert _out(_P, _Q) == _P
    assert _out(_Q, _P) == _Q


def test_target_after_a_refusal_is_wrong() -> None:
    """Drawing from $p$ after a refusal would favour tokens that the draft likes as well."""
    wrong = _out(_P, _Q, replace_from_target=True)
    assert wrong[0] < _P[0]
    assert wrong[1] > _P[1]


def test_example() -> None:
    """the acceptance rate is $0.2 + 0.3 + 0.1 = 0.6$, and every replacement is token 0"""
    assert sum(map(min, _P, _Q)) == Fraction(6, 10)
    assert [a > b for a, b in zip(_P, _Q, strict=True)] == [True, False, False]


def test_tokens_of_a_step() -> None:
    """for $a = 0.8$ and $k = 4$ that is 3.36 for one pass of the target"""
    a, k = 0.8, 4
    expected = sum((n + 1) * a**n * (1 - a) for n in range(k)) + (k + 1) * a**k
    assert round(expected, 2) == 3.36
    assert math.isclose(expected, (1 - a ** (k + 1)) / (1 - a))


def test_best_number_of_drafts() -> None:
    """A draft of a tenth of the time with a rate of 0.8 is best at about six."""
    speed = {k: (1 - 0.8 ** (k + 1)) / (1 - 0.8) / (1 + k / 10) for k in range(1, 20)}
    assert max(speed, key=speed.__getitem__) == 6


def test_total_variation() -> None:
    """The acceptance rate is one minus the total variation distance between the two"""
    distance = sum(abs(a - b) for a, b in zip(_P, _Q, strict=True)) / 2
    assert sum(map(min, _P, _Q)) == 1 - distance
