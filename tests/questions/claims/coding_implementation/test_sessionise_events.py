import itertools


def _count(times: list[int], gap: int) -> int:
    return 1 + sum(b - a > gap for a, b in itertools.pairwise(times))


def test_one_session_without_a_maximum() -> None:
    """With a gap of 1,800 seconds, events at 0, 1,500 and 3,000 are one session, although the last comes 3,000
    seconds after the first.
    """
    assert _count([0, 1500, 3000], 1800) == 1
    assert 3000 - 0 > 1800


def test_late_event_merges() -> None:
    """A late event can fall between two sessions and merge them"""
    assert _count([0, 3000], 1800) == 2
    assert _count([0, 1500, 3000], 1800) == 1


def test_boundary_matters_for_whole_minutes() -> None:
    """can change counts when timestamps are whole minutes"""
    times = [60 * m for m in (0, 30, 45, 75, 105)]
    greater = 1 + sum(b - a > 1800 for a, b in itertools.pairwise(times))
    at_least = 1 + sum(b - a >= 1800 for a, b in itertools.pairwise(times))
    assert (greater, at_least) == (1, 4)


def test_running_sum_of_marks() -> None:
    """A running sum of these marks over the same window numbers the sessions"""
    times, number, numbers = [0, 10, 500, 510, 2000], 0, []
    for i, t in enumerate(times):
        number += int(i == 0 or t - times[i - 1] > 100)
        numbers.append(number)
    assert numbers == [1, 1, 2, 2, 3]
