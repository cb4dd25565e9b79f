def test_cost_of_the_cars() -> None:
    r"""1,150 cars at \$410 on average, about \$471,500"""
    assert 1_150 * 410 == 471_500
