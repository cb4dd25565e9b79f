import pytest
from django.test import Client
from django.utils import timezone

from practice import blueprints, interviews
from practice.models import Blueprint, Pool, Section
from tests.factories import make_blueprint, make_category, make_question, make_user

pytestmark = pytest.mark.django_db


def test_pressing_start_twice_leads_to_the_same_interview_without_a_word(client: Client) -> None:
    client.force_login(make_user())
    make_question()
    blueprint = make_blueprint(1)
    first = client.post(blueprint.get_absolute_url())
    again = client.post(blueprint.get_absolute_url())
    assert first["Location"] == again["Location"]
    page = client.get(make_blueprint(1).get_absolute_url())
    assert "is running" in page.content.decode()
    other = client.post(make_blueprint(1).get_absolute_url(), follow=True)
    assert "is still running" in other.content.decode()


def test_extra_time_is_told_before_during_and_after(client: Client) -> None:
    user = make_user(extra_time=50)
    client.force_login(user)
    make_question()
    blueprint = make_blueprint(1, minutes=20)
    assert b"20 minutes, and 10 more for you" in client.get(blueprint.get_absolute_url()).content
    client.post(blueprint.get_absolute_url())
    interview = user.interviews.get()
    assert client.get(f"{interview.get_absolute_url()}1/").context["seconds_left"] == pytest.approx(1800, abs=10)
    interviews.finish(interview, now=timezone.now())
    assert b"with 10 minutes extra time" in client.get(f"{interview.get_absolute_url()}review/").content


def test_one_builds_an_interview_of_ones_own_and_removes_it(client: Client) -> None:
    user, category = make_user(), make_category(name="Evaluation")
    client.force_login(user)
    form = {"categories": [category.pk], "count": 3, "minutes": 20, "pool": Pool.ANY, "title": "Friday"}
    built = client.post("/interviews/new/", form)
    blueprint = user.blueprints.get()
    assert built["Location"] == blueprint.get_absolute_url()
    assert (blueprint.title, blueprint.minutes) == ("Friday", 20)
    assert [(section.category, section.count) for section in Section.objects.all()] == [(category, 3)]
    page = client.get("/interviews/new/")
    assert (page.context["own"], page.context["shared"]) == ([blueprint], [])
    removed = client.post(f"{blueprint.get_absolute_url()}delete/", follow=True)
    assert "still in your history" in removed.content.decode()
    assert not Blueprint.objects.exists()


def test_a_form_that_cannot_be_filled_comes_back(client: Client) -> None:
    client.force_login(make_user())
    categories = [make_category().pk for _ in range(2)]
    page = client.post("/interviews/new/", {"categories": categories, "count": 1, "minutes": 20, "pool": Pool.ANY})
    assert page.status_code == 422
    assert page.context["form"].errors == {"count": ["You chose 2 categories: ask for at least one question of each."]}
    assert not Blueprint.objects.exists()


def test_a_bank_too_small_is_told_and_starts_no_clock(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    make_question()
    page = client.post(make_blueprint(3).get_absolute_url())
    assert (page.status_code, page.context["shortage"].found) == (409, 1)
    assert not user.interviews.exists()


def test_ones_own_are_bounded(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    for _ in range(blueprints.MOST_OWN):
        make_blueprint(owner=user)
    form = {"count": 1, "minutes": 10, "pool": "any", "title": "One more"}
    page = client.post("/interviews/new/", form)
    assert (page.status_code, user.blueprints.count()) == (422, blueprints.MOST_OWN)
    assert page.context["form"].non_field_errors() == [
        "You have 50 interviews of your own. Remove one, then build this."
    ]
    assert b'value="One more"' in page.content
    blueprint = user.blueprints.first()
    assert blueprint
    client.post(f"{blueprint.get_absolute_url()}delete/")
    assert client.post("/interviews/new/", form).status_code == 302
