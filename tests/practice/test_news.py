"""What others have left for a learner, beside what the ORM finds of each."""

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import mentors
from practice.models import Interview
from practice.news import news
from questions.authoring import reports
from questions.models import Report
from tests.factories import NOON, make_interview, make_mentor_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return make_interview(now=NOON)


def told(user: User) -> tuple[int, list[tuple[Interview, int]]]:
    """The same by our statement and by the ORM."""
    found = news(user)
    comments = [(each, each.new_comments) for each in found.commented]  # type: ignore[attr-defined]
    assert comments == [(each, each.new_comments) for each in mentors.with_news(user)]  # type: ignore[attr-defined]
    assert found.replies == user.reports.filter(resolved_at__isnull=False, seen_at=None).count()
    return found.replies, comments


def test_nothing_in_one_statement(interview: Interview, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        news(interview.user)
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
