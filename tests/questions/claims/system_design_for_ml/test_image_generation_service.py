import math

TOKENS = 4_096 + 512
STEP = 2 * 12e9 * TOKENS + 4 * TOKENS**2 * 3_072 * 57
FULL, DRAFT = 28 * STEP / 400e12, 4 * STEP / 400e12  # seconds of a GPU


def test_one_step() -> None:
    r"""$2 \times 12 \times 10^9 \times 4{,}608 = 111$ TFLOP in the linear layers"""
    assert round(2 * 12e9 * TOKENS / 1e12) == 111
    assert round(4 * TOKENS**2 * 3_072 * 57 / 1e12) == 15
    assert abs(STEP / 1e12 - 125) < 1


def test_seconds_of_a_picture() -> None:
    """28 steps are 3.5 PFLOP, 8.8 s of a GPU at an assumed 400 TFLOP/s; 4 steps 1.25 s"""
    assert round(28 * STEP / 1e15, 1) == 3.5
    assert round(FULL, 1) == 8.8
    assert abs(DRAFT - 1.25) < 0.01


def test_latent_tokens() -> None:
    """a picture is 4,096 latent tokens"""
    assert (1_024 // 8 // 2) ** 2 == 4_096  # the encoder makes eighths, patches are two by two


def test_load() -> None:
    r"""$20 \times 10^6/86{,}400 = 231$/s, 694/s at three times. All at full quality: 6,100 GPUs"""
    assert round(20e6 / 86_400) == 231
    assert round(3 * 20e6 / 86_400) == 694
    assert round(694 * FULL, -2) == 6_100


def test_fleet_with_drafts() -> None:
    """With 80% drafts, and all 28 steps for the rest, the mean is 2.76 s: 1,920, or 2,560 at 75% utilisation"""
    mean = 0.8 * DRAFT + 0.2 * FULL
    assert round(mean, 2) == 2.76
    assert abs(694 * mean - 1_920) < 10
    assert abs(694 * mean / 0.75 - 2_560) < 12


def test_price() -> None:
    r"""\$0.0061 for a full picture, \$0.0009 for a draft; \$38,000 a day"""
    second = 2.5 / 3_600
    assert round(FULL * second, 4) == 0.0061
    assert round(DRAFT * second, 4) == 0.0009
    assert round(20e6 * (0.8 * DRAFT + 0.2 * FULL) * second, -3) == 38_000


def test_storage() -> None:
    """16 and 120 TB"""
    assert round(0.8 * 20e6 * 1e6 / 1e12) == 16
    assert round(0.2 * 20e6 * 1e6 * 30 / 1e12) == 120


def test_a_day_of_the_check() -> None:
    """40,000 a day. A check with 98% recall and 0.5% false alarms misses 800 and blocks 100,000 good ones"""
    bad = 0.002 * 20e6
    assert round(bad) == 40_000
    assert round(0.02 * bad) == 800
    assert round(0.005 * (20e6 - bad), -3) == 100_000


def test_interval_of_a_preference() -> None:
    """a preference of 53% has an interval of ±3.1 points"""
    assert round(196 * math.sqrt(0.53 * 0.47 / 1_000), 1) == 3.1
