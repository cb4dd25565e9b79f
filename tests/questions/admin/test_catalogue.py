import pytest
from django.test import Client
from django.urls import reverse

from questions import search
from questions.models import Resource
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


@pytest.mark.parametrize(
    ("url", "status"), [("https://example.org/a", 302), ("ftp://example.org/a", 200), ("javascript:alert(1)", 200)]
)
def test_a_resource_is_a_page_of_the_web(client: Client, url: str, status: int) -> None:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    fields = {"title": "A page", "url": url, "blurb": "", "position": 1, "category": ""}
    answer = client.post(reverse("admin:questions_resource_add"), fields)
    assert answer.status_code == status
    assert Resource.objects.count() == (status == 302)
    assert ("Enter a valid URL" in answer.content.decode()) == (status == 200)
