from random import Random
from statistics import fmean


def test_uneven_duplicates_exaggerate() -> None:
    """the feature encouraged people to install the app on a second device,
    so the treated group was duplicated more often"""
    random = Random(1)

    def spending_per_head(second_device: float) -> tuple[float, float]:
        true, counted = [], []
        for _ in range(20_000):
            spent, devices = random.expovariate(1 / 50), 1 + (random.random() < second_device)
            true.append(spent)
            counted.append(spent * devices)
        return fmean(true), fmean(counted)

    (control, counted_control), (treated, counted_treated) = spending_per_head(0.20), spending_per_head(0.23)
    assert abs(treated / control - 1) < 0.02
    assert counted_treated / counted_control - 1 > treated / control - 1 + 0.015


def test_the_corrected_interval_includes_no_effect() -> None:
    """both gave +1.1%, 95% interval −0.2 to 2.4, so we no longer knew that it worked"""
    low, high = -0.2, 2.4
    assert abs((low + high) / 2 - 1.1) < 1e-9
    standard_error = (high - low) / 2 / 1.96
    assert 1.1 / standard_error < 1.96
