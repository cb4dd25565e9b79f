"""What curators see of interviews: shared blueprints to edit, attempts to look at."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from practice import autosave, interviews
from practice.models import Blueprint, Interview, Judge, Opinion, PointOpinion
from tests.factories import (
    NOON,
    make_blueprint,
    make_category,
    make_content,
    make_curator,
    make_interview,
    make_question,
    make_user,
)

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
        "interviewer": "off",
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


def sections_form(*sections: dict[str, object], initial: int = 0, **fields: object) -> dict[str, object]:
    form: dict[str, object] = {"title": "Round", "slug": "round", "minutes": 45, "position": 1}
    form |= {"interviewer": "on"} | fields
    form |= {"sections-TOTAL_FORMS": len(sections), "sections-INITIAL_FORMS": initial}
    for number, section in enumerate(sections):
        told = {"position": number, "count": 1, "pool": "any"} | section
        form |= {f"sections-{number}-{name}": value for name, value in told.items()}
    return form


def test_a_blueprint_is_never_left_without_sections(curator: Client) -> None:
    refused = curator.post(page("blueprint", "add"), sections_form())
    assert "at least one section" in refused.content.decode()
    blueprint = make_blueprint()
    section = blueprint.sections.get()
    form = sections_form({"id": section.pk, "blueprint": blueprint.pk, "DELETE": "on"}, initial=1)
    refused = curator.post(page("blueprint", "change", blueprint.pk), form)
    assert "at least one section" in refused.content.decode()
    assert blueprint.sections.get() == section
    assert Blueprint.objects.get() == blueprint


def test_a_category_that_a_blueprint_draws_from_stays(curator: Client) -> None:
    category = make_category()
    blueprint = make_blueprint(sections=[{"category": category}])
    address = reverse("admin:questions_category_delete", args=[category.pk])
    assert "protected" in curator.post(address, {"post": "yes"}).content.decode()
    assert blueprint.sections.get().category == category


@pytest.mark.parametrize(("minutes", "warned"), [(45, False), (4, True)])
def test_one_that_cannot_be_drawn_is_saved_with_a_warning(curator: Client, minutes: int, warned: bool) -> None:
    make_question(minutes=5)
    saved = curator.post(page("blueprint", "add"), sections_form({}, minutes=minutes), follow=True).content.decode()
    assert Blueprint.objects.get().minutes == minutes
    told = (
        "not offered yet. The shortest questions that fit take 5 minutes together; it has 4. You can give it 5 minutes."
    )
    assert (told in saved) is warned


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


class TestJudges:
    def opinions(self, *rows: tuple[tuple[int, int, int], bool, bool, bool]) -> None:
        """Of each point: how often it was found said, not said and unfounded; suggested, ticked, and confirmed."""
        points = [f"point {number}" for number in range(len(rows))]
        interview = make_interview(questions=[make_question(content=make_content(points=points))], now=NOON)
        interviews.finish(interview, now=NOON)
        answer = interview.answers.get()
        judge, _ = Judge.objects.get_or_create(host="llm.example.org", model="judge-1")
        opinion = Opinion.objects.create(answer=answer, judge=judge, status="done", asked_at=NOON)
        for coverage, (counts, suggested, covered, confirmed) in zip(answer.coverage.all(), rows, strict=True):
            coverage.suggested, coverage.covered, coverage.confirmed = suggested, covered, confirmed
            coverage.save()
            fields = dict(zip(("said", "not_said", "unfounded"), counts, strict=True))
            PointOpinion.objects.create(
                opinion=opinion, coverage=coverage, quote="words of mine" * bool(fields["said"]), **fields
            )

    def test_are_held_against_what_learners_ticked(self, curator: Client) -> None:
        self.opinions(
            ((3, 0, 0), True, True, True),  # agrees, and so does the word check
            ((3, 0, 0), False, True, False),  # the learner ticked it, which is a word, too
            ((0, 3, 0), False, True, True),  # missed it
            ((2, 1, 0), True, True, True),  # unsure
            ((1, 0, 2), True, True, True),
            ((3, 0, 0), True, True, False),  # nobody has looked
        )
        self.opinions(((3, 0, 0), False, False, True), ((0, 2, 0), False, False, True))  # found it; agrees
        listed = " ".join(curator.get(page("judge", "changelist")).content.decode().split())
        cells = re.findall(r'class="field-(\w+)">([^<]*)<', listed)
        assert cells == [
            ("__str__", "judge-1 at llm.example.org"),
            ("answers", "2"),
            ("agrees", "3 of 5 (60%)"),
            ("found", "1 of 5 (20%)"),
            ("missed", "1 of 5 (20%)"),
            ("unsure", "2 of 7 (29%)"),
            ("word_check", "3 of 5 (60%)"),
        ]
        assert "words of mine" not in listed

    def test_nothing_yet(self, curator: Client) -> None:
        Judge.objects.create(host="llm.example.org", model="judge-1")
        assert curator.get(page("judge", "changelist")).content.decode().count("nothing yet") == 5
