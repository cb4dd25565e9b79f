from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories import make_blueprint, make_past, make_question

pytestmark = pytest.mark.django_db


def test_a_past_is_drawn_with_its_numbers_beside_it(client: Client, user: User) -> None:
    make_past(user, [make_question() for _ in range(3)], 3, now=timezone.now())
    page = client.get("/progress/").content.decode()
    for words in ("What you cover", "Week by week", "Days", "What keeps being missed", "The same round again"):
        assert words in page
    assert page.count("<svg") == page.count("</svg>") > 10
    assert " style=" not in page
    assert "60 %" in page  # the heavier of two points, in each answer
    assert "missed 3 of 3 times" in page


def test_whoever_has_no_past_is_told_what_to_begin_with(client: Client, user: User) -> None:
    caches["process"].clear()
    make_question()
    first = make_blueprint(1)
    page = client.get("/progress/")
    assert (page.context["step"].name, page.context["step"].url) == ("begin", first.get_absolute_url())
    assert f'href="{first.get_absolute_url()}"' in page.content.decode()
    assert "<svg" not in page.content.decode()


def test_what_is_too_little_is_a_dash(client: Client, user: User) -> None:
    make_past(user, [make_question()], 1, now=timezone.now() - timedelta(days=400))
    page = client.get("/progress/").content.decode()
    assert "too few to tell" in page
    assert "–" in page
