from math import log


def test_doublings() -> None:
    """Going from 3% to 10% below at that rate takes five doublings"""
    assert round(log(0.90 / 0.97) / log(1 - 0.015)) == 5


def test_fields_and_money() -> None:
    r"""25,600 fields, so 24,800 new ones at \$90"""
    fields = 800
    for _ in range(5):
        fields *= 2
    assert fields == 25_600
    assert fields - 800 == 24_800
    assert round((fields - 800) * 90 / 1e6, 1) == 2.2


def test_the_basket_may_even_have_shrunk() -> None:
    """+0.2%, interval −1.6 to 2.0, and support contacts rose by 4%, interval 1 to 7"""
    assert round((-1.6 + 2.0) / 2, 1) == 0.2
    assert (1 + 7) / 2 == 4
