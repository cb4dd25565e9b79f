import pytest
from django.test import Client
from django.urls import reverse

from questions import search
from tests.factories import make_category, make_question, make_user

pytestmark = pytest.mark.django_db


def test_a_renamed_category_is_found_by_its_new_name(client: Client) -> None:
    category = make_category(name="Old statistics", slug="statistics")
    question = make_question(category)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    address = reverse("admin:questions_category_change", args=[category.pk])
    fields = {"name": "Probability", "slug": "statistics", "blurb": "", "position": category.position}

    assert client.post(address, fields).status_code == 302

    assert [[hit.pk for hit in search.find(words).hits] for words in ("probability", "old")] == [[question.pk], []]  # type: ignore[union-attr]
