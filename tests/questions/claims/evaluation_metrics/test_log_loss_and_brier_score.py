from math import log
from random import Random
from statistics import fmean


def log_loss(p: float, q: float) -> float:
    """Expected, at true rate p and forecast q."""
    return -(p * log(q) + (1 - p) * log(1 - q))


def brier(p: float, q: float) -> float:
    return p * (1 - q) ** 2 + (1 - p) * q**2


def test_confident_errors() -> None:
    """If the event happens and I said 0.1, log loss is 2.30 and Brier 0.81. If I said 0.01, log loss doubles to 4.61
    and Brier moves only to 0.98."""
    assert [(round(-log(q), 2), round((1 - q) ** 2, 2)) for q in (0.1, 0.01)] == [(2.3, 0.81), (4.61, 0.98)]


def test_rare_events() -> None:
    r"""The expected excess Brier score is $(0.0009)^2=8.1\times10^{-7}$, under 0.1% of the score of the right forecast.
    The excess log loss is 0.0014, about 18% of the minimum 0.0079."""
    p, q = 0.001, 0.0001
    excess = brier(p, q) - brier(p, p)
    assert round(excess * 1e7, 1) == 8.1
    assert excess / brier(p, p) < 0.001
    assert round(log_loss(p, q) - log_loss(p, p), 4) == 0.0014
    assert round(log_loss(p, p), 4) == 0.0079
    assert round(100 * (log_loss(p, q) / log_loss(p, p) - 1)) == 18


def test_base_rate() -> None:
    """At a base rate of 0.1 a constant 0.1 already has Brier 0.09 and log loss 0.325."""
    assert round(brier(0.1, 0.1), 6) == 0.09
    assert round(log_loss(0.1, 0.1), 3) == 0.325


def test_strictly_proper() -> None:
    """Strictly proper means that in expectation the unique best report is the true probability."""
    reports = [i / 100 for i in range(1, 100)]
    for p in (0.05, 0.3, 0.7):
        for score in (log_loss, brier):
            assert min(reports, key=lambda q: score(p, q)) == p
    assert max(reports, key=lambda q: -abs(1 - q) * 0.7 - q * 0.3) == 0.99  # a linear penalty is not proper


def test_clipped() -> None:
    """log loss depends on the clip value and is no longer strictly proper: all $p$ below score alike."""
    clip, truth = 0.01, 0.004
    reports = [i / 1000 for i in range(1000)]
    scores = [log_loss(truth, max(clip, min(1 - clip, report))) for report in reports]
    assert {report for report, score in zip(reports, scores, strict=True) if score == min(scores)} == set(reports[:11])


def test_decomposition() -> None:
    """Brier decomposes into reliability − resolution + uncertainty (exact when predictions are grouped by value)."""
    random = Random(5)
    forecasts = [random.choice((0.1, 0.4, 0.8)) for _ in range(500)]
    outcomes = [float(random.random() < 0.7 * f + 0.1) for f in forecasts]
    base = fmean(outcomes)
    groups = {f: [y for g, y in zip(forecasts, outcomes, strict=True) if g == f] for f in set(forecasts)}
    reliability = sum(len(ys) * (f - fmean(ys)) ** 2 for f, ys in groups.items()) / 500
    resolution = sum(len(ys) * (fmean(ys) - base) ** 2 for ys in groups.values()) / 500
    score = fmean((f - y) ** 2 for f, y in zip(forecasts, outcomes, strict=True))
    assert abs(score - (reliability - resolution + base * (1 - base))) < 1e-12


def test_average_decision_loss() -> None:
    """Brier is bounded and equals an average decision loss over uniformly distributed thresholds, up to a constant
    factor"""
    thresholds = [(i + 0.5) / 20_000 for i in range(20_000)]
    for q, y in ((0.3, 1), (0.3, 0), (0.85, 0)):
        loss = fmean((1 - y) * t if q > t else y * (1 - t) for t in thresholds)
        assert abs(2 * loss - (q - y) ** 2) < 1e-3
