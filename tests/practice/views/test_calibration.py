import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from practice.models import Confidence, Rating
from practice.views.calibration import context
from tests.factories import make_category, make_user
from tests.forecasting import again, practised

pytestmark = pytest.mark.django_db


def test_what_counts_is_what_one_has_looked_at(client: Client) -> None:
    user, category = make_user(), make_category(name="Metrics")
    practised(user, category, Confidence.MOST, ticked=1)
    practised(user, category, None, ticked=1)  # said nothing
    practised(user, category, Confidence.MOST, ticked=None)  # the word check alone
    practised(user, category, Confidence.MOST, ticked=1, rating=None)  # not rated yet
    practised(make_user(), category, Confidence.MOST, ticked=1)  # somebody else's
    found = context(user)
    assert [(step.said, step.covered, step.count) for step in found["steps"]] == [(0.75, 0.5, 1)]
    assert (found["forecasts"], found["to_come"]) == (1, 4)
    client.force_login(user)
    assert "After 4 more answers" in " ".join(client.get("/progress/").content.decode().split())


@pytest.mark.parametrize(("rating", "counts"), [(Rating.GOOD, False), (Rating.AGAIN, True)])
def test_what_was_only_thought_counts_if_it_was_not_known(rating: Rating, counts: bool) -> None:
    user, category = make_user(), make_category()
    practised(user, category, Confidence.MOST, ticked=0, rating=rating, text="")
    assert context(user)["forecasts"] == counts


def test_a_page_says_what_the_answers_carry_and_shows_it_as_a_table(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    for name, confidence in (("Metrics", Confidence.ALL), ("Systems", Confidence.HALF)):
        again(practised(user, make_category(name=name), confidence, ticked=1), 11)
    page = client.get("/progress/").content.decode()
    words = " ".join(page.split())
    assert "In Metrics you said 100 % and covered 50 %: you know less of it than you think." in words
    assert "In Systems you said" not in words
    assert words.count('<circle class="dot"') == 2
    assert re.findall(r'<th scope="row">(\d+ %)</th> <td class="align-right">(\d+ %)</td>', words) == [
        ("50 %", "50 %"),
        ("100 %", "50 %"),
    ]
    assert "style=" not in page


@pytest.mark.parametrize("answers", [3, 300])
def test_it_costs_one_query(answers: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user()
    again(practised(user, make_category(), Confidence.HALF, ticked=1), answers - 1)
    with django_assert_num_queries(1):
        assert context(user)["forecasts"] == answers
