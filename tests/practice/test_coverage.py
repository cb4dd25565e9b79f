"""Comparing takes time, so it is done before the lock; what was written meanwhile is compared under it."""

from datetime import timedelta

import pytest

from practice import autosave, coverage, interviews
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


def test_points_are_looked_for_in_all_stages_and_in_what_is_drawn() -> None:
    points = tuple(Point(text=text) for text in (*POINTS, "a warm start from the last model"))
    interview = make_interview(questions=[make_design(key_points=points)], now=NOON)
    autosave.save(interview, 1, part=2, text=POINTS[0], based_on=0, now=NOON)
    autosave.save(interview, 1, part=4, text="Optimiser -> Path: momentum smooths the path", based_on=0, now=NOON)
    assert interviews.finish(interview, now=NOON + timedelta(minutes=1))
    assert covered(interview) == [[True, True, False]]
