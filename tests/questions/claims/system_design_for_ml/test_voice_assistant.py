import math
import random


def test_calls_at_a_time() -> None:
    r"""$200{,}000 \times 180/86{,}400 = 417$, 1,667 at four times"""
    mean = 200_000 * 180 / 86_400
    assert round(mean) == 417
    assert round(4 * mean) == 1_667


def test_turns_and_gpus() -> None:
    """Turns: 28/s, 111/s at peak. Recognition at an assumed 100 streams per GPU: 17 GPUs"""
    assert round(200_000 * 12 / 86_400) == 28
    assert round(4 * 200_000 * 12 / 86_400) == 111
    assert math.ceil(1_667 / 100) == 17
    assert math.ceil(1_667 / 2 / 50) == 17


def test_price_of_a_call() -> None:
    r"""telephone \$0.030: 7.5 cents, \$15,000 a day"""
    call = 3 * 0.004 + (12 * 2_000 * 0.5e-6 + 12 * 50 * 2e-6) + 1_350 * 15e-6 + 3 * 0.01
    assert round(100 * call, 1) == 7.5
    assert round(200_000 * call, -3) == 15_000


def test_work_saved() -> None:
    r"""\$420,000 a day of people's work"""
    assert round(0.7 * 200_000 * 3) == 420_000


def test_ten_digits() -> None:
    r"""$0.99^{10} = 90.4\%$ of the numbers are right"""
    assert round(100 * 0.99**10, 1) == 90.4


def test_silence_that_cuts_in() -> None:
    """700 ms of silence still cut into 9.7% of the pauses, and 250 ms into 43%"""
    draw = random.Random(14)
    pauses = [draw.expovariate(1 / 300) for _ in range(60_000)]
    for silence, share in ((700, 9.7), (250, 43)):
        assert abs(100 * math.exp(-silence / 300) - share) < 0.5
        assert abs(100 * sum(p > silence for p in pauses) / len(pauses) - share) < 1


def test_budget() -> None:
    """end of turn 250, final words 50, first token 250, first clause of ten tokens 125, first sound 120"""
    assert 10 / 80 * 1_000 == 125
    assert 250 + 50 + 250 + 125 + 120 + 100 == 895


def test_interval_of_live_calls() -> None:
    """85% right is known to ±4.0 points"""
    assert round(196 * math.sqrt(0.85 * 0.15 / 300), 1) == 4.0
