from random import Random

P = [0.001, 0.008, 0.012, 0.030, 0.200]


def holm(values: list[float], level: float = 0.05) -> int:
    for i, p in enumerate(sorted(values)):
        if p > level / (len(values) - i):
            return i
    return len(values)


def benjamini_hochberg(values: list[float], level: float = 0.05) -> int:
    return max((i for i, p in enumerate(sorted(values), 1) if p <= i * level / len(values)), default=0)


def test_twenty_metrics() -> None:
    """the chance of at least one "win" is $1-0.95^{20}=0.64$"""
    random = Random(6)
    trials = 4000
    share = sum(any(random.random() < 0.05 for _ in range(20)) for _ in range(trials)) / trials
    assert abs(share - 0.64) < 0.03
    assert round(1 - 0.95**20, 2) == 0.64


def test_rejections() -> None:
    """Example at 5%: Bonferroni rejects two, Holm three, Benjamini–Hochberg four."""
    assert sum(p <= 0.05 / 5 for p in P) == 2
    assert holm(P) == 3
    assert benjamini_hochberg(P) == 4


def test_limits() -> None:
    """| Holm | 0.0100, 0.0125, 0.0167, 0.025, 0.05 | 3 |"""
    assert [round(0.05 / (5 - i), 4) for i in range(5)] == [0.01, 0.0125, 0.0167, 0.025, 0.05]


def test_holm_rejects_at_least_as_much() -> None:
    """Holm is valid under any dependence and never rejects less than Bonferroni."""
    random = Random(7)
    for _ in range(500):
        values = [random.random() ** 4 for _ in range(6)]
        assert holm(values) >= sum(p <= 0.05 / 6 for p in values)


def test_one_segment_by_chance() -> None:
    """Looking at twenty segments and reporting the one below 0.05: without any effect, one such segment is expected by
    chance."""
    random = Random(8)
    found = [sum(random.random() < 0.05 for _ in range(20)) for _ in range(4000)]
    assert abs(sum(found) / len(found) - 1) < 0.06
