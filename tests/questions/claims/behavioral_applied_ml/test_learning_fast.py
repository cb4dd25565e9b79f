from math import log
from random import Random

RANDOM = Random(1)
PATIENTS = [(RANDOM.expovariate(-log(0.8)), RANDOM.uniform(0, 2)) for _ in range(30_000)]
"""When each fails, and for how long each has been watched, in years; 20 % fail within one."""


def test_keeping_known_outcomes_overstates() -> None:
    """With a constant risk and entries spread evenly over two years, 20% becomes 27.5%."""
    recent = 1 - 0.2 / -log(0.8)  # failed already, of those who are watched for less than a year
    share = (0.5 * 0.2 + 0.5 * recent) / (0.5 * 0.2 + 0.5 * recent + 0.5 * 0.8)
    assert round(share, 3) == 0.275
    known = [fails < 1 for fails, watched in PATIENTS if fails <= min(watched, 1) or watched >= 1]
    assert abs(sum(known) / len(known) - share) < 0.01


def test_kaplan_meier() -> None:
    """The Kaplan-Meier estimate gave the truth."""
    ends = sorted((min(fails, watched), fails <= watched) for fails, watched in PATIENTS)
    surviving = 1.0
    for gone, (time, failed) in enumerate(ends):
        if time > 1:
            break
        if failed:
            surviving *= 1 - 1 / (len(ends) - gone)
    assert abs(1 - surviving - 0.20) < 0.01


def test_death_is_no_censoring() -> None:
    """a patient who dies can no longer have a failing pump, which I had taken for censoring"""
    random = Random(2)
    failing = [(random.expovariate(-log(0.8)), random.expovariate(0.5)) for _ in range(20_000)]
    incidence = sum(fails < min(dies, 1) for fails, dies in failing) / len(failing)
    surviving = 1.0
    for gone, (time, failed) in enumerate(sorted((min(pair), pair[0] < pair[1]) for pair in failing)):
        if time > 1:
            break
        if failed:
            surviving *= 1 - 1 / (len(failing) - gone)
    assert 1 - surviving > incidence + 0.03
