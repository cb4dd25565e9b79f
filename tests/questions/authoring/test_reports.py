from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import export
from accounts.models import User
from questions.authoring import reports
from questions.models import QuestionVersion, Report
from tests.factories import make_question, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def version() -> QuestionVersion:
    return make_question().latest


@pytest.fixture
def reporter() -> User:
    return make_user()


def reported(version: QuestionVersion, reporter: User, text: str = "", problem: str = "unclear") -> Report:
    report, _ = reports.report(version, reporter, problem=problem, text=text, now=NOW)
    return report


def test_a_second_report_of_the_same_is_added_to_the_first(version: QuestionVersion, reporter: User) -> None:
    reported(version, reporter, "What is k?")
    report, is_new = reports.report(version, reporter, problem="unclear", text="And n?", now=NOW)
    assert (is_new, report.text, Report.objects.count()) == (False, "What is k?\n\nAnd n?", 1)


def test_a_report_has_an_end(version: QuestionVersion, reporter: User) -> None:
    reported(version, reporter, "a" * (reports.LONGEST - 2))
    with pytest.raises(reports.ReportFull):
        reported(version, reporter, "b")
    assert Report.objects.get().text == "a" * (reports.LONGEST - 2)


def test_another_problem_another_person_or_a_closed_one_is_a_new_report(
    version: QuestionVersion, reporter: User
) -> None:
    first = reported(version, reporter)
    reported(version, reporter, problem="duplicate")
    reported(version, make_user())
    reports.resolve(first, Report.State.FIXED, reply="", resolver=make_user(), now=NOW)
    reported(version, reporter)
    assert Report.objects.count() == 4


def test_the_database_keeps_one_open_report_a_problem(version: QuestionVersion, reporter: User) -> None:
    reported(version, reporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(version=version, reporter=reporter, problem="unclear")


def new_replies(user: User) -> int:
    return user.reports.filter(resolved_at__isnull=False, seen_at=None).count()


def test_a_reply_is_new_until_it_is_seen(version: QuestionVersion, reporter: User) -> None:
    report, curator = reported(version, reporter), make_user()
    counts = [new_replies(reporter)]
    reports.resolve(report, Report.State.FIXED, reply="Thank you.", resolver=curator, now=NOW)
    counts.append(new_replies(reporter))
    reports.acknowledge_replies(reporter, now=NOW)
    counts.append(new_replies(reporter))
    assert counts == [0, 1, 0]
    report.refresh_from_db()
    assert (report.resolved_by, report.resolved_at, report.seen_at) == (curator, NOW, NOW)


def test_a_changed_reply_is_new_again_and_a_reopened_report_has_none(version: QuestionVersion, reporter: User) -> None:
    report, curator = reported(version, reporter), make_user()
    reports.resolve(report, Report.State.FIXED, reply="", resolver=curator, now=NOW)
    reports.acknowledge_replies(reporter, now=NOW)
    report.refresh_from_db()
    reports.resolve(report, Report.State.DECLINED, reply="It is right.", resolver=curator, now=NOW + timedelta(1))
    assert new_replies(reporter) == 1
    reports.resolve(report, Report.State.OPEN, reply="", resolver=curator, now=NOW)
    assert (new_replies(reporter), report.resolved_at) == (0, None)


def test_leaving_it_as_it_is_needs_a_word(version: QuestionVersion, reporter: User) -> None:
    with pytest.raises(reports.ReplyMissing):
        reports.resolve(reported(version, reporter), Report.State.DECLINED, reply=" ", resolver=reporter, now=NOW)


def test_a_download_holds_what_the_person_reported_and_nobody_elses() -> None:
    ada, bob, question = make_user(), make_user(), make_question(slug="auc")
    now = timezone.now()
    assert question.current
    reports.report(question.current, ada, problem="wrong", text="The formula lacks a half.", now=now)
    reports.report(question.current, bob, problem="unclear", text="Which curve?", now=now)

    assert export.collect(ada)["reports"] == {
        "reports": [
            {
                "question": "auc",
                "problem": "wrong",
                "text": "The formula lacks a half.",
                "created_at": now,
                "state": "open",
                "reply": "",
                "resolved_at": None,
            }
        ]
    }
