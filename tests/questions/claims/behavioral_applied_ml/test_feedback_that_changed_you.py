from math import comb


def test_more_negative_results_than_chance_moves() -> None:
    """One negative result of 22 became 9 of 25, though the topics differed too."""
    negative, before, after = 1 + 9, 22, 25
    tables = [comb(before, k) * comb(after, negative - k) / comb(before + after, negative) for k in range(negative + 1)]
    fisher = sum(chance for chance in tables if chance <= tables[1] + 1e-12)
    assert fisher < 0.05
