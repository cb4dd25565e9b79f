def test_requests() -> None:
    r"""$300\text{M} \times 8 / 86{,}400 = 27{,}800$/s on average; a peak factor of 2.5 gives 69,000/s"""
    mean = 300e6 * 8 / 86_400
    assert round(mean, -2) == 27_800
    assert round(2.5 * mean, -3) == 69_000


def test_fan_out() -> None:
    """100 M posts are 20 billion list writes a day, 231,000/s"""
    assert 100e6 * 200 == 20e9
    assert round(20e9 / 86_400, -3) == 231_000


def test_one_large_account() -> None:
    """One post of an account with 10 M followers would take 43 s of that rate"""
    assert round(10e6 / (20e9 / 86_400)) == 43


def test_lists() -> None:
    """1,000 ids of 8 bytes for 300 M people is 2.4 TB"""
    assert 1_000 * 8 * 300e6 / 1e12 == 2.4


def test_heavy_scores() -> None:
    r"""$69{,}000 \times 300 = 20.7$ M/s. At an assumed 10 MFLOP that is 207 TFLOP/s"""
    assert round(69_000 * 300 / 1e6, 1) == 20.7
    assert round(69_000 * 300 * 10e6 / 1e12) == 207


def test_feature_bandwidth() -> None:
    r"""$69{,}000 \times 600$ KB $= 41$ GB/s"""
    assert 300 * 2 == 600
    assert round(69_000 * 600e3 / 1e9) == 41


def test_value() -> None:
    """$0.10 + 0.08 + 0.05 - 0.05 = 0.18$"""
    weights, probabilities = (1, 8, 10, -50), (0.10, 0.010, 0.005, 0.001)
    assert round(sum(w * p for w, p in zip(weights, probabilities, strict=True)), 9) == 0.18


def test_budget() -> None:
    """collect 80, features 70, light 30, heavy 80, rules 20; margin 120"""
    assert 400 - (80 + 70 + 30 + 80 + 20) == 120
