DAY = 86_400


def test_requests_on_average_and_at_the_peak() -> None:
    r"""$50\text{M} \times 10 / 86{,}400 \approx 5{,}800$ requests/s on average; a peak factor of 3 gives 17,400/s"""
    mean = 50e6 * 10 / DAY
    assert round(mean, -2) == 5_800
    assert round(3 * mean, -2) == 17_400


def test_heavy_scores_and_gpus() -> None:
    r"""$17{,}400 \times 200 = 3.48$ M/s. If a load test shows 100,000 scores/s per GPU, that is 35 GPUs, or 58"""
    scores = 17_400 * 200
    assert scores == 3_480_000
    assert -(-scores // 100_000) == 35
    assert round(scores / 100_000 / 0.6) == 58


def test_index_and_user_state() -> None:
    r"""$20\text{M} \times 128 \times 2$ bytes $= 5.1$ GB"""
    assert round(20e6 * 128 * 2 / 1e9, 1) == 5.1
    assert 200e6 * 2e3 / 1e9 == 400


def test_impressions_a_day() -> None:
    """200 a user, 10 billion a day, 116,000/s on average; at 300 bytes, 3 TB a day"""
    impressions = 50e6 * 10 * 20
    assert impressions == 10e9
    assert round(impressions / DAY, -3) == 116_000
    assert impressions * 300 / 1e12 == 3


def test_the_budget_leaves_35_ms() -> None:
    """network 30, features 20, retrieval and filters 30, light ranker 15, heavy ranker 60, re-ranking 10; 35 remain"""
    assert 200 - (30 + 20 + 30 + 15 + 60 + 10) == 35
