import math
import random
from statistics import NormalDist

TOKENS = 512 * 16 * 2_000
UPDATE = 6 * 70e9 * TOKENS / (256 * 400e12)


def test_supervised() -> None:
    r"""$6 \times 70 \times 10^9 \times 3 \times 10^8 = 1.26 \times 10^{20}$ FLOP, 88 GPU-hours"""
    work = 6 * 70e9 * 100_000 * 1_000 * 3
    assert round(work / 1e20, 2) == 1.26
    assert abs(work / 400e12 / 3_600 - 88) < 0.6


def test_labels() -> None:
    r"""60,000 pairs at an assumed \$4 are \$240,000; 10% judged twice, \$24,000"""
    assert 60_000 * 4 == 240_000
    assert round(0.1 * 60_000 * 4) == 24_000


def test_generation_and_update() -> None:
    """16.4 M tokens. Generating on 256 GPUs at an assumed 1,280 tokens/s each, 40 for each of 32 answers: 50 s"""
    assert round(TOKENS / 1e6, 1) == 16.4
    assert 512 * 16 / 256 == 32
    assert 32 * 40 == 1_280
    assert round(TOKENS / (256 * 1_280)) == 50
    assert round(UPDATE) == 67
    assert round(UPDATE / 3) == 22


def test_the_longest_answer() -> None:
    """16,000 tokens at 40 tokens/s take 400 s, eight times the 50 s"""
    assert 16_000 / 40 == 400
    assert round(400 / (TOKENS / (256 * 1_280))) == 8


def test_a_thousand_steps() -> None:
    r"""33 hours, 17,000 GPU-hours, some \$43,000 at \$2.50"""
    hours = 1_000 * 2 / 60
    assert round(hours) == 33
    assert round(512 * hours, -3) == 17_000
    assert round(512 * hours * 2.5, -3) == 43_000


def test_a_difference_of_one() -> None:
    """a difference of 1 means 73%"""
    assert round(100 / (1 + math.exp(-1))) == 73


def test_groups_of_equal_rewards() -> None:
    """A prompt that is solved 95% of the time gives a group of equal rewards in 44% of the cases"""
    draw = random.Random(12)

    def equal(p: float) -> float:
        return sum(sum(draw.random() < p for _ in range(16)) in {0, 16} for _ in range(6_000)) / 6_000

    assert round(100 * 0.95**16) == 44
    assert abs(equal(0.95) - 0.44) < 0.03
    assert equal(0.5) < 0.002
    assert equal(0.8) < 0.05


def test_fifty_two_per_cent() -> None:
    """a win rate of 52% has an interval of ±3.1 points and shows nothing; to see 52% with 80% power takes 4,900"""
    assert round(196 * math.sqrt(0.52 * 0.48 / 1_000), 1) == 3.1
    z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)
    assert round((z / 0.02) ** 2 * 0.25, -2) == 4_900
