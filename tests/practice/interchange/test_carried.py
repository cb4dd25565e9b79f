"""What leaves with a learner: a table or a field that is added later cannot be forgotten."""

from typing import Any

from django.apps import apps
from django.db import models

from practice.interchange.carried import LEFT_OUT, carried
from practice.models import Answer, Interview, Part

TAKEN = {"Answer", "Part", "ReceivedText", "Run", "PointCoverage", "Recording", "Transcript", "MentorComment"}

NOT_TAKEN = {
    "MentorLink": "it is told in the archive; its secret opens the site that made it, and no other",
    "Opinion": "it is told in the archive; ticks measure the judge on the site that asked it, and on no other",
    "PointOpinion": "as Opinion",
}


def below(model: type[models.Model]) -> set[type[models.Model]]:
    """The tables of practice whose rows go when a row of this one goes, and those below them."""
    found = {
        other
        for other in apps.get_app_config("practice").get_models()
        for field in other._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model and _goes_along(field)
    }
    return found.union(*map(below, found))


def _goes_along(field: models.ForeignKey[Any, Any]) -> bool:
    return field.remote_field.on_delete is models.CASCADE


def test_every_table_below_an_attempt_is_taken_along_or_says_why_not() -> None:
    assert {model.__name__ for model in below(Interview)} == TAKEN | NOT_TAKEN.keys()


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    for model, names in LEFT_OUT.items():
        assert names.keys() <= {field.name for field in model._meta.concrete_fields}


def test_keys_stay() -> None:
    assert {"id", "interview", "version", "story"}.isdisjoint(field.name for field in carried(Answer))
    assert "line_html" not in {field.name for field in carried(Part)}
