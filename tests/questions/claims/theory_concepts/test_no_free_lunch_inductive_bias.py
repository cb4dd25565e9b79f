from collections.abc import Callable
from itertools import product
from statistics import fmean

INPUTS = list(product((0, 1), repeat=3))
FUNCTIONS = [dict(zip(INPUTS, outputs, strict=True)) for outputs in product((0, 1), repeat=8)]
SEEN, UNSEEN = INPUTS[:6], INPUTS[6:]


def test_counts() -> None:
    """There are 8 inputs and $2^8 = 256$ functions. After 6 labelled inputs, $2^2 = 4$ functions remain consistent."""
    assert (len(INPUTS), len(FUNCTIONS)) == (8, 256)
    truth = FUNCTIONS[77]
    assert sum(all(f[x] == truth[x] for x in SEEN) for f in FUNCTIONS) == 4


def test_votes_on_unseen_inputs() -> None:
    """On each unseen input, two of them say 0 and two say 1."""
    consistent = [f for f in FUNCTIONS if all(f[x] == 1 for x in SEEN)]
    assert all(sorted(f[x] for f in consistent) == [0, 0, 1, 1] for x in UNSEEN)


def test_average_accuracy() -> None:
    """its average accuracy on the unseen inputs is exactly $1/2$, even if it predicts the opposite of an obvious
    pattern"""

    def accuracy(learner: Callable[[list[int]], int]) -> float:
        """The learner sees six labels and predicts one value for the unseen inputs."""
        return fmean(learner([f[x] for x in SEEN]) == f[x] for f in FUNCTIONS for x in UNSEEN)

    assert accuracy(lambda labels: int(sum(labels) > 3)) == 0.5
    assert accuracy(lambda labels: int(sum(labels) <= 3)) == 0.5


def test_dense() -> None:
    r"""takes $3072 \times 16384 \approx 50$ million weights if dense"""
    inputs, outputs = 32 * 32 * 3, 32 * 32 * 16
    assert (inputs, outputs) == (3072, 16384)
    assert round(inputs * outputs / 1e6) == 50


def test_convolution() -> None:
    r"""$3\times3\times3\times16 + 16 = 448$ parameters"""
    kernels = [[[0.0] * 3 for _ in range(3)] for _ in range(3 * 16)]
    assert sum(len(row) for kernel in kernels for row in kernel) + 16 == 448


def test_permuting_the_inputs_of_attention() -> None:
    """attention treats its inputs as a set, so permuting them permutes the outputs"""

    def attend(tokens: list[float]) -> list[float]:
        outputs = []
        for query in tokens:
            weights = [2.718281828 ** (query * key) for key in tokens]
            outputs.append(sum(w * value for w, value in zip(weights, tokens, strict=True)) / sum(weights))
        return outputs

    plain, swapped = attend([0.3, -1.0, 2.0]), attend([2.0, 0.3, -1.0])
    assert all(abs(a - b) < 1e-12 for a, b in zip(swapped, [plain[2], plain[0], plain[1]], strict=True))
