"""What others have left for a learner, beside what the ORM finds of each."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import mentors
from practice.models import Interview, Rating
from practice.news import news
from questions.authoring import reports
from questions.models import Report
from tests.factories import (
    NOON,
    make_card,
    make_interview,
    make_mentor_link,
    make_preparation,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return make_interview(now=NOON)


def told(user: User) -> tuple[int, list[tuple[Interview, int]]]:
    """The same by our statement and by the ORM."""
    found = news(user, now=NOON)
    comments = [(each, each.new_comments) for each in found.commented]  # type: ignore[attr-defined]
    assert comments == [(each, each.new_comments) for each in mentors.with_news(user)]  # type: ignore[attr-defined]
    assert found.replies == user.reports.filter(resolved_at__isnull=False, seen_at=None).count()
    return found.replies, comments


def test_nothing_in_one_statement(interview: Interview, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        news(interview.user, now=NOON)
    assert told(interview.user) == (0, [])


def test_until_it_is_read(interview: Interview) -> None:
    user, answer = interview.user, interview.answers.get(position=1)
    link, _ = make_mentor_link(interview, now=NOON)
    for text in ("One", "Two"):
        mentors.comment(link, answer, name="Grace", text=text, now=NOON)
    reports.report(answer.version, user, problem="duplicate", text="", now=NOON)
    report, _ = reports.report(answer.version, user, problem="unclear", text="", now=NOON)
    reports.resolve(report, Report.State.FIXED, reply="Thank you.", resolver=make_user(), now=NOON)
    assert told(user) == (1, [(interview, 2)])
    assert told(make_interview(now=NOON).user) == (0, [])

    mentors.take_note([answer], now=NOON)
    assert told(user) == (1, [])
    reports.acknowledge_replies(user, now=NOON)
    assert told(user) == (0, [])


def test_it_tells_whether_anything_is_planned() -> None:
    one, other = make_user(), make_user()
    make_card(one, make_question(), Rating.AGAIN, now=NOON)
    make_preparation(other)
    for user, planned, preparing in ((one, True, False), (other, False, True)):
        found = news(user, now=NOON)
        assert (found.is_planned, found.is_preparing) == (planned, preparing)
    assert news(one, now=NOON - timedelta(days=7)).is_planned is False
