import random
from math import ceil


def test_operations_of_one_request() -> None:
    r"""$2 \times 85\text{M} \times 128 = 21.8$ GFLOP, plus about 0.6 for attention scores"""
    assert round(2 * 85e6 * 128 / 1e9, 1) == 21.8
    scores_and_mix = 12 * 2 * (2 * 128 * 128 * 768)  # layers; queries by keys, then weights by values
    assert round(scores_and_mix / 1e9, 1) == 0.6


def test_fleet() -> None:
    r"""$66/42 = 1.6$ GPUs busy; at 60% utilisation 2.6, so 3, plus one for failure or deployment: 4"""
    busy = 3_000 * 22e9 / (0.35 * 120e12)
    assert round(busy, 1) == 1.6
    assert round(busy / 0.6, 1) == 2.6
    assert ceil(busy / 0.6) + 1 == 4


def test_mean_wait_in_the_simplest_queue() -> None:
    """1.5 at 60%, 9 at 90%"""
    draw = random.Random(1)

    def mean_wait(load: float, customers: int) -> float:
        wait = total = 0.0
        for _ in range(customers):  # Lindley's recursion, service times of mean 1
            wait = max(0.0, wait + draw.expovariate(1) - draw.expovariate(load))
            total += wait
        return total / customers

    assert abs(mean_wait(0.6, 200_000) - 1.5) < 0.15
    assert 0.9 / (1 - 0.9) - 9 < 1e-9


def test_a_long_input() -> None:
    """an input of 512 tokens costs over four times the average"""

    def cost(tokens: int) -> float:
        return 2 * 85e6 * tokens + 12 * 2 * (2 * tokens**2 * 768)

    assert 4 < cost(512) / cost(128) < 4.5


def test_one_batch() -> None:
    r"""a batch of 8 computes in $8 \times 22 / 42{,}000$ s $= 4.2$ ms"""
    assert round(8 * 22 / 42_000 * 1_000, 1) == 4.2
    assert round(3_000 / 4 * 0.005) == 4


def test_one_core() -> None:
    """a CPU core that sustains 100 GFLOP/s takes about 0.22 s"""
    assert 22 / 100 == 0.22


def test_ten_backends() -> None:
    r"""$1 - 0.99^{10} = 9.6\%$ of requests are slow"""
    assert round(100 * (1 - 0.99**10), 1) == 9.6


def test_a_zone_is_lost() -> None:
    """two of four GPUs would run at 79%"""
    assert round(66 / 42 / 2, 2) == 0.79


def test_weights_of_seven_billion() -> None:
    """reading 14 GB of FP16 weights"""
    assert 7e9 * 2 / 1e9 == 14


def test_a_batch_of_long_texts() -> None:
    """Eight texts of 512 tokens would take 18 ms"""
    one = 2 * 85e6 * 512 + 12 * 2 * (2 * 512**2 * 768)
    assert round(1_000 * 8 * one / 42e12) == 18
