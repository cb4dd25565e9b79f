from datetime import timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from practice.models import Rating
from questions import listings
from questions.authoring import lifecycle
from questions.models import Category, Question, Tip
from tests.factories import make_card, make_category, make_content, make_question, make_user

pytestmark = pytest.mark.django_db


def read(client: Client, address: str = "/questions/") -> str:
    return client.get(address).content.decode()


def test_what_is_ones_own_is_shown_to_nobody_else(client: Client) -> None:
    category = make_category()
    due, other = make_question(category), make_question(category)
    learner, now = make_user(), timezone.now()
    make_card(learner, due, Rating.AGAIN, now=now - timedelta(days=30))
    for _ in range(2):  # made, and kept
        client.force_login(learner)
        page = read(client)
        assert ("1 due again today" in page, page.count("mark-due"), page.count("mark-new")) == (True, 1, 1)
        client.force_login(make_user())
        page = read(client)
        assert ("due again today" in page, page.count("mark-due"), page.count("mark-new")) == (False, 0, 2)
        client.logout()
        assert "mark-" not in read(client)
    rows = read(client).split('<li class="row">')[1:]
    assert [question.get_absolute_url() in row for question, row in zip((due, other), rows, strict=True)] == [True] * 2


def test_each_mark_stands_in_the_row_of_its_question(client: Client) -> None:
    category = make_category()
    questions = [make_question(category) for _ in range(3)]
    learner = make_user()
    make_card(learner, questions[1], Rating.AGAIN, now=timezone.now() - timedelta(days=30))
    client.force_login(learner)
    for address, expected in (("/questions/", [False, True, False]), ("/questions/?order=new", [False, True, False])):
        rows = read(client, address).split('<li class="row">')[1:]
        assert ["mark-due" in row for row in rows] == expected
        assert all("row-end" in row for row in rows)


@pytest.mark.parametrize("address", ["/questions/", "/questions/?q=bias", "/questions/?q=nothing+of+this+sort"])
def test_no_gap_is_seen(client: Client, address: str) -> None:
    make_question()
    assert "<!--" not in read(client, address)


def test_another_edits_the_bank_and_the_process_tells_within_the_minute(client: Client) -> None:
    category = make_category(name="Theory", slug="theory")
    question = make_question(category, content=make_content(prompt="What is bias?"))
    assert "Theory" in read(client)
    Category.objects.update(name="Thought")  # as by another process
    Tip.objects.create(text="Clarify first")
    assert "Clarify first" not in read(client)
    client.force_login(make_user(is_staff=True))
    page = read(client)  # who may edit sees it at once, and from then on so does everybody
    assert "Clarify first" in page
    client.logout()
    assert "Thought" in read(client)
    lifecycle.retire(question)
    assert "What is bias?" not in read(client)


def test_a_row_is_made_anew_when_what_it_shows_has_changed() -> None:
    question = make_question(make_category(name="Theory"), content=make_content(prompt="What is **bias**?"))
    listings.listing(QueryDict(""))
    again = Question.objects.select_related("current", "category").get(pk=question.pk)
    assert listings._row_of(again) is listings._row_of(question)
    again.minutes += 3
    again.category.name = "<Theory>"
    row = listings._row_of(again)
    assert [f"{again.minutes} min", "&lt;Theory&gt;", ">What is bias?<"] == [
        words for words in (f"{again.minutes} min", "&lt;Theory&gt;", ">What is bias?<") if words in row
    ]


def test_pages_lead_on_with_what_was_chosen(client: Client) -> None:
    category = make_category(slug="theory")
    for _ in range(60):
        make_question(category)
    page = client.get("/questions/?category=theory&order=short&unknown=1").context
    assert page["previous"] == ""
    assert page["next"].startswith("?category=theory&order=short&after=25-")
    second = client.get(f"/questions/{page['next']}").context
    assert (second["page"].first, second["page"].last) == (26, 50)
    first = client.get(f"/questions/{second['previous']}").context["page"]
    assert (first.first, first.last) == (1, 25)
    assert client.get("/questions/?order=short&q=bias").context["next"].startswith("?q=bias&order=short&after=25-")
