def test_cost_of_the_cars() -> None:
    r"""1,150 cars at \$410 on average, about \$471,500"""
    assert 1_150 * 410 == 471_500


def test_noticed_after_the_first_resales() -> None:
    """Finance noticed on day 37, because we learn the truth only on resale, a month after buying."""
    assert 30 <= 37 <= 7 * 7  # later than the first resales, within the seven weeks of the fall
