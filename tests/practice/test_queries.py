"""How many queries a page costs does not depend on how much there is to show."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from practice import autosave, interviews
from practice.models import Interview
from tests.factories import make_interview, make_question, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 4])
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def interview(client: Client, size: int) -> Interview:
    """A running interview of `size` questions, after `size` finished ones."""
    user, now = make_user(), timezone.now()
    client.force_login(user)
    for days in range(size):
        past = make_interview(user, questions=size, now=now - timedelta(days=days + 1))
        autosave.save_answer(past, 1, text="Something", based_on=0, now=past.started_at)
        interviews.finish(past, now=past.started_at)
    return make_interview(user, questions=[make_question() for _ in range(size)], now=now)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 12),
        ("/interviews/", 8),
        ("/interviews/new/", 5),
        ("/questions/", 12),
        ("{running}1/", 8),
        ("{past}review/", 10),
    ],
)
def test_a_page_costs_the_same(
    client: Client,
    interview: Interview,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    past = interview.user.interviews.finished().first()
    assert past
    address = path.format(running=interview.get_absolute_url(), past=past.get_absolute_url())
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
