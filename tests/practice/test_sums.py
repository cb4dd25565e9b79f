"""What stands beside an answer is what its points add up to, whichever verb was the last to change them."""

from collections.abc import Callable
from importlib import import_module
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from practice import autosave, coverage, interviews, repetition, self_rating, sums
from practice.models import Answer, Interview, PointCoverage, confirmed, covered_weight
from tests import env
from tests.factories import NOON, make_cards, make_content, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

SAID = "High bias: a model too simple underfits"  # the first point of two, which weigh 3 and 2
UNKNOWN = (None, None, None, None, None)

type Row = tuple[float | None, float | None, int | None, int | None, bool | None]


def kept(answers: Any = None) -> list[Row]:
    found = Answer.objects.all() if answers is None else answers
    names = "sum_covered", "sum_confirmed", "sum_total", "sum_own", "sum_written"
    return list(found.order_by("pk").values_list(*names))


def by_the_orm() -> list[Row]:
    weight, own = covered_weight("coverage__"), confirmed("coverage__")
    added_up = Answer.objects.annotate_answered().annotate(
        covered=Coalesce(Sum(weight), 0.0),
        of_them_own=Coalesce(Sum(weight, filter=own), 0.0),
        total=Coalesce(Sum("coverage__key_point__weight"), 0),
        own=Count("coverage", filter=own),
    )
    return list(added_up.order_by("pk").values_list("covered", "of_them_own", "total", "own", "written"))


@pytest.fixture
def interview() -> Interview:
    questions = [make_question() for _ in range(2)]
    return make_interview(questions=[*questions, make_question(content=make_content(points=[]))], now=NOON)


def finished(interview: Interview) -> Interview:
    autosave.save(interview, 1, text=SAID, based_on=0, now=NOON)
    interviews.finish(interview, now=NOON)
    return interview


def test_an_open_interview_has_none(interview: Interview) -> None:
    assert kept() == [UNKNOWN] * 3


def test_finishing_adds_up(interview: Interview) -> None:
    finished(interview)
    assert kept() == [(3, 0, 5, 0, True), (0, 0, 5, 0, False), (0, 0, 0, 0, False)] == by_the_orm()


def test_a_tick_adds_up_anew(interview: Interview) -> None:
    answer = finished(interview).answers.get(position=1)
    one, two = (point.key_point_id for point in answer.coverage.order_by("key_point__position"))
    self_rating.tick(answer, [one, two], nudged=[one])
    assert kept()[0] == (3.5, 3.5, 5, 2, True) == by_the_orm()[0]


def test_words_that_came_within_the_grace_add_up_anew(interview: Interview) -> None:
    finished(interview)
    with interviews.locked(interview):
        autosave.save(interview, 2, text=SAID, based_on=0, now=NOON)
    suggestions = coverage.suggest(interview, positions=[2])
    with interviews.locked(interview):
        coverage.store_again(interview, suggestions)
    assert kept() == [(3, 0, 5, 0, True), (3, 0, 5, 0, True), (0, 0, 0, 0, False)] == by_the_orm()


def test_a_reference_that_is_shown_adds_up(interview: Interview) -> None:
    make_cards(user := make_user(), 1, now=NOON)
    sitting = repetition.begin(user, now=NOON)
    assert sitting
    repetition.reveal(sitting, 1, now=NOON)
    assert kept(sitting.answers.all()) == by_the_orm()[3:] != [UNKNOWN]


def test_marks_of_each_sort_add_up_as_the_orm_adds_them(interview: Interview) -> None:
    rng = Random(3)
    for mark in PointCoverage.objects.filter(answer__interview=finished(interview)):
        for name in ("suggested", "covered", "confirmed", "nudged"):
            setattr(mark, name, rng.random() < 0.5)
        mark.save()
    sums.add_up(Answer.objects.values_list("pk", flat=True))
    assert kept() == by_the_orm()
    sums.add_up([])
    assert kept() == by_the_orm()


@pytest.mark.skipif(env.DATABASE != "postgresql", reason="Beside SQLite no two releases run at once.")
def test_the_database_forgets_the_sums_of_what_another_release_changes(interview: Interview) -> None:
    finished(interview)
    PointCoverage.objects.filter(answer__position=2).update(evidence="Something")
    assert kept() == [(3, 0, 5, 0, True), UNKNOWN, (0, 0, 0, 0, False)]


def test_there_are_all_or_none(interview: Interview) -> None:
    with pytest.raises(IntegrityError, match="answer_all_sums_or_none"), transaction.atomic():
        Answer.objects.update(sum_total=1)


@pytest.fixture
def fill() -> Callable[[], None]:
    migration = import_module("practice.migrations.0024_sums_filled")
    return lambda: migration.fill(apps, connection.schema_editor())


def test_the_migration_adds_up_what_was_finished_before(interview: Interview, fill: Callable[[], None]) -> None:
    finished(interview)
    make_interview(questions=1, now=NOON)
    before = kept()
    Answer.objects.update(sum_covered=None, sum_confirmed=None, sum_total=None, sum_own=None, sum_written=None)
    for _ in range(2):
        fill()
        assert kept() == before == [*by_the_orm()[:3], UNKNOWN]
