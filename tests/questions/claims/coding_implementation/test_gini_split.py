import math
import random
from collections import Counter


def _gini(labels: list[str]) -> float:
    return 1 - sum((n / len(labels)) ** 2 for n in Counter(labels).values())


def test_square_grows_by() -> None:
    """When the count of a class goes from $m$ to $m+1$, its square grows by $2m+1$"""
    assert all((m + 1) ** 2 - m**2 == 2 * m + 1 for m in range(50))


def test_formula_of_the_weighted_impurity() -> None:
    r"""$$\frac{1}{n}\left(n_L - \frac{S_L}{n_L} + n_R - \frac{S_R}{n_R}\right).$$"""
    rng = random.Random(1)
    for _ in range(50):
        left = [rng.choice("abc") for _ in range(rng.randrange(1, 9))]
        right = [rng.choice("abc") for _ in range(rng.randrange(1, 9))]
        n = len(left) + len(right)
        direct = (len(left) * _gini(left) + len(right) * _gini(right)) / n
        squares = [sum(k * k for k in Counter(side).values()) for side in (left, right)]
        swept = (len(left) - squares[0] / len(left) + len(right) - squares[1] / len(right)) / n
        assert math.isclose(direct, swept, abs_tol=1e-12)
        assert direct <= _gini(left + right) + 1e-12


def test_xor() -> None:
    """In XOR every single split leaves 0.5"""
    rows = {(0, 0): "a", (0, 1): "b", (1, 0): "b", (1, 1): "a"}
    for feature in (0, 1):
        sides = [[y for x, y in rows.items() if x[feature] == v] for v in (0, 1)]
        assert sum(len(s) * _gini(s) for s in sides) / 4 == 0.5


def test_midpoint_rounds_up() -> None:
    """for neighbouring floats it can round up to the larger value"""
    a = math.nextafter(1.0, 2.0)
    b = math.nextafter(a, 2.0)
    assert (a + b) / 2 == b


def test_sum_over_count() -> None:
    """Minimising the squared error is the same as maximising the squared sum over the count, added over both
    sides.
    """
    rng = random.Random(2)
    y = [rng.gauss(0, 1) for _ in range(12)]

    def error(part: list[float]) -> float:
        return sum((v - sum(part) / len(part)) ** 2 for v in part)

    errors = {i: error(y[:i]) + error(y[i:]) for i in range(1, 12)}
    gains = {i: sum(y[:i]) ** 2 / i + sum(y[i:]) ** 2 / (12 - i) for i in range(1, 12)}
    assert min(errors, key=errors.__getitem__) == max(gains, key=gains.__getitem__)
