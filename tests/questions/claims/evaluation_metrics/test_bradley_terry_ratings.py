from math import exp, log, log10, sqrt


def fitted(wins: dict[tuple[str, str], int]) -> dict[str, float]:
    """Strengths by gradient ascent on the likelihood, C at 0."""
    strength = dict.fromkeys("ABC", 0.0)
    for _ in range(4000):
        slope = dict.fromkeys("ABC", 0.0)
        for (winner, loser), count in wins.items():
            missing = count * (1 - 1 / (1 + exp(strength[loser] - strength[winner])))
            slope[winner] += missing
            slope[loser] -= missing
        for name in "AB":
            strength[name] += 0.01 * slope[name]
    return strength


VOTES = {("A", "B"): 60, ("B", "A"): 40, ("B", "C"): 75, ("C", "B"): 25}


def test_strengths() -> None:
    r"""$\theta_A-\theta_B=\ln(60/40)=0.405$ and $\theta_B-\theta_C=\ln(75/25)=1.099$. So $\theta_A-\theta_C=1.504$,
    odds of $1.5\times3=4.5$, and A should beat C in 82% of votes."""
    strength = fitted(VOTES)
    assert round(strength["A"] - strength["B"], 3) == 0.405
    assert round(strength["B"], 3) == 1.099
    assert round(strength["A"], 3) == 1.504
    assert round(exp(strength["A"]), 1) == 4.5
    assert round(1 / (1 + exp(-strength["A"])), 2) == 0.82


def test_elo_scale() -> None:
    """400 points for a factor of ten in odds, that is 70, 191 and 261 points"""
    assert [round(400 * log10(odds)) for odds in (1.5, 3, 4.5)] == [70, 191, 261]


def test_interval() -> None:
    """So the 82% has a 95% interval of about 71% to 89%"""
    first, second = sqrt(1 / 60 + 1 / 40), sqrt(1 / 75 + 1 / 25)
    assert (round(first, 3), round(second, 3)) == (0.204, 0.231)
    together = sqrt(first**2 + second**2)
    assert round(together, 2) == 0.31
    ends = [1 / (1 + exp(-(log(4.5) + s * 1.96 * together))) for s in (-1, 1)]
    assert [round(100 * end) for end in ends] == [71, 89]


def test_ten_points() -> None:
    """it is a win rate of 51.4%, often within the interval"""
    assert round(100 / (1 + 10 ** (-10 / 400)), 1) == 51.4


def test_elo_depends_on_the_order() -> None:
    """so its result depends on the order of the votes"""

    def elo(games: list[int]) -> float:
        gap = 0.0
        for won in games:
            gap += 2 * 16 * (won - 1 / (1 + 10 ** (-gap / 400)))
        return gap

    assert elo([1] * 60 + [0] * 40) < 0 < elo([0] * 40 + [1] * 60)
