def test_machines_after_each_step() -> None:
    """from 40 machines to 28 and then 14"""
    assert round(40 * (1 - 0.30)) == 28
    assert 28 / 2 == 14
    assert round(14 / 1.4) + 1 == 11  # eight bits, and one for Arabic


def test_final_bill() -> None:
    r"""From \$42,000 to \$11,550 a month, \$30,450 saved, and about \$28,000 of work once."""
    price = 42_000 / 40
    assert 11 * price == 11_550
    assert 42_000 - 11 * price == 30_450
    assert 28_000 / 30_450 < 1  # paid back within a month


def test_cost_per_thousand() -> None:
    """Per thousand texts that is 1.3 cents instead of 4.7, at 900 million texts a month."""
    thousands = 900_000_000 / 1_000
    assert [round(100 * bill / thousands, 1) for bill in (11_550, 42_000)] == [1.3, 4.7]


def test_re_ranking_forty() -> None:
    r"""Re-ranking 40 needed 5 GPUs, \$3,750."""
    assert -(-12 * 40 // 100) == 5
    assert 5 * 9_000 / 12 == 3_750
    assert 9_000 - 3_750 == 5_250


def test_arabic_is_over_the_limit() -> None:
    """recall fell by 2.9 points, paired interval 1.9 to 3.9"""
    assert round(93.0 - 90.1, 1) == 2.9
    assert round((1.9 + 3.9) / 2, 1) == 2.9
    assert (93.0 - 90.1) / 2 > 1  # half of it back is still more than one point
