"""What curators see of interviews: shared blueprints to edit, attempts to look at."""

import pytest
from django.test import Client
from django.urls import reverse

from practice import autosave
from practice.models import Blueprint, Interview
from tests.factories import NOON, make_blueprint, make_curator, make_interview, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(make_curator())
    return client


def page(model: str, name: str, *args: object) -> str:
    return reverse(f"admin:practice_{model}_{name}", args=args)


def test_blueprints_for_everybody_are_listed_with_their_number_of_questions(curator: Client) -> None:
    shared = make_blueprint(sections=[{"count": 2}, {"count": 3}])
    own = make_blueprint(owner=make_user())
    listed = curator.get(page("blueprint", "changelist")).context["cl"].result_list
    assert [(blueprint, blueprint.questions) for blueprint in listed] == [(shared, 5)]
    assert 'class="field-questions">5<' in curator.get(page("blueprint", "changelist")).content.decode()
    assert curator.get(page("blueprint", "change", own.pk)).status_code == 302


def test_a_blueprint_is_made_with_its_sections(curator: Client) -> None:
    form = {
        "title": "Phone screen",
        "slug": "phone-screen",
        "minutes": 45,
        "position": 1,
        "sections-TOTAL_FORMS": 1,
        "sections-INITIAL_FORMS": 0,
        "sections-0-position": 1,
        "sections-0-count": 4,
        "sections-0-pool": "any",
    }
    assert curator.post(page("blueprint", "add"), form)["Location"] == page("blueprint", "changelist")
    blueprint = Blueprint.objects.get()
    assert (blueprint.title, blueprint.minutes, blueprint.owner) == ("Phone screen", 45, None)
    assert [section.count for section in blueprint.sections.all()] == [4]


class TestInterviews:
    @pytest.fixture
    def interview(self) -> Interview:
        interview = make_interview(make_user(email="ada@example.org"), questions=3, now=NOON)
        autosave.save(interview, 2, text="A word", based_on=0, now=NOON)
        return interview

    @pytest.mark.parametrize(("words", "found"), [("", 1), ("ada@", 1), ("bob@", 0)])
    def test_are_listed_with_what_was_answered(
        self, curator: Client, interview: Interview, words: str, found: int
    ) -> None:
        response = curator.get(page("interview", "changelist"), {"q": words})
        assert list(response.context["cl"].result_list) == [interview] * found
        assert response.content.decode().count("1 of 3") == found

    def test_are_read_and_never_changed(self, curator: Client, interview: Interview) -> None:
        opened = curator.get(page("interview", "change", interview.pk))
        assert "A word" in opened.content.decode()
        assert opened.context["has_change_permission"] is False
        refused = [page("interview", "add"), page("interview", "delete", interview.pk)]
        assert [curator.get(address).status_code for address in refused] == [403, 403]
        assert curator.post(page("interview", "change", interview.pk), {"title": "Mine"}).status_code == 403
