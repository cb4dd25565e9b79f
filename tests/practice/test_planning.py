from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practice.memory import Memory
from practice.planning import KNOWN, MOCK_SHARE, Candidate, Mock, Plan, plan, shares
from tests import learners as simulation

memories = st.none() | st.builds(Memory, st.floats(0.05, 100), st.floats(1, 10), st.integers(-60, 0))
lengths = st.integers(1, 40)
minutes_of_days = st.lists(st.integers(0, 90), min_size=1, max_size=10)
mocks_wanted = st.lists(st.integers(10, 100), max_size=4).map(
    lambda minutes: [Mock(key=key, minutes=each) for key, each in enumerate(minutes)]
)


def shared_out(told: list[tuple[int, int, Memory | None]]) -> list[Candidate]:
    total = sum(weight for _, weight, _ in told)
    return [
        Candidate(key=key, minutes=minutes, weight=weight / total, memory=memory)
        for key, (minutes, weight, memory) in enumerate(told)
    ]


candidates = st.lists(st.tuples(lengths, st.integers(1, 100), memories), min_size=1, max_size=8).map(shared_out)

# A machine that does much at once is slow, and nothing here is about time.
drawn = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def meetings(made: Plan) -> list[tuple[int, int]]:
    return [(day.number, key) for day in made.days for key in (*day.new, *day.again)]


class TestAnyPlan:
    @drawn
    @given(candidates, minutes_of_days, mocks_wanted)
    def test_no_day_holds_more_than_its_minutes_and_says_what_it_holds(
        self, asked: list[Candidate], minutes: list[int], mocks: list[Mock]
    ) -> None:
        made = plan(asked, minutes, mocks)
        takes = {each.key: each.minutes for each in asked}
        sits = {mock.key: mock.minutes for mock in mocks}
        for day, most in zip(made.days, minutes, strict=True):
            held = sum(takes[key] for key in (*day.new, *day.again)) + sum(sits[key] for key in day.mocks)
            assert held == day.used <= day.minutes == most

    @drawn
    @given(candidates, minutes_of_days, mocks_wanted)
    def test_it_is_the_same_each_time_and_in_whatever_order_it_is_asked(
        self, asked: list[Candidate], minutes: list[int], mocks: list[Mock]
    ) -> None:
        first, again = plan(asked, minutes, mocks), plan(list(reversed(asked)), minutes, mocks)
        assert sorted(meetings(first)) == sorted(meetings(again))
        assert [day.mocks for day in first.days] == [day.mocks for day in again.days]

    @drawn
    @given(candidates, minutes_of_days)
    def test_a_question_is_met_once_a_day_and_new_but_once(self, asked: list[Candidate], minutes: list[int]) -> None:
        made = plan(asked, minutes)
        assert len(set(meetings(made))) == len(meetings(made))
        new = [key for day in made.days for key in day.new]
        assert len(set(new)) == len(new)
        assert not {each.key for each in asked if each.memory}.intersection(new)
        met_today = {each.key for each in asked if each.memory and each.memory.last == 0}
        assert not met_today.intersection(made.days[0].again)

    @drawn
    @given(candidates, minutes_of_days)
    def test_it_never_hurts(self, asked: list[Candidate], minutes: list[int]) -> None:
        made = plan(asked, minutes)
        assert 0 <= made.value_now <= made.value + 1e-9 <= 1 + 2e-9

    @drawn
    @given(candidates, minutes_of_days, st.integers(1, 60))
    def test_another_day_lowers_the_recall_by_next_to_nothing(
        self, asked: list[Candidate], minutes: list[int], more: int
    ) -> None:
        """What is met for the first time is brought forward to it, which can cost a little when nothing follows."""

        def last_met(day: int) -> list[Candidate]:
            return [replace(each, memory=each.memory and each.memory._replace(last=day)) for each in asked]

        before, after = plan(last_met(-29), minutes), plan(last_met(-28), [more, *minutes])
        assert after.value >= before.value - 0.05

    @drawn
    @given(candidates, minutes_of_days, st.integers(1, 60))
    def test_more_minutes_lower_the_recall_by_next_to_nothing(
        self, asked: list[Candidate], minutes: list[int], more: int
    ) -> None:
        """Filling a knapsack by gain for a minute is not exact, so that a little can be lost, not much."""
        before, after = plan(asked, minutes), plan(asked, [each + more for each in minutes])
        assert after.value >= before.value - 0.15 * (before.value - before.value_now) - 0.05


def asked(count: int, *, minutes: int = 5, weights: Sequence[float] = ()) -> list[Candidate]:
    each = weights or [1 / count] * count
    return [Candidate(key=key, minutes=minutes, weight=weight) for key, weight in enumerate(each)]


class TestWhatAPlanDoes:
    def test_what_the_rounds_ask_most_is_met_and_the_rest_dropped(self) -> None:
        made = plan(asked(4, minutes=10, weights=[0.1, 0.4, 0.2, 0.3]), [10, 10])
        assert {key for _, key in meetings(made)} == {1, 3}
        assert made.recall[0] == made.recall[2] == KNOWN

    def test_a_question_longer_than_every_day_is_not_planned(self) -> None:
        assert meetings(plan(asked(1, minutes=31), [30, 30])) == []

    def test_with_time_enough_each_is_met_and_repeated(self) -> None:
        made = plan(asked(3), [15] * 10)
        assert {key for day in made.days for key in day.new} == {0, 1, 2}
        assert {key for day in made.days for key in day.again} == {0, 1, 2}
        assert made.value > 0.9 > made.value_now == pytest.approx(KNOWN)

    def test_what_is_known_for_long_gives_way_to_what_is_not(self) -> None:
        known = Candidate(key=0, minutes=10, weight=0.5, memory=Memory(5000, 3, -1))
        new = Candidate(key=1, minutes=10, weight=0.5)
        assert {key for _, key in meetings(plan([known, new], [10, 10]))} == {1}

    def test_without_days_or_questions_there_is_nothing_to_plan(self) -> None:
        assert plan(asked(2), []).value == pytest.approx(KNOWN)
        assert (plan([], [30]).value, plan([], [30]).days[0].used) == (0, 0)

    def test_a_day_that_was_missed_moves_what_it_held(self) -> None:
        held = {key for _, key in meetings(plan(asked(6), [10, 10, 10]))}
        assert {key for _, key in meetings(plan(asked(6), [0, 10, 20]))} == held


class TestMocks:
    def test_they_stand_in_the_week_before_one_a_day_and_take_half_of_it(self) -> None:
        mocks = [Mock(key=key, minutes=30) for key in range(5)]
        made = plan(asked(3), [30] * 20, mocks)
        days = [day.number for day in made.days if day.mocks]
        assert min(days) >= 13
        assert len(days) == 3
        assert len(days) * 30 <= MOCK_SHARE * 7 * 30
        assert len(made.mocks_left) == 2

    def test_one_that_no_day_has_room_for_is_left(self) -> None:
        made = plan([], [30] * 7, [Mock(key=1, minutes=90), Mock(key=2, minutes=30)])
        assert made.mocks_left == [1]

    def test_the_shortest_come_first_so_that_most_rounds_have_one(self) -> None:
        made = plan([], [60, 60], [Mock(key=1, minutes=60), Mock(key=2, minutes=30), Mock(key=3, minutes=30)])
        assert made.mocks_left == [1]


class TestShares:
    def test_rounds_count_alike_and_questions_by_their_minutes(self) -> None:
        minutes = {1: 5, 2: 5, 3: 40}
        found = shares([[(1, [1, 2])], [(1, [3])]], minutes)
        assert found == {1: pytest.approx(0.25), 2: pytest.approx(0.25), 3: pytest.approx(0.5)}

    def test_a_section_that_asks_for_more_than_there_is_asks_all(self) -> None:
        assert shares([[(5, [1, 2]), (1, [2])]], {1: 10, 2: 10}) == {1: pytest.approx(0.5), 2: pytest.approx(0.5)}

    def test_a_round_that_finds_nothing_takes_nothing_from_the_others(self) -> None:
        assert shares([[(2, [])], [(1, [1])], []], {1: 5}) == {1: 1}
        assert shares([], {1: 5}) == {}


def test_simulated_learners_recall_more_than_by_plain_fsrs() -> None:
    """Twenty of the learners of benchmarks/planning.py, whose interviews are within four weeks."""
    found = []
    for number in range(20):
        learner = simulation.make_learner(f"test {number}", longest=28)
        found.append([simulation.prepare(learner, way) for way in (simulation.by_plan, simulation.plain)])
    assert not any(each.over for pair in found for each in pair)
    used = [sum(pair[place].minutes for pair in found) for place in (0, 1)]
    assert used[0] <= used[1] * 1.02
    assert simulation.gain([(first.recall, second.recall) for first, second in found]) > 15
