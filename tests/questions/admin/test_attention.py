"""The filter of questions that want a curator's attention."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from questions.admin.attention import Need
from questions.authoring import lifecycle, reports
from questions.models import Question, QuestionStatistics
from tests.factories import make_content, make_curator, make_question, make_user
from tests.questions.admin.pages import page, waiting

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def question() -> Question:
    return make_question(content=make_content(title="Bias"))


def needing(need: Need) -> Question:
    if need == Need.NO_POINTS:
        return make_question(content=make_content(key_points=()))
    if need == Need.NO_ANSWER:
        return make_question(content=make_content(answer=""))
    question = make_question()
    if need in {Need.WAITING, Need.SENT_BACK}:
        waiting(question)
    if need == Need.SENT_BACK:
        lifecycle.send_back(question, "Say more.")
    if need == Need.REPORTED:
        reports.report(question.latest, make_user(), problem="unclear", text="", now=NOW)
    if need == Need.OLD_REVIEW:
        Question.objects.filter(pk=question.pk).update(reviewed_at=NOW - timedelta(days=400))
    if need == Need.POOR:
        QuestionStatistics.objects.create(
            question=question, attempts=30, firsts=30, facility=0.5, pairs=30, discrimination=-0.2, computed_at=NOW
        )
    return question


@pytest.mark.parametrize("need", list(Need))
def test_what_needs_attention_is_found(writer: Client, need: Need) -> None:
    by_need = {each: needing(each) for each in Need}
    retired = needing(need)
    lifecycle.retire(retired)
    response = writer.get(page("changelist"), {"attention": need})
    assert [question.pk for question in response.context["cl"].queryset] == [by_need[need].pk]


def test_a_filter_that_does_not_exist_shows_all(writer: Client, question: Question) -> None:
    assert writer.get(page("changelist"), {"attention": "nonsense"}).context["cl"].result_count == 1


def test_the_first_page_tells_what_waits(client: Client) -> None:
    client.force_login(make_curator())
    assert "Waiting for you" not in client.get("/admin/").content.decode()
    for need in (Need.WAITING, Need.REPORTED, Need.REPORTED):
        needing(need)
    page = client.get("/admin/").content.decode()
    told = re.findall(r'attention=(\w+)">([^<]+)</a>: (\d+)', page)
    assert told == [("waiting", "Waits for review", "1"), ("reported", "Reported by a learner", "2")]


def test_who_may_not_see_questions_is_told_of_none(client: Client) -> None:
    client.force_login(make_user(is_staff=True))
    needing(Need.REPORTED)
    assert "Waiting for you" not in client.get("/admin/").content.decode()
