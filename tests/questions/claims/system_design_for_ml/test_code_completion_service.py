def test_requests() -> None:
    r"""$10^6 \times 600 / 86{,}400 = 6{,}944$/s; at three times 20,800/s at peak"""
    mean = 1e6 * 600 / 86_400
    assert round(mean) == 6_944
    assert round(3 * mean, -2) == 20_800
    assert round(0.6 * 3 * mean) == 12_500


def test_work_of_one_request() -> None:
    r"""$2 \times 3 \times 10^9 \times 660 = 3.96$ TFLOP"""
    assert 0.3 * 2_000 == 600
    assert round(2 * 3e9 * (600 + 60) / 1e12, 2) == 3.96


def test_gpus() -> None:
    r"""$12{,}500 \times 3.96 / 400 = 124$ GPUs, 206 at 60% utilisation"""
    busy = 12_500 * 2 * 3e9 * 660 / 400e12
    assert round(busy) == 124
    assert round(busy / 0.6) == 206


def test_a_larger_model_without_filter() -> None:
    """A 7B model without filtering would need about 800"""
    assert round(20_833 * 2 * 7e9 * 660 / 400e12 / 0.6, -2) == 800


def test_cost() -> None:
    r"""$206 \times 24 \times \$2.50 = \$12{,}400$ a day, 1.2 cents per developer"""
    day = 206 * 24 * 2.5
    assert round(day, -2) == 12_400
    assert round(100 * day / 1e6, 1) == 1.2


def test_one_step() -> None:
    r"""$256 \times 6 / 400{,}000$ s $= 3.8$ ms"""
    assert round(1_000 * 256 * 2 * 3e9 / 400e12, 1) == 3.8
    assert round(1_000 * 3e9 / 3.35e12, 1) == 0.9
    assert 600 / 256 < 4


def test_median_budget() -> None:
    """debounce 75, client context 15, network 50, queue 25, prefill 20, decode 70, filter and display 15: 270"""
    assert 75 + 15 + 50 + 25 + 20 + 70 + 15 == 270 < 300
