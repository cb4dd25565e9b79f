from math import sqrt


def test_stages() -> None:
    """Of 180 answerable questions, the passage is in the top 5 for 153: recall@5 = 0.85. With the passage, 130 of 153
    answers are right (85%); without it, 5 of 27."""
    assert 153 / 180 == 0.85
    assert round(130 / 153, 2) == 0.85
    assert 180 - 153 == 27


def test_end_to_end() -> None:
    r"""$$\frac{130+5}{180}=0.75$$"""
    found, missing = 153 / 180, 27 / 180
    assert abs(found * 130 / 153 + missing * 5 / 27 - 0.75) < 1e-12


def test_gain_of_perfect_retrieval() -> None:
    """perfect retrieval would gain about 15 points, and 10 points remain for generation or labels"""
    assert round(100 * (162 - 135) / 180) == 15
    assert round(100 * (180 - 162) / 180) == 10


def test_intervals() -> None:
    """The 95% interval of 0.75 at $n=180$ is about ±6 points"""
    assert round(196 * sqrt(0.75 * 0.25 / 180)) == 6


def test_invented_answers() -> None:
    """it answers the other 8, or 40% (95% interval 22% to 61%)"""
    n, p, z = 20, 8 / 20, 1.96
    centre, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert [round(100 * (centre + s * half) / (1 + z * z / n)) for s in (-1, 1)] == [22, 61]


def test_eight_points() -> None:
    """Eight points of 180 are about 14 questions"""
    assert round((0.93 - 0.85) * 180) == 14
