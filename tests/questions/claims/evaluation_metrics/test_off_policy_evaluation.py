from math import sqrt
from statistics import fmean, pvariance

LOGS = [("A", 1)] * 64 + [("A", 0)] * 736 + [("B", 1)] * 24 + [("B", 0)] * 176
WEIGHT = {"A": 0.4 / 0.8, "B": 0.6 / 0.2}


def test_value() -> None:
    r"""$\hat V=(64\times0.5+24\times3)/1000=104/1000=10.4\%$"""
    assert abs(fmean(WEIGHT[action] * reward for action, reward in LOGS) - 0.104) < 1e-9


def test_check_by_click_rates() -> None:
    r"""click rates are 8% and 12%, and $0.4\times8\%+0.6\times12\%=10.4\%$"""
    rates = {name: fmean(reward for action, reward in LOGS if action == name) for name in "AB"}
    assert rates == {"A": 0.08, "B": 0.12}
    assert abs(0.4 * rates["A"] + 0.6 * rates["B"] - 0.104) < 1e-12


def test_the_gain_is_not_shown() -> None:
    """The gain is 1.6 points with a standard error of 1.06, so a 95% interval from −0.5 to 3.7 points."""
    gains = [(WEIGHT[action] - 1) * reward for action, reward in LOGS]
    gain, error = fmean(gains), sqrt(pvariance(gains) / len(gains))
    assert round(100 * gain, 1) == 1.6
    assert round(100 * error, 2) == 1.06
    assert round(100 * (gain - 1.96 * error), 1) == -0.5
    assert round(100 * (gain + 1.96 * error), 1) == 3.7


def test_effective_sample_size() -> None:
    r"""Effective sample size is $(\sum w)^2/\sum w^2=1000^2/(800\times0.25+200\times9)=500$."""
    weights = [WEIGHT[action] for action, _ in LOGS]
    assert round(sum(weights) ** 2 / sum(w * w for w in weights)) == 500


def test_mean_weight_without_support() -> None:
    """or the new policy puts 30% on actions that were never logged"""
    logging, new = {"A": 0.6, "B": 0.4}, {"A": 0.2, "B": 0.5, "C": 0.3}
    assert abs(sum(p * new[action] / p for action, p in logging.items()) - 0.7) < 1e-12
