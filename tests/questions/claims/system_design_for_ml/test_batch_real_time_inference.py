def test_core_hours_of_a_full_batch() -> None:
    r"""$30\text{M} \times 2$ ms $= 60{,}000$ core-seconds $= 16.7$ core-hours, half an hour on 34 cores"""
    seconds = 30e6 * 0.002
    assert seconds == 60_000
    assert round(seconds / 3_600, 1) == 16.7
    assert 29 < seconds / 34 / 60 < 30


def test_price_of_a_night() -> None:
    r"""that is \$0.67"""
    assert round(30e6 * 0.002 / 3_600 * 0.04, 2) == 0.67


def test_online_load() -> None:
    r"""$2\text{M} \times 10 / 86{,}400 = 231$ requests/s on average, 926/s at four times that"""
    assert round(2e6 * 10 / 86_400) == 231
    assert round(4 * 2e6 * 10 / 86_400) == 926


def test_online_cores_and_price() -> None:
    r"""$8 \times 24 \times \$0.04 = \$7.68$ a day"""
    assert round(926 * 0.002, 1) == 1.9
    assert round(8 * 24 * 0.04, 2) == 7.68


def test_scores_that_nobody_reads() -> None:
    """at least 93% of a night's scores are not read"""
    assert 0.93 < 1 - 2 / 30 < 0.94


def test_candidates_for_each_customer() -> None:
    """500 scores for each customer would be 8,333 core-hours"""
    assert round(30e6 * 500 * 0.002 / 3_600) == 8_333
