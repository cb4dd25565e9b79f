import math
import random

TRAINING = 6 * 30e9 * 1e13


def test_funnel() -> None:
    r"""$60 \times 10^9 \times 800 = 48$ T tokens; extraction and languages keep an assumed 60%"""
    raw = 60e9 * 800 / 1e12
    assert raw == 48
    assert round(raw * 0.6**3, 1) == 10.4
    assert round(60 * 0.6**2, 1) == 21.6  # billion documents before deduplication


def test_extraction() -> None:
    """333,000 core-hours, 67 hours on 5,000 cores"""
    hours = 60e9 * 0.02 / 3_600
    assert round(hours, -3) == 333_000
    assert round(hours / 5_000) == 67


def test_signatures() -> None:
    """112 hashes of 4 bytes are 448 bytes for each of 21.6 billion documents, 9.7 TB"""
    assert 14 * 8 == 112
    assert round(21.6e9 * 112 * 4 / 1e12, 1) == 9.7


def test_quality_model() -> None:
    r"""= 2.2 \times 10^{21}$ FLOP, 4,000 GPU-hours at an assumed 150 TFLOP/s"""
    work = 2 * 1e8 * 500 * 21.6e9
    assert round(work / 1e21, 1) == 2.2
    assert round(work / 150e12 / 3_600, -2) == 4_000


def test_training() -> None:
    """1.25 M GPU-hours at 400 TFLOP/s, 25 days on 2,048 GPUs. The quality model costs 0.3% of that"""
    hours = TRAINING / 400e12 / 3_600
    assert round(hours / 1e6, 2) == 1.25
    assert round(hours / 2_048 / 24) == 25
    assert round(100 * 4_000 / hours, 1) == 0.3


def test_feeding() -> None:
    """4.55 M tokens/s at 4 bytes are 18 MB/s"""
    tokens = 2_048 * 400e12 / (6 * 30e9)
    assert round(tokens / 1e6, 2) == 4.55
    assert round(4 * tokens / 1e6) == 18


def test_candidates_by_bands() -> None:
    """92% at 0.8, 77% at 0.75, 5% at 0.5"""
    draw = random.Random(11)

    def simulated(similarity: float) -> float:
        def meets() -> bool:
            return any(all(draw.random() < similarity for _ in range(8)) for _ in range(14))

        return sum(meets() for _ in range(4_000)) / 4_000

    for similarity, share in ((0.8, 92), (0.75, 77), (0.5, 5)):
        assert round(100 * (1 - (1 - similarity**8) ** 14)) == share
        assert abs(100 * simulated(similarity) - share) < 2.5


def test_a_variant() -> None:
    r"""$2.7 \times 10^{20}$ FLOP, 188 GPU-hours each. Two variants with three seeds each are 1,125 GPU-hours"""
    work = 6 * 1.5e9 * 30e9
    assert round(work / 1e20, 1) == 2.7
    assert abs(work / 400e12 / 3_600 - 188) < 0.6
    assert round(6 * work / 400e12 / 3_600) == 1_125


def test_difference_of_three_seeds() -> None:
    """has a standard error of 0.33: gains under about 0.9 are not shown"""
    error = 0.4 * math.sqrt(2 / 3)
    assert round(error, 2) == 0.33
    assert abs(2.776 * error - 0.9) < 0.02  # Student's t, four degrees of freedom
