import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from questions.authoring import lifecycle, reports, versions
from questions.models import Report
from tests.factories import make_content, make_question, make_user, make_writer

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def report() -> Report:
    question = make_question()
    made, _ = reports.report(
        question.latest, make_user(), problem="wrong", text="Off <by> one.", now=NOW, context="Review of an interview"
    )
    versions.revise(question, make_content(prompt="Right?"), now=NOW)
    lifecycle.publish(question, now=NOW)
    return made


def change(report: Report) -> str:
    return reverse("admin:questions_report_change", args=[report.pk])


def test_the_queue_shows_version_context_and_words(writer: Client, report: Report) -> None:
    html = writer.get(reverse("admin:questions_report_changelist")).content.decode()
    for words in ("1 (corrected since)", "Review of an interview", "Off &lt;by&gt; one."):
        assert words in html


def test_the_oldest_open_one_comes_first(writer: Client, report: Report) -> None:
    later, _ = reports.report(report.version, make_user(), problem="unclear", text="", now=timezone.now())
    done, _ = reports.report(report.version, make_user(), problem="unclear", text="", now=timezone.now())
    reports.resolve(done, "fixed", reply="", resolver=make_user(), now=NOW)
    queue = writer.get(reverse("admin:questions_report_changelist")).context["cl"].result_list
    assert [found.pk for found in queue] == [report.pk, later.pk, done.pk]


def test_a_report_links_to_its_version_and_question(writer: Client, report: Report) -> None:
    html = writer.get(change(report)).content.decode()
    question = report.version.question
    for address in (
        report.version.get_absolute_url(),
        reverse("admin:questions_question_change", args=[question.pk]),
        reverse("admin:questions_question_history", args=[question.pk]),
    ):
        assert f'href="{address}"' in html


def test_resolving_with_a_reply(writer: Client, report: Report) -> None:
    writer.post(change(report), {"state": "fixed", "reply": "Thank you."})
    report.refresh_from_db()
    assert (report.state, report.reply, report.resolved_by is not None, report.seen_at) == (
        "fixed",
        "Thank you.",
        True,
        None,
    )


def test_leaving_it_as_it_is_needs_a_reply(writer: Client, report: Report) -> None:
    response = writer.post(change(report), {"state": "declined", "reply": ""})
    assert "took the trouble" in response.context["adminform"].form.errors["reply"][0]


def test_what_the_learner_wrote_cannot_be_changed(writer: Client, report: Report) -> None:
    writer.post(change(report), {"state": "open", "text": "Nothing.", "problem": "unclear"})
    report.refresh_from_db()
    assert (report.text, report.problem) == ("Off <by> one.", "wrong")


def test_several_are_marked_as_fixed(writer: Client, report: Report) -> None:
    data = {"action": "fixed", "_selected_action": [report.pk]}
    writer.post(reverse("admin:questions_report_changelist"), data)
    report.refresh_from_db()
    assert report.state == "fixed"


def test_a_reviewer_reads_them_only(client: Client, report: Report) -> None:
    client.force_login(make_writer("Reviewers"))
    assert client.get(change(report)).status_code == 200
    assert client.post(change(report), {"state": "fixed"}).status_code == 403
