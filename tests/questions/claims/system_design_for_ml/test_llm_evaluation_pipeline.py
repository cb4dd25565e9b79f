import math
import random
from statistics import NormalDist


def _price(tokens_in: int, tokens_out: int) -> float:
    return tokens_in * 2e-6 + tokens_out * 8e-6


def test_full_run() -> None:
    r"""22,000 in and 300 out: \$139. Together \$283"""
    drafts, judge = 3_000 * _price(20_000, 1_000), 3_000 * _price(22_000, 300)
    assert (round(drafts), round(judge), round(drafts + judge)) == (144, 139, 283)


def test_twenty_full_runs() -> None:
    r"""20 full runs a day would be \$5,660"""
    assert round(20 * 3_000 * (_price(20_000, 1_000) + _price(22_000, 300)), -1) == 5_660


def test_smoke_set() -> None:
    r"""A smoke set of 100 cases, one sample, costs \$9.44"""
    assert round(100 * (_price(20_000, 1_000) + _price(22_000, 300)), 2) == 9.44


def test_time_of_a_full_run() -> None:
    """6,000 calls of 15 s, 50 in parallel: 1,800 s, 30 minutes"""
    assert 2 * 1_000 * 3 == 6_000
    assert 6_000 * 15 / 50 == 1_800 == 30 * 60


def test_lawyers() -> None:
    r"""\$150 are \$390,000 once, 100 fresh ones \$30,000 a month; 30 drafts a week at 40 minutes are \$3,000 a week"""
    assert (1_000 + 300) * 2 * 150 == 390_000
    assert 100 * 2 * 150 == 30_000
    assert 30 * 40 / 60 * 150 == 3_000


def test_corrected_rate() -> None:
    """$(0.80 + 0.85 - 1)/(0.95 + 0.85 - 1) = 0.81$"""
    true = (0.80 + 0.85 - 1) / (0.95 + 0.85 - 1)
    assert round(true, 2) == 0.81
    assert abs(true * 0.95 + (1 - true) * (1 - 0.85) - 0.80) < 1e-12  # what the judge would then pass


def test_interval_of_the_corrected_rate() -> None:
    """the 95% interval is about 0.77 to 0.86"""
    draw = random.Random(4)

    def share(p: float, n: int) -> float:
        return draw.gauss(p, math.sqrt(p * (1 - p) / n))

    def corrected() -> float:
        sensitivity, specificity, passed = share(0.95, 200), share(0.85, 100), share(0.80, 1_000)
        return (passed + specificity - 1) / (sensitivity + specificity - 1)

    found = sorted(corrected() for _ in range(20_000))
    assert (round(found[500], 2), round(found[19_500], 2)) == (0.77, 0.86)


def test_standard_error_of_a_paired_difference() -> None:
    r"""$\sqrt{0.10/1000} = 1$ point: an interval of about ±2 points, and 80% power from a change of 2.8 points"""
    error = math.sqrt(0.10 / 1_000)
    assert round(100 * error, 6) == 1
    z = NormalDist()
    assert round(z.inv_cdf(0.975) * 100 * error) == 2
    assert round((z.inv_cdf(0.975) + z.inv_cdf(0.8)) * 100 * error, 1) == 2.8


def test_critical_clauses() -> None:
    """200 liability clauses at 95% have a standard error of 1.5 points"""
    assert round(100 * math.sqrt(0.95 * 0.05 / 200), 1) == 1.5
