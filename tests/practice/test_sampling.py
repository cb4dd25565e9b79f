"""Some of a large bank: the same chance for each question, and what one has met besides."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from practice import interviews, sampling, selection
from practice.models import Pool, Section
from questions.models import Question
from questions.published import Counted
from tests.factories import NOON, make_bank, make_blueprint, make_category, make_interview, make_user


def cells(*sizes: int) -> list[Counted]:
    return [Counted(number, "theory", "easy", size) for number, size in enumerate(sizes, 1)]


def keys(found: list[sampling.Stretch]) -> list[tuple[int, int]]:
    return [(cell.category, place) for cell, start, size in found for place in range(start, start + size)]


class TestStretches:
    def test_what_is_few_is_taken_whole(self) -> None:
        assert sampling.stretches(cells(3, 0, 2), 5, Random(1)) == [(cell, 0, cell.count) for cell in cells(3, 0, 2)]

    @pytest.mark.parametrize("sizes", [(40, 1, 9), (50,), (7, 0, 3, 40)])
    def test_each_question_has_the_same_chance(self, sizes: tuple[int, ...]) -> None:
        rng, rounds, wanted = Random(5), 4_000, 8
        counted = Counter(key for _ in range(rounds) for key in keys(sampling.stretches(cells(*sizes), wanted, rng)))
        assert sum(counted.values()) == rounds * wanted
        assert len(counted) == sum(sizes) == 50
        expected = rounds * wanted / 50
        # Chi-squared with 49 degrees of freedom is below 100 but once in fifty thousand; the seed is fixed.
        assert sum((count - expected) ** 2 / expected for count in counted.values()) < 100

    def test_a_stretch_goes_on_from_the_beginning(self) -> None:
        found = list(sampling._cut(cells(2, 3), 4, 3, 5))
        assert keys(found) == [(2, 2), (1, 0), (1, 1)]

    def test_no_stretch_takes_a_question_twice(self) -> None:
        for start in range(5):
            assert len(set(keys(list(sampling._cut(cells(2, 3), start, 9, 5))))) == 5


@pytest.fixture
def large(db: None, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """A bank that is large by a lower measure: sixty questions in two categories."""
    monkeypatch.setattr(sampling, "WHOLE", 20)
    monkeypatch.setattr(sampling, "SOME", 8)
    return [question for category in (make_category(), make_category()) for question in make_bank(category, 30)]


def drawn(user: User, section: dict[str, object], *, seed: int = 0, minutes: int = 400) -> list[int]:
    sections = make_blueprint(sections=[section]).sections.all()
    rng = Random(seed)
    return [each.pk for each in selection.choose(user, sections, minutes=minutes, now=NOON, rng=rng)]


def test_a_large_bank_is_not_looked_at_whole(large: list[Question]) -> None:
    section = Section(kind="theory", count=3)
    found = selection.supply(make_user(), [section], now=NOON, rng=Random(1))
    assert not found.is_whole
    assert 3 <= len(found.questions) <= 8
    assert len(selection.supply(make_user(), [section], now=NOON).questions) == 60


def test_every_question_is_drawn_sooner_or_later(large: list[Question]) -> None:
    user, section = make_user(), make_blueprint(sections=[{"kind": "theory", "count": 6}]).sections.all()
    rng, counted = Random(3), Counter[int]()
    for _ in range(120):
        counted.update(each.pk for each in selection.choose(user, section, minutes=60, now=NOON, rng=rng))
    expected = 120 * 6 / 60
    assert counted.keys() == {question.pk for question in large}
    assert sum((count - expected) ** 2 / expected for count in counted.values()) < 120  # 59 degrees of freedom


def test_a_sort_is_kept_to(large: list[Question]) -> None:
    category, user = large[0].category, make_user()
    hard = {question.pk for question in large[:30] if question.difficulty == "hard"}
    assert set(drawn(user, {"category": category, "difficulty": "hard", "count": 10})) == hard
    tagged = {question.pk for question in large if question.tags}
    assert set(drawn(user, {"tag": "llm", "count": 6})) == tagged
    assert len(tagged) == 6


def test_what_is_unseen_comes_first_however_much_one_has_met(large: list[Question]) -> None:
    user = make_user()
    for start in (0, 20, 40):
        met = make_interview(user, questions=large[start : start + 19], now=NOON - timedelta(days=start + 1))
        interviews.finish(met, now=met.started_at)
    unseen = {question.pk for place, question in enumerate(large) if place in {19, 39, 59}}
    assert set(drawn(user, {"count": 3})) == unseen
    assert set(drawn(user, {"count": 3, "pool": Pool.UNSEEN})) == unseen
    oldest = {question.pk for question in large[40:59]}
    assert set(drawn(user, {"count": 22})) == unseen | oldest


def test_where_some_will_not_do_all_is_asked(large: list[Question]) -> None:
    """One question alone fits the clock: it is found, whatever part of the bank is looked at first."""
    short = large[33]
    Question.objects.exclude(pk=short.pk).update(minutes=90)
    for seed in range(5):
        assert drawn(make_user(), {"count": 1}, minutes=30, seed=seed) == [short.pk]


def test_what_is_due_needs_no_look_at_the_bank(large: list[Question]) -> None:
    section, user = Section(pool=Pool.DUE, count=3, at_most=True), make_user()
    with CaptureQueriesContext(connection) as found:
        supply = selection.supply(user, [section], now=NOON, rng=Random(1))
    assert supply.is_whole
    assert not supply.questions
    assert len(found) <= 3
