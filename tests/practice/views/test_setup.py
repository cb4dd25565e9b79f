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
    for _ in range(3):
        make_question(category)
    form = {"categories": [category.pk], "count": 3, "minutes": 20, "pool": Pool.ANY, "title": "Friday"}
    built = client.post("/interviews/new/", form)
    blueprint = user.blueprints.get()
    assert built["Location"] == blueprint.get_absolute_url()
    assert (blueprint.title, blueprint.minutes) == ("Friday", 20)
    assert [(section.category, section.count) for section in Section.objects.all()] == [(category, 3)]
    page = client.get("/interviews/new/")
    assert [(offer.blueprint, offer.refusal) for offer in page.context["own"]] == [(blueprint, "")]
    assert (page.context["rounds"], page.context["drills"]) == ([], [])
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
    assert page.status_code == 409
    assert "It asks for 3 of “Any question”, and 1 fits." in page.content.decode()
    assert not user.interviews.exists()


def test_ones_own_are_bounded(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    for _ in range(blueprints.MOST_OWN):
        make_blueprint(owner=user)
    make_question()
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


class TestOffers:
    def test_rounds_drills_and_ones_own_stand_apart(self, client: Client) -> None:
        client.force_login(user := make_user())
        category = make_category()
        question = make_question(category, kind="coding", minutes=20)
        several = make_blueprint(1, position=1)
        sort = make_blueprint(sections=[{"category": category, "kind": "coding"}], position=2)
        drill = make_blueprint(sections=[{"category": category}])
        own = make_blueprint(sections=[{"category": category}], owner=user)
        make_blueprint(owner=make_user())
        page = client.get("/interviews/new/").context
        groups = {name: [offer.blueprint for offer in page[name]] for name in ("rounds", "drills", "own")}
        assert groups == {"rounds": [several, sort], "drills": [drill], "own": [own]}
        assert question.minutes == 20

    @pytest.mark.parametrize(
        ("sections", "minutes", "reason"),
        [
            (
                [{"kind": "coding", "tag": "debugging"}],
                30,
                "It asks for 1 of “Coding, tagged debugging”, and none fits.",
            ),
            ([{"count": 2}], 9, "The shortest questions that fit take 10 minutes together; it has 9."),
            ([{"pool": "due", "at_most": True}], 9, "Nothing of this sort is due for you."),
        ],
    )
    def test_what_cannot_be_started_says_why_and_leads_nowhere(
        self, client: Client, sections: list[dict[str, object]], minutes: int, reason: str
    ) -> None:
        client.force_login(make_user())
        for _ in range(2):
            make_question(minutes=5)
        blueprint = make_blueprint(sections=sections, minutes=minutes)
        page = client.get("/interviews/new/")
        [offer] = page.context["rounds"]
        assert offer.refusal == reason
        assert f'href="{blueprint.get_absolute_url()}"' not in page.content.decode()
        assert f"Not offered now. {reason}" in page.content.decode()
        opened = client.get(blueprint.get_absolute_url())
        assert (opened.status_code, opened.context["shortage"]) == (200, reason)
        assert "Start the clock" not in opened.content.decode()

    def test_one_without_sections_is_refused_everywhere(self, client: Client) -> None:
        client.force_login(user := make_user())
        blueprint = Blueprint.objects.create(slug="empty", title="Empty", minutes=30)
        assert [offer.refusal for offer in client.get("/interviews/new/").context["rounds"]] == [
            "It has no section, so there is nothing to ask."
        ]
        assert client.post(blueprint.get_absolute_url()).status_code == 409
        assert not user.interviews.exists()


class TestBuild:
    @pytest.mark.parametrize(
        ("fields", "errors"),
        [
            (
                {"count": 4},
                {"count": ["It asks for 4 of “Any question”, and 3 fit. You can ask for 3 questions."]},
            ),
            (
                {"minutes": 10},
                {
                    "minutes": [
                        "The shortest questions that fit take 18 minutes together; it has 10."
                        " You can give it 18 minutes or ask for 1 question."
                    ]
                },
            ),
            (
                {"count": 1, "kind": "design"},
                {"count": ["It asks for 1 of “System design”, and none fits. You can choose any kind (3 fit)."]},
            ),
            (
                {"pool": "due"},
                {
                    "count": [
                        "Nothing of this sort is due for you. You can choose questions that you"
                        " have met otherwise too (3 fit)."
                    ]
                },
            ),
            ({"count": 0}, {"count": ["Ask for 1 to 30 questions."]}),
            ({"minutes": ""}, {"minutes": ["Give it 5 to 240 minutes."]}),
        ],
    )
    def test_what_cannot_be_drawn_is_not_built_and_says_what_to_change(
        self, client: Client, fields: dict[str, object], errors: dict[str, list[str]]
    ) -> None:
        client.force_login(make_user())
        for _ in range(3):
            make_question(minutes=6)
        sent = {"count": 3, "minutes": 30, "pool": "any", "title": "Friday"} | fields
        page = client.post("/interviews/new/", sent)
        assert (page.status_code, page.context["form"].errors) == (422, errors)
        assert 'value="Friday"' in page.content.decode()
        [field] = errors
        assert page.context["form"].fields[field].widget.attrs["autofocus"]
        assert not Blueprint.objects.exists()

    def test_the_form_is_folded_until_it_is_wanted(self, client: Client) -> None:
        client.force_login(make_user())
        for address, is_open in {"/interviews/new/": False, "/interviews/new/?build": True}.items():
            assert ('id="build" open' in client.get(address).content.decode()) is is_open
