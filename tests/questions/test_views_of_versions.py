"""Versions, reports and their answers, as learners meet them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews
from practice.models import Interview
from questions.authoring import lifecycle, reports, versions
from questions.models import Question, Report
from tests.factories import make_content, make_curator, make_interview, make_user, make_writer

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def learner() -> User:
    return make_user()


@pytest.fixture
def interview(learner: User) -> Interview:
    """Finished, and its first question corrected since: version 2 is current, 3 waits."""
    interview = make_interview(learner)
    interviews.finish(interview, now=timezone.now())
    question = interview.answers.get(position=1).version.question
    for number in (2, 3):
        content = make_content(prompt=f"What is the tradeoff, {number}?")
        versions.revise(question, content, now=NOW, note=f"Note {number}")
        if number == 2:
            lifecycle.publish(question, now=NOW)
    return interview


@pytest.fixture
def question(interview: Interview) -> Question:
    return interview.answers.get(position=1).version.question


def status(user: User | None, question: Question, number: int) -> int:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(f"/questions/{question.slug}/versions/{number}/").status_code


class TestVersionPage:
    @pytest.mark.parametrize(
        ("role", "expected"),
        [
            ("stranger", [404, 200, 404]),
            ("another learner", [404, 200, 404]),
            ("who was asked", [200, 200, 404]),
            ("writer", [200, 200, 200]),
            ("reviewer", [200, 200, 200]),
            ("superuser", [200, 200, 200]),
        ],
    )
    def test_who_sees_an_older_the_current_and_a_waiting_version(
        self, question: Question, learner: User, role: str, expected: list[int]
    ) -> None:
        people: dict[str, Callable[[], User | None]] = {
            "stranger": lambda: None,
            "another learner": make_user,
            "who was asked": lambda: learner,
            "writer": make_writer,
            "reviewer": lambda: make_writer("Reviewers"),
            "superuser": make_curator,
        }
        user = people[role]()
        assert [status(user, question, number) for number in (1, 2, 3)] == expected
        assert status(user, question, 99) == 404

    def test_a_retired_question_stays_with_those_who_were_asked(self, question: Question, learner: User) -> None:
        lifecycle.retire(question)
        assert [status(learner, question, 1), status(make_user(), question, 2)] == [200, 404]

    def test_who_reported_a_version_goes_on_seeing_it(self, question: Question) -> None:
        reporter = make_user()
        reports.report(question.versions.get(number=1), reporter, problem="unclear", text="", now=NOW)
        assert status(reporter, question, 1) == 200

    def test_the_older_one_says_what_was_corrected(self, client: Client, question: Question, learner: User) -> None:
        client.force_login(learner)
        response = client.get(f"/questions/{question.slug}/versions/1/")
        assert [change.label for change in response.context["changes"]] == ["Question"]
        html = response.content.decode()
        assert "It has been corrected since" in html
        assert "Note 2" in html
        assert "Note 3" not in html

    def test_the_review_links_to_it(self, client: Client, interview: Interview, question: Question) -> None:
        client.force_login(interview.user)
        html = client.get(f"/interviews/{interview.pk}/review/").content.decode()
        assert f'href="/questions/{question.slug}/versions/1/#since"' in html
        assert html.count("corrected since") == 1


class TestReport:
    @pytest.fixture
    def reporter(self, client: Client, learner: User) -> Client:
        client.force_login(learner)
        return client

    def test_from_the_bank_it_is_about_the_current_version(self, reporter: Client, question: Question) -> None:
        reporter.post(f"/questions/{question.slug}/report/", {"problem": "unclear", "text": "What is it?"})
        report = Report.objects.get()
        assert (report.version.number, report.context, report.text) == (2, "Question page", "What is it?")

    def test_from_a_review_it_is_about_the_version_asked(self, reporter: Client, question: Question) -> None:
        reporter.post(f"/questions/{question.slug}/report/?version=1&from=review", {"problem": "unclear"})
        report = Report.objects.get()
        assert (report.version.number, report.context) == (1, "Review of an interview")

    @pytest.mark.parametrize("number", ["3", "99", "9" * 30])
    def test_of_a_version_that_one_may_not_see(self, client: Client, question: Question, number: str) -> None:
        client.force_login(make_user())
        expected = 200 if number == "9" * 30 else 404  # no number at all: the current version
        assert client.get(f"/questions/{question.slug}/report/?version={number}").status_code == expected

    def test_what_is_wrong_has_to_be_said(self, reporter: Client, question: Question) -> None:
        response = reporter.post(f"/questions/{question.slug}/report/", {"problem": "wrong", "text": " "})
        assert response.status_code == 422
        assert not Report.objects.exists()

    def test_code_is_not_asked_about_where_there_is_none(self, reporter: Client, question: Question) -> None:
        response = reporter.post(f"/questions/{question.slug}/report/", {"problem": "code"})
        assert response.status_code == 422

    def test_a_second_one_says_so(self, reporter: Client, question: Question) -> None:
        reporter.post(f"/questions/{question.slug}/report/", {"problem": "unclear"})
        response = reporter.post(f"/questions/{question.slug}/report/", {"problem": "unclear"}, follow=True)
        assert "You had told us of this already" in response.content.decode()

    def test_the_reply_shows_on_the_home_page_until_it_is_read(
        self, reporter: Client, question: Question, learner: User
    ) -> None:
        report, _ = reports.report(question.versions.get(number=2), learner, problem="unclear", text="<b>?", now=NOW)
        homes = ["A curator has answered your report" in reporter.get("/").content.decode()]
        reports.resolve(report, "fixed", reply="Thank <you>.", resolver=make_curator(), now=NOW)
        homes.append("A curator has answered your report" in reporter.get("/").content.decode())
        html = reporter.get("/questions/reports/").content.decode()
        homes.append("A curator has answered your report" in reporter.get("/").content.decode())
        assert homes == [False, True, False]
        assert "Thank &lt;you&gt;." in html
        assert "&lt;b&gt;?" in html

    def test_only_ones_own_are_shown(self, reporter: Client, question: Question) -> None:
        reports.report(question.versions.get(number=2), make_user(), problem="unclear", text="Not yours", now=NOW)
        assert "Not yours" not in reporter.get("/questions/reports/").content.decode()
