"""A draw against all draws there are, counted one by one: small enough for that, and drawn by hypothesis."""

from collections.abc import Sequence
from itertools import combinations, product
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from practice import draws
from practice.draws import Option, Row

type Seating = list[tuple[int, ...]]
"""The keys of each row."""


class Favouring(Random):
    """Chance at its kindest to one question and one row: both come first in every shuffle."""

    def __init__(self, key: int, place: int) -> None:
        super().__init__(0)
        self.key, self.place = key, place

    def shuffle(self, x: Any) -> None:
        super().shuffle(x)
        x.sort(key=lambda each: each.key != self.key if isinstance(each, Option) else each != self.place)


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Up to three rows over up to six questions that they may share."""
    sizes = draw(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=6))
    keys = range(len(sizes))
    return [
        Row(
            options=[
                Option(
                    key=key,
                    minutes=sizes[key][0],
                    repeated=sizes[key][1],
                    rank=draw(st.integers(1, 3)) if sizes[key][1] else 0,
                )
                for key in sorted(draw(st.sets(st.sampled_from(keys))))
            ],
            count=draw(st.integers(1, 3)),
            at_most=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]


def every_seating(rows: Sequence[Row]) -> list[Seating]:
    """All ways to fill the rows, no question twice, at least one in all."""
    ways = []
    for row in rows:
        keys = [option.key for option in row.options]
        sizes = range(row.count + 1) if row.at_most else [row.count]
        ways.append([keys_of for size in sizes for keys_of in combinations(keys, size)])
    return [list(way) for way in product(*ways) if 0 < sum(map(len, way)) == len({key for keys in way for key in keys})]


def facts(rows: Sequence[Row]) -> dict[int, Option]:
    return {option.key: option for row in rows for option in row.options}


def minutes_of(seating: Sequence[Sequence[int]], rows: Sequence[Row]) -> int:
    return sum(facts(rows)[key].minutes for keys in seating for key in keys)


def repeats_of(seating: Sequence[Sequence[int]], rows: Sequence[Row]) -> int:
    """In the rows that must be filled."""
    return sum(
        facts(rows)[key].repeated for keys, row in zip(seating, rows, strict=True) if not row.at_most for key in keys
    )


@settings(max_examples=200)
@given(rows())
def test_the_least_minutes_are_those_of_the_shortest_of_all_draws(rows: list[Row]) -> None:
    assert draws.least_minutes(rows) == min((minutes_of(each, rows) for each in every_seating(rows)), default=None)


@settings(max_examples=200)
@given(rows(), st.integers(0, 60), st.integers())
def test_a_draw_is_one_of_all_there_are_and_fits(rows: list[Row], spare: int, seed: int) -> None:
    least = draws.least_minutes(rows)
    if least is None:
        return
    drawn = draws.draw(rows, minutes=least + spare, rng=Random(seed))
    assert [tuple(sorted(keys)) for keys in drawn] in [
        [tuple(sorted(keys)) for keys in way] for way in every_seating(rows)
    ]
    assert minutes_of(drawn, rows) <= least + spare
    assert drawn == draws.draw(rows, minutes=least + spare, rng=Random(seed))


@settings(max_examples=200)
@given(rows(), st.integers(0, 60), st.integers())
def test_nothing_is_repeated_that_need_not_be(rows: list[Row], spare: int, seed: int) -> None:
    exact = [row for row in rows if not row.at_most]
    least = draws.least_minutes(exact) if exact else None
    if least is None:
        return
    ways = every_seating(exact)
    fewest = min(repeats_of(way, exact) for way in ways)
    if least + spare < min(minutes_of(way, exact) for way in ways if repeats_of(way, exact) == fewest):
        return  # then the clock goes first
    drawn = draws.draw(exact, minutes=least + spare, rng=Random(seed))
    assert repeats_of(drawn, exact) == fewest


@settings(max_examples=200)
@given(rows(), st.integers(0, 60))
def test_every_question_of_a_draw_that_fits_has_a_chance(rows: list[Row], spare: int) -> None:
    """As long as nothing has been asked: then all are of equal rank."""
    fresh = [
        Row(
            options=[Option(key=option.key, minutes=option.minutes) for option in row.options],
            count=row.count,
            at_most=row.at_most,
        )
        for row in rows
    ]
    least = draws.least_minutes(fresh)
    if least is None:
        return
    fitting = [way for way in every_seating(fresh) if minutes_of(way, fresh) <= least + spare]
    for key in {key for way in fitting for keys in way for key in keys}:
        kind = [Favouring(key, place) for place in range(len(fresh))]
        found = [draws.draw(fresh, minutes=least + spare, rng=rng) for rng in kind]
        required = [
            way for way in fitting if any(key in keys for keys, row in zip(way, fresh, strict=True) if not row.at_most)
        ]
        if required or all(row.at_most for row in fresh):
            assert any(key in keys for way in found for keys in way)


def test_a_row_with_a_choice_leaves_the_new_question_to_one_without() -> None:
    narrow, new, again = Option(key=1, minutes=5), Option(key=2, minutes=5), Option(key=3, minutes=5, repeated=True)
    rows = [Row(options=[narrow, new, again], count=1), Row(options=[narrow, again], count=1)]
    for seed in range(20):
        assert draws.draw(rows, minutes=10, rng=Random(seed)) == [[2], [1]]


def test_the_clock_goes_before_what_is_new() -> None:
    again, new = Option(key=0, minutes=9, repeated=True), Option(key=1, minutes=19)
    assert draws.draw([Row(options=[again, new], count=1)], minutes=9, rng=Random(0)) == [[0]]


def test_a_full_row_stands_in_no_other_rows_way() -> None:
    rows = [Row(options=[Option(key=9, minutes=30)], count=1), Row(options=options(1, 2, 3), count=1)]
    assert draws.least_minutes(rows) == 31


def options(*minutes: int, **fields: Any) -> list[Option]:
    return [Option(key=key, minutes=length, **fields) for key, length in enumerate(minutes)]


def test_the_best_ranked_come_first_while_they_fit() -> None:
    ranked = [Option(key=key, minutes=minutes, repeated=True, rank=key) for key, minutes in enumerate([20, 8, 8, 4])]
    row = Row(options=ranked, count=2)
    assert [sorted(keys) for keys in draws.draw([row], minutes=30, rng=Random(0))] == [[0, 1]]
    assert [sorted(keys) for keys in draws.draw([row], minutes=25, rng=Random(0))] == [[0, 3]]
    assert [sorted(keys) for keys in draws.draw([row], minutes=16, rng=Random(0))] == [[1, 2]]


def test_fewer_are_drawn_rather_than_one_again_while_others_are_new() -> None:
    again = Option(key=9, minutes=5, repeated=True)
    row = Row(options=[*options(8, 8, 8), again], count=3, at_most=True)
    for seed in range(20):
        assert len(draws.draw([row], minutes=15, rng=Random(seed))[0]) == 1
    assert draws.draw([Row(options=[again], count=3, at_most=True)], minutes=15, rng=Random(0)) == [[9]]


def test_how_many_a_row_could_have_beside_the_others() -> None:
    shared = options(5, 5, 5)
    assert draws.filled([Row(options=shared, count=2), Row(options=shared, count=2)]) == [2, 1]
    assert draws.most([Row(options=shared, count=1), Row(options=shared[:1], count=1)], 0) == 2
