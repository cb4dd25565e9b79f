import math
import random

TRAINING = 6 * 30e9 * 1e13


def test_funnel() -> None:
    r"""keep an assumed 68% each: $48 \times 0.68^4 = 10.3$ T"""
    assert 60e9 * 800 / 1e12 == 48
    assert round(48 * 0.68**4, 1) == 10.3


def test_extraction() -> None:
    """333,000 core-hours, 67 hours on 5,000 cores"""
    hours = 60e9 * 0.02 / 3_600
    assert round(hours, -3) == 333_000
    assert round(hours / 5_000) == 67


def test_signatures() -> None:
    """448 bytes for each of the 27.7 billion documents that come so far, 12.4 TB"""
    documents = 60e9 * 0.68**2
    assert 14 * 8 == 112
    assert round(documents / 1e9, 1) == 27.7
    assert round(documents * 112 * 4 / 1e12, 1) == 12.4


def test_quality_model() -> None:
    r"""= 1.9 \times 10^{21}$ FLOP, 3,500 GPU-hours at an assumed 150 TFLOP/s"""
    documents = 60e9 * 0.68**3
    work = 2 * 1e8 * 500 * documents
    assert round(documents / 1e9, 1) == 18.9
    assert round(work / 1e21, 1) == 1.9
    assert round(work / 150e12 / 3_600, -2) == 3_500


def test_training() -> None:
    """1.25 M GPU-hours at 400 TFLOP/s, 25 days on 2,048 GPUs. The quality model costs 0.3% of that"""
    hours = TRAINING / 400e12 / 3_600
    assert round(hours / 1e6, 2) == 1.25
    assert round(hours / 2_048 / 24) == 25
    assert round(100 * 3_500 / hours, 1) == 0.3


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


def test_candidates_at_seven_billion() -> None:
    """1,750 GPU-hours together for 30 B tokens each"""
    assert round(2 * 6 * 7e9 * 30e9 / 400e12 / 3_600) == 1_750
