import math


def test_decisions() -> None:
    r"""50/s is 4.32 M a day. 0.5 false wakes a day means $1.2 \times 10^{-7}$ per decision"""
    decisions = 50 * 86_400
    assert decisions == 4_320_000
    assert round(0.5 / decisions * 1e7, 1) == 1.2


def test_power_without_and_with_a_gate() -> None:
    """1.9 mW, over the limit. Behind a voice gate that is open 30% of the time the network takes 0.3 mW: 1.2 mW"""
    network = 50 * 0.4e6 * 50e-12 * 1_000
    others = 0.3 + 0.4 + 0.2
    assert round(network, 9) == 1.0
    assert round(network + others, 1) == 1.9
    assert round(0.3 * network + others, 1) == 1.2


def test_battery() -> None:
    """36 mWh, 0.24% of 15 Wh"""
    assert round(1.5 * 24) == 36
    assert round(100 * 0.036 / 15, 2) == 0.24


def test_waking_the_processor() -> None:
    """50 times a day: 3.5 J, 1.0 mWh"""
    joules = 0.5 * 0.14 * 50
    assert round(joules, 9) == 3.5
    assert round(joules / 3.6, 1) == 1.0


def test_misses_of_two_stages() -> None:
    r"""$0.97 \times 0.98 = 0.951$, so 4.9% are missed"""
    assert round(0.97 * 0.98, 3) == 0.951
    assert round(100 * (1 - 0.97 * 0.98), 1) == 4.9


def test_days_of_test() -> None:
    """±20% needs about 100 events, $100/0.5 = 200$ days or 4,800 hours"""
    assert round(1.96 / math.sqrt(100), 1) == 0.2
    assert 100 / 0.5 == 200
    assert 200 * 24 == 4_800


def test_rule_of_three() -> None:
    """$3/0.5 = 6$ device-days"""
    assert math.exp(-0.5 * 6) < 0.05


def test_time_after_the_word() -> None:
    """averaging 160 ms, waking the processor 60, stage 2 80, start 50: 350 ms"""
    assert 8 * 20 == 160
    assert 160 + 60 + 80 + 50 == 350 < 400
