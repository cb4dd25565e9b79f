"""Comparing takes time, so it is done before the lock; what was written meanwhile is compared under it."""

from datetime import timedelta

import pytest

from practice import autosave, coverage, interviews, self_rating
from practice.feedback import Verdict
from practice.models import Interview
from questions.content import Point
from tests.factories import NOON, make_content, make_design, make_interview, make_question

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path"]


@pytest.fixture
def interview() -> Interview:
    return make_interview(questions=[make_question(content=make_content(points=POINTS)) for _ in range(2)], now=NOON)


def covered(interview: Interview) -> list[list[bool]]:
    return [[point.covered for point in answer.coverage.all()] for answer in interview.answers.all()]


def test_nothing_is_written_by_comparing(interview: Interview) -> None:
    autosave.save(interview, 1, text=POINTS[0], based_on=0, now=NOON)
    suggestions = coverage.suggest(interview)
    assert covered(interview) == [[], []]
    assert [[point.suggested for point in each.points] for each in suggestions.values()] == [[True, False], [False] * 2]


def test_what_was_written_after_comparing_is_compared_again(interview: Interview) -> None:
    autosave.save(interview, 1, text=POINTS[0], based_on=0, now=NOON)
    suggestions = coverage.suggest(interview)
    autosave.save(interview, 1, text=POINTS[1], based_on=1, now=NOON)
    autosave.save(interview, 2, part=0, text=POINTS[1], based_on=0, now=NOON)  # notes, which are not said
    with interviews.locked(interview):
        coverage.store(interview, suggestions)
    assert covered(interview) == [[False, True], [False, False]]


def test_the_closing_of_an_interview_says_what_stands_there_then(interview: Interview) -> None:
    autosave.save(interview, 2, text=" ".join(POINTS), based_on=0, now=NOON)
    assert interviews.finish(interview, now=NOON + timedelta(minutes=1))
    assert covered(interview) == [[False, False], [True, True]]


def test_what_is_found_is_covered_and_what_is_perhaps_found_is_asked(interview: Interview) -> None:
    autosave.save(interview, 1, text=f"{POINTS[0]}. I think momentum never smooths the path!", based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    found, perhaps = interview.answers.get(position=1).coverage.all()
    assert (found.verdict, found.covered, found.asks, found.evidence) == (Verdict.FOUND, True, False, f"{POINTS[0]}.")
    assert (perhaps.verdict, perhaps.covered, perhaps.asks) == (Verdict.PERHAPS, False, True)
    assert perhaps.evidence == "I think momentum never smooths the path!"
    assert (found.how, perhaps.how) == ("said unprompted", "perhaps said")
    self_rating.tick(interview.answers.get(position=1), [found.key_point_id], confirmed=[perhaps.key_point_id])
    perhaps.refresh_from_db()
    assert (perhaps.asks, perhaps.how) == (False, "not said")


def test_what_one_has_confirmed_is_not_compared_away(interview: Interview) -> None:
    autosave.save(interview, 1, text=POINTS[0], based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    answer = interview.answers.get(position=1)
    self_rating.tick(answer, {answer.coverage.all()[1].key_point_id}, confirmed=None)  # the other way round
    with interviews.locked(interview):
        coverage.store_again(interview, coverage.suggest(interview, positions=[1]))
    rows = answer.coverage.values_list("suggested", "covered", "confirmed", "evidence")
    assert list(rows) == [(True, False, True, POINTS[0]), (False, True, True, "")]


def test_of_a_story_nothing_is_found() -> None:
    interview = make_interview(
        questions=[make_question(kind="behavioral", content=make_content(points=POINTS))], now=NOON
    )
    autosave.save(interview, 1, text=" ".join(POINTS), based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    rows = interview.answers.get().coverage.values_list("suggested", "perhaps", "covered", "evidence")
    assert list(rows) == [(False, False, False, "")] * 2


def test_points_are_looked_for_in_all_stages_and_in_what_is_drawn() -> None:
    points = tuple(Point(text=text) for text in (*POINTS, "a warm start from the last model"))
    interview = make_interview(questions=[make_design(key_points=points)], now=NOON)
    autosave.save(interview, 1, part=2, text=POINTS[0], based_on=0, now=NOON)
    autosave.save(interview, 1, part=4, text="Optimiser -> Path: momentum smooths the path", based_on=0, now=NOON)
    assert interviews.finish(interview, now=NOON + timedelta(minutes=1))
    assert covered(interview) == [[True, True, False]]
