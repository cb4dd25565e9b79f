import pytest
from django.utils import timezone

from accounts import export
from questions.authoring import reports
from tests.factories import make_question, make_user

pytestmark = pytest.mark.django_db


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
