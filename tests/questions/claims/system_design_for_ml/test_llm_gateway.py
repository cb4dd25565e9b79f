CALL = 1_800e-6 * 1 + 300e-6 * 4


def _saved_prefix() -> float:
    return CALL - 0.7 * 1_200e-6 * 0.9


def test_price_of_a_call() -> None:
    r"""$1{,}800 \times \$1/10^6 + 300 \times \$4/10^6 = \$0.0018 + \$0.0012 = \$0.0030$; times 25 M: \$75,000 a day"""
    assert round(CALL, 4) == 0.0030
    assert round(25e6 * CALL) == 75_000


def test_prefix() -> None:
    r"""at a hit rate of 70%, \$0.00076 a call, leaving \$0.00224"""
    assert round(1_200e-6 * 0.9, 5) == 0.00108
    assert round(0.7 * 1_200e-6 * 0.9, 5) == 0.00076
    assert round(_saved_prefix(), 5) == 0.00224


def test_routing() -> None:
    r"""$0.6 \times 0.00224 + 0.4 \times 0.00045 = \$0.00152$"""
    assert round(_saved_prefix() / 5, 5) == 0.00045
    assert round(0.6 * 0.00224 + 0.4 * 0.00045, 5) == 0.00152


def test_all_savings() -> None:
    r"""$25\text{M} \times 0.92 \times 0.00152 \approx \$35{,}000$ a day, 53% less"""
    day = 25e6 * 0.92 * (0.6 * _saved_prefix() + 0.4 * _saved_prefix() / 5)
    assert round(day, -3) == 35_000
    assert round(100 * (1 - day / 75_000)) == 53


def test_open_streams() -> None:
    r"""$25\text{M}/86{,}400 = 289$/s, 1,157/s at four times. At 4 s per call, 4,600 open streams"""
    assert round(25e6 / 86_400) == 289
    assert round(4 * 25e6 / 86_400) == 1_157
    assert round(4 * 4 * 25e6 / 86_400, -2) == 4_600
