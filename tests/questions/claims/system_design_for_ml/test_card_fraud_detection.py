def test_load_and_value() -> None:
    r"""$10^8/86{,}400 = 1{,}157$/s on average, 5,800/s at five times"""
    assert round(1e8 / 86_400) == 1_157
    assert round(5 * 1e8 / 86_400, -2) == 5_800
    assert 0.001 * 1e8 * 120 == 12e6


def test_review_capacity() -> None:
    r"""$200 \times 60 = 12{,}000$ cases, 0.012% of payments"""
    assert 200 * 60 == 12_000
    assert round(100 * 12_000 / 1e8, 3) == 0.012


def test_state() -> None:
    r"""500 M cards $\times$ 40 counters $\times$ 8 bytes $= 160$ GB"""
    assert 500e6 * 40 * 8 / 1e9 == 160


def test_rows_kept() -> None:
    """180 days hold 18 billion rows: all known frauds (at most 18 M) and 1% of the rest (180 M)"""
    assert 180 * 1e8 == 18e9
    assert round(0.001 * 18e9) == 18_000_000
    assert round(0.01 * 0.999 * 18e9, -7) == 180e6


def test_a_probability_before_the_correction() -> None:
    """a true 9.7% looks like 91% before the correction"""
    true = 15 / 155
    sampled = true / (true + 0.01 * (1 - true))
    assert round(100 * sampled) == 91


def test_thresholds() -> None:
    r"""$p > 15/155 = 9.7\%$. For a \$1,000 purchase it is $15/(15 + 1{,}020) = 1.4\%$"""

    def threshold(amount: float) -> float:  # where both actions cost the same
        low, high = 0.0, 1.0
        for _ in range(60):
            p = (low + high) / 2
            low, high = (p, high) if (amount + 20) * p < 15 * (1 - p) else (low, p)
        return low

    assert round(100 * threshold(120), 1) == 9.7
    assert round(100 * threshold(1_000), 1) == 1.4


def test_payments_disturbed() -> None:
    """60,000 stopped and 180,000 disturbed, 0.18% of payments"""
    stopped = 0.6 * 100_000
    assert (stopped, 3 * stopped) == (60_000, 180_000)
    assert round(100 * 3 * stopped / 1e8, 2) == 0.18


def test_budget() -> None:
    """network 20, features 25, rules 5, model 10, decision 5; margin 35"""
    assert 100 - (20 + 25 + 5 + 10 + 5) == 35
