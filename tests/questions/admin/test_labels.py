"""Fields in rows of the admin's tables have names of their own."""

import re

import pytest
from django.test import Client

from questions.models import Resource, Tip
from tests.factories import make_blueprint, make_category, make_curator

pytestmark = pytest.mark.django_db

CONTROL = re.compile(r"<(?:input|select|textarea)\b(?![^>]*type=\"(?:hidden|submit)\")[^>]*>")


@pytest.fixture(autouse=True)
def _curator(client: Client) -> None:
    client.force_login(make_curator())


@pytest.mark.parametrize("model", ["questions/category", "questions/resource", "questions/tip", "practice/blueprint"])
def test_a_position_says_whose_it_is(client: Client, model: str) -> None:
    things = [
        make_category(),
        Resource.objects.create(title="A book", url="https://example.org"),
        Tip.objects.create(text="Say it."),
        make_blueprint(),
    ]
    page = client.get(f"/admin/{model}/").content.decode()
    fields = [field for field in CONTROL.findall(page) if "-position" in field]
    shown = next(thing for thing in things if thing._meta.label_lower == model.replace("/", "."))
    assert len(fields) == 1
    assert f'aria-label="Position of {shown}"' in fields[0]


def test_each_field_of_a_section_says_what_it_is(client: Client) -> None:
    page = client.get(f"/admin/practice/blueprint/{make_blueprint().pk}/change/").content.decode()
    fields = [field for field in CONTROL.findall(page) if 'name="sections-0-' in field]
    assert len(fields) > 4
    assert [field for field in fields if "aria-label=" not in field] == []
