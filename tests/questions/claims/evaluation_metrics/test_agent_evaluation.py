from math import sqrt
from random import Random
from statistics import fmean, stdev

TASKS = [4] * 20 + [3] * 10 + [2] * 15 + [0] * 5


def test_success_and_reliability() -> None:
    r"""Successes are $20\times4+10\times3+15\times2=140$ of 200 runs, 70%. All four runs succeed on 20 of 50 tasks,
    40%; at least one does on 45, 90%."""
    assert len(TASKS) == 50
    assert sum(TASKS) / 200 == 0.7
    assert fmean(wins == 4 for wins in TASKS) == 0.4
    assert fmean(wins > 0 for wins in TASKS) == 0.9


def test_equal_tasks() -> None:
    r"""If every task had the same rate of 0.7, it would be $0.7^4=24\%$ and 99%"""
    random = Random(1)
    runs = [sum(random.random() < 0.7 for _ in range(4)) for _ in range(20_000)]
    assert abs(fmean(wins == 4 for wins in runs) - 0.24) < 0.01
    assert abs(fmean(wins > 0 for wins in runs) - 0.99) < 0.005


def test_interval_by_task() -> None:
    """The standard deviation of the 50 task rates is 0.32"""
    rates = [wins / 4 for wins in TASKS]
    assert round(stdev(rates), 2) == 0.32
    error = 100 * stdev(rates) / sqrt(50)
    assert round(error, 1) == 4.5
    assert round(1.96 * error) == 9


def test_naive_interval() -> None:
    """Treating the 200 runs as independent would give ±6.4."""
    assert round(196 * sqrt(0.7 * 0.3 / 200), 1) == 6.4
