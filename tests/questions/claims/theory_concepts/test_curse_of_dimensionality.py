from math import dist
from random import Random
from statistics import fmean, pstdev


def test_edges_of_a_sub_cube() -> None:
    r"""For $r = 1\%$, the edge is 0.10 in two dimensions, 0.63 in ten and 0.955 in a hundred."""
    for dimensions, edge in ((2, 0.10), (10, 0.631), (100, 0.955)):
        assert abs(edge**dimensions - 0.01) < 3e-4


def test_empty_cells() -> None:
    """A million examples leave at least 99.99% of those empty."""
    cells = 10**10  # ten features of ten intervals each, with at best one example a cell
    assert (cells - 10**6) / cells == 0.9999


def test_moments_of_a_squared_difference() -> None:
    """independent terms with mean $1/6$ and variance $7/180$"""
    steps = [(2 * i + 1) / 400 for i in range(200)]
    second = fmean((a - b) ** 2 for a in steps for b in steps)
    fourth = fmean((a - b) ** 4 for a in steps for b in steps)
    assert abs(second - 1 / 6) < 1e-4
    assert abs(fourth - second**2 - 7 / 180) < 1e-4


def test_relative_spread() -> None:
    """84% for $d = 2$ and 3.7% for $d = 1000$"""
    random = Random(1)
    for dimensions, spread, pairs in ((2, 0.84, 30_000), (1000, 0.037, 100)):
        squares = [sum((random.random() - random.random()) ** 2 for _ in range(dimensions)) for _ in range(pairs)]
        assert abs(pstdev(squares) / fmean(squares) - spread) < 0.1 * spread + 0.002


def test_nearest_and_farthest() -> None:
    """The nearest point is then hardly nearer than the farthest."""
    random = Random(2)

    def contrast(dimensions: int) -> float:
        centre, *points = [[random.random() for _ in range(dimensions)] for _ in range(101)]
        distances = [dist(centre, point) for point in points]
        return min(distances) / max(distances)

    assert contrast(2) < 0.2
    assert contrast(1000) > 0.8


def test_halving_the_error_in_20_dimensions() -> None:
    """In 20 dimensions, halving the error takes $2^{11} = 2048$ times more data."""
    assert abs(2048 ** (-2 / (2 + 20)) - 0.5) < 1e-12
