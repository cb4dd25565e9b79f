import math
import random
from collections import Counter
from fractions import Fraction
from itertools import combinations


def _sample(n: int, k: int, rng: random.Random) -> tuple[int, ...]:
    kept = list(range(k))
    for i in range(k + 1, n + 1):
        j = rng.randrange(i)
        if j < k:
            kept[j] = i - 1
    return tuple(sorted(kept))


def test_survival() -> None:
    r"""so it survives with probability $$\frac{k}{n-1}\cdot\frac{n-1}{n} = \frac{k}{n}$$"""
    for k, n in ((2, 4), (5, 17)):
        stays = 1 - Fraction(k, n) * Fraction(1, k)
        assert stays == Fraction(n - 1, n)
        assert Fraction(k, n - 1) * stays == Fraction(k, n)


def test_all_sets_are_equally_likely() -> None:
    """all sets of $k$ positions are equally likely, which is stronger than equal inclusion"""
    rng = random.Random(1)
    counts = Counter(_sample(5, 2, rng) for _ in range(10_000))
    assert set(counts) == set(combinations(range(5), 2))
    assert all(850 < c < 1150 for c in counts.values())


def test_off_by_one() -> None:
    """With $k=1$ the second item then replaces the first every time, and the first is never sampled."""
    rng = random.Random(2)
    for _ in range(500):
        kept = 0
        for n in range(2, 6):
            if rng.randrange(n - 1) < 1:
                kept = n - 1
        assert kept != 0


def test_number_of_replacements() -> None:
    r"""The expected number of replacements is only about $k \ln(N/k)$"""
    for k, n in ((10, 10_000), (50, 100_000)):
        expected = sum(k / i for i in range(k + 1, n + 1))
        assert math.isclose(expected, k * math.log(n / k), rel_tol=0.01)


def test_to_go_and_to_stay() -> None:
    r"""each of the two is to go with probability $\frac{2}{4} \cdot \frac{1}{2}$, so it stays with probability 3/4"""
    assert 1 - Fraction(2, 4) * Fraction(1, 2) == Fraction(3, 4)


def test_merging_two_samples() -> None:
    r"""take a random unused item of the first sample with probability $N_1/(N_1+N_2)$, else one of the second, and
    lower that machine's count by one
    """
    rng, n1, n2, k = random.Random(3), 6, 3, 2
    counts: Counter = Counter()
    for _ in range(9000):
        left = {1: list(rng.sample(range(n1), k)), 2: list(rng.sample(range(n1, n1 + n2), k))}
        sizes, picked = {1: n1, 2: n2}, []
        for _ in range(k):
            machine = 1 if rng.random() < sizes[1] / (sizes[1] + sizes[2]) else 2
            picked.append(left[machine].pop())
            sizes[machine] -= 1
        counts[tuple(sorted(picked))] += 1
    assert all(abs(counts[pair] - 250) < 80 for pair in combinations(range(9), 2))
