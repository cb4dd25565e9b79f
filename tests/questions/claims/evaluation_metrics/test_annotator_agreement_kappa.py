from math import sqrt
from random import Random


def kappa(both: int, only_a: int, only_b: int, neither: int) -> float:
    n = both + only_a + only_b + neither
    observed = (both + neither) / n
    a, b = (both + only_a) / n, (both + only_b) / n
    expected = a * b + (1 - a) * (1 - b)
    return (observed - expected) / (1 - expected)


def test_kappa_of_the_table() -> None:
    r"""Then $\kappa=0.22/0.42=0.52$."""
    assert round(kappa(20, 10, 10, 60), 2) == 0.52


def test_interval() -> None:
    """With 100 items the 95% interval is about 0.34 to 0.71."""
    random, cells = Random(1), [0] * 20 + [1] * 10 + [2] * 10 + [3] * 60
    draws = []
    for _ in range(2000):
        drawn = random.choices(cells, k=100)
        draws.append(kappa(*(drawn.count(cell) for cell in range(4))))
    draws.sort()
    assert abs(draws[50] - 0.34) < 0.03
    assert abs(draws[1949] - 0.71) < 0.03


def test_a_rare_class() -> None:
    r"""Agreement is 0.90, but $p_e=0.06^2+0.94^2=0.887$ and $\kappa=0.11$."""
    assert round(0.06**2 + 0.94**2, 3) == 0.887
    assert round(kappa(1, 5, 5, 89), 2) == 0.11


def test_chance_agreement_of_two_who_nearly_always_say_fine() -> None:
    """If each says fine on 95% of the texts at random, they already agree on about 90%."""
    assert round(0.95**2 + 0.05**2, 2) == 0.9


def test_items_for_a_tenth() -> None:
    """plus or minus 0.1 at 95% needs about 350 items"""
    observed, expected = 0.8, 0.58
    n = next(n for n in range(1, 2000) if 1.96 * sqrt(observed * (1 - observed) / n) / (1 - expected) <= 0.1)
    assert round(n, -1) == 350
