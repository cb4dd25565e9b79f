import random


def test_requests() -> None:
    r"""$20\text{M} \times 30 / 86{,}400 = 6{,}944$/s, 20,800/s at three times"""
    assert round(20e6 * 30 / 86_400) == 6_944
    assert round(3 * 20e6 * 30 / 86_400, -2) == 20_800


def test_cores() -> None:
    r"""$20{,}800 \times 5$ ms $= 104$ cores. A correction of 1 ms: 21 cores"""
    assert round(20_800 * 0.005) == 104
    assert round(20_800 * 0.001) == 21


def test_positions() -> None:
    r"""$2\text{M}/4 = 500{,}000$ pings/s; at 100 bytes 50 MB/s, at most 4.3 TB a day"""
    assert 2e6 / 4 == 500_000
    assert 500_000 * 100 / 1e6 == 50
    assert round(500_000 * 100 * 86_400 / 1e12, 1) == 4.3


def test_late_and_early() -> None:
    r"""five minutes late cost $0.8 \times 5 = 4$ and five minutes early $0.2 \times 5 = 1$"""

    def loss(true: float, said: float) -> float:
        return max(0.8 * (true - said), (0.8 - 1) * (true - said))

    assert round(loss(15, 10), 9) == 4
    assert round(loss(10, 15), 9) == 1


def test_the_loss_asks_for_the_quantile() -> None:
    """share of trips later than promised (20% for a 0.8 quantile)"""
    draw = random.Random(2)
    times = [draw.expovariate(0.1) for _ in range(2_000)]

    def loss(said: float) -> float:
        return sum(max(0.8 * (t - said), -0.2 * (t - said)) for t in times)

    best = min((q / 10 for q in range(50, 300)), key=loss)
    assert abs(sum(t > best for t in times) / len(times) - 0.2) < 0.01
