import random


def test_slope_that_a_network_needs() -> None:
    """needs a slope of $1/(0.1/15) = 150$ in scaled units"""
    assert round(1 / (0.1 / 15)) == 150


def test_one_split_fits_the_step() -> None:
    """A tree needs one split."""
    rows = [(age / 10, float(age >= 180)) for age in range(600)]
    losses = {}
    for threshold in range(1, 60):
        sides = [[y for x, y in rows if (x < threshold) == side] for side in (True, False)]
        losses[threshold] = sum(sum((y - sum(s) / len(s)) ** 2 for y in s) for s in sides)
    assert min(losses, key=lambda threshold: losses[threshold]) == 18
    assert losses[18] == 0


def test_trees_ignore_monotone_rescaling() -> None:
    """Trees ignore monotone rescaling of a feature"""
    rng = random.Random(0)
    rows = [(rng.uniform(0.1, 5), rng.gauss(0, 1)) for _ in range(60)]

    def best_split(rows: list[tuple[float, float]]) -> frozenset[float]:
        """The targets on the left of the split with the lowest squared error."""
        ordered = sorted(rows)
        best: tuple[float, frozenset[float]] = (float("inf"), frozenset())
        for cut in range(1, len(ordered)):
            loss = 0.0
            for side in (ordered[:cut], ordered[cut:]):
                mean = sum(y for _, y in side) / len(side)
                loss += sum((y - mean) ** 2 for _, y in side)
            best = min(best, (loss, frozenset(y for _, y in ordered[:cut])), key=lambda pair: pair[0])
        return best[1]

    assert best_split(rows) == best_split([(x**3, y) for x, y in rows])
