import math


def test_product_underflows() -> None:
    """a product of 500 probabilities of 0.1 is $10^{-500}$, below the smallest positive double"""
    assert math.prod([0.1] * 500) == 0.0
    assert math.isclose(sum(math.log10(0.1) for _ in range(500)), -500)


def test_penalty_turns_the_order() -> None:
    r"""For totals $\ln 0.4=-0.92$ with one token and $\ln 0.36=-1.02$ with three, $\alpha=0$ prefers the first and
    $\alpha=1$ the second ($-0.34$).
    """
    short, long = math.log(0.4), math.log(0.36)
    assert (round(short, 2), round(long, 2), round(long / 3, 2)) == (-0.92, -1.02, -0.34)
    assert short > long
    assert long / 3 > short / 1


def _beam(table: dict[str, dict[str, float]], width: int) -> float:
    live, done = {"": 1.0}, {}
    for _ in range(4):
        pool = {p + t: q * x for p, q in live.items() for t, x in table.get(p, {}).items()}
        kept = sorted(pool, key=lambda s: (-pool[s], s))[:width]
        done.update({s: pool[s] for s in kept if s.endswith(".")})
        live = {s: pool[s] for s in kept if not s.endswith(".")}
    return max(done.values())


def test_a_wider_beam_is_not_monotone() -> None:
    """A wider beam tends to find more probable sequences, though not in every single case."""
    table = {
        "": {"a": 0.6, "b": 0.4},
        "a": {"x": 0.3, "1": 0.2, "2": 0.2, "3": 0.2, "4": 0.1},
        "b": {"z": 0.5, "w": 0.5},
        "ax": {".": 1.0},
        "bz": dict.fromkeys(".123", 0.25),
        "bw": dict.fromkeys(".123", 0.25),
    }
    assert [round(_beam(table, width), 2) for width in (1, 2, 3)] == [0.18, 0.05, 0.18]


def test_pruning_loses_the_best() -> None:
    """a prefix cut early may have had the best ending"""
    table = {"": {"a": 0.6, "b": 0.4}, "a": {"c": 0.4, "d": 0.35, "e": 0.25}, "b": {"c": 0.9, "d": 0.1}}
    table |= {p: {".": 1.0} for p in ("ac", "ad", "ae", "bc", "bd")}
    assert math.isclose(_beam(table, 1), 0.24)
    assert math.isclose(_beam(table, 2), 0.36)
