from math import sqrt
from random import Random


def test_shares_of_alerts() -> None:
    """36% of our alerts preceded a failure against 11% by the calendar, 25 points more, interval 19 to 31 if the
    alerts are independent"""
    ours, calendar = 144 / 400, 44 / 400
    half = 1.96 * sqrt(ours * (1 - ours) / 400 + calendar * (1 - calendar) / 400)
    assert (round(100 * ours), round(100 * calendar)) == (36, 11)
    assert [round(100 * (ours - calendar + sign * half)) for sign in (-1, 0, 1)] == [19, 25, 31]


def test_overlapping_windows_on_both_sides() -> None:
    """our windows overlap, and the random split had put windows of the same breakdown on both sides"""
    random = Random(1)
    events = [(random.random(), random.random() < 0.5) for _ in range(100)]
    windows = [(place + random.gauss(0, 1e-4), label, event) for event, (place, label) in enumerate(events)] * 4

    def accuracy(is_test: list[bool]) -> float:
        train = [window for window, test in zip(windows, is_test, strict=True) if not test]
        tested = [window for window, test in zip(windows, is_test, strict=True) if test]
        hits = sum(min(train, key=lambda w: abs(w[0] - place))[1] == label for place, label, _ in tested)
        return hits / len(tested)

    assert accuracy([random.random() < 0.25 for _ in windows]) > 0.95
    held_out = set(random.sample(range(100), 25))
    assert accuracy([event in held_out for _, _, event in windows]) < 0.75


def test_a_leak_on_both_sides_shows_no_gap() -> None:
    """a leak that reaches both sides inflates both, and need show no gap"""
    random = Random(2)
    labels = [random.random() < 0.5 for _ in range(4_000)]
    rows = [(label, label if random.random() < 0.9 else not label) for label in labels]
    train, test = rows[:2_000], rows[2_000:]
    scores = [sum(leak == label for label, leak in side) / len(side) for side in (train, test)]
    assert min(scores) > 0.88
    assert abs(scores[0] - scores[1]) < 0.02
