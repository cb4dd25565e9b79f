"""One question of a review by itself: what it shows, and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import autosave, interviews, self_rating
from practice.models import Interview, PointCoverage
from tests.factories import NOON, make_category, make_content, make_design, make_interview, make_question, make_user
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db

DIAGRAM = "```dot A store and a model.\ndigraph { store -> model }\n```"
POINTS = ["gradient descent follows the slope", "momentum smooths the path"]
WORDS = "It begins.\nGradient descent follows the <slope>. It ends."
SENTENCE = "Gradient descent follows the <slope>."


@pytest.fixture
def interview(client: Client, user: User) -> Interview:
    return reviewed(user, make_question(content=make_content(points=POINTS)), make_question())


def reviewed(user: User, *questions: object, days: int = 0, words: str = WORDS) -> Interview:
    now = NOON + timedelta(days=days)
    interview = make_interview(user, questions=list(questions), now=now)  # type: ignore[arg-type]
    autosave.save(interview, 1, text=words, based_on=0, now=now)
    interviews.finish(interview, now=now + timedelta(minutes=1))
    return interview


def page(client: Client, interview: Interview, rest: str = "review/1/") -> str:
    response = client.get(path(interview, rest))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_shows_one_question_and_the_way_to_the_others(client: Client, interview: Interview) -> None:
    words = page(client, interview)
    assert words.count('class="review-item"') == 1
    assert f'href="{path(interview, "review/2/")}"' in words
    assert f'href="{path(interview, "review/")}#question-1"' in words
    assert 'id="map-1"' in words
    assert 'id="map-2"' in words


@pytest.mark.parametrize("rest", ["review/3/", "review/0/", "review/999999/"])
def test_a_question_that_it_does_not_have_is_not_found(client: Client, interview: Interview, rest: str) -> None:
    assert client.get(path(interview, rest)).status_code == 404


def test_while_it_runs_it_leads_back_to_the_interview(client: Client, user: User) -> None:
    interview = make_interview(user)
    assert client.get(path(interview, "review/1/"))["Location"] == path(interview, "1/")


def test_evidence_is_marked_in_ones_own_words_and_leads_both_ways(client: Client, interview: Interview) -> None:
    point = PointCoverage.objects.get(key_point__text=POINTS[0])
    point.evidence, point.covered = SENTENCE, True
    point.save()
    for rest in ("review/1/", "review/"):
        words = page(client, interview, rest)
        marked = f'It begins. <mark class="evidence"><span id="said-{point.pk}"></span>Gradient descent follows'
        assert f"{marked} the &lt;slope&gt;.<a " in words
        assert (f'<a href="#said-{point.pk}">' in words) == (rest == "review/1/")
        assert f'<a href="#point-{point.pk}" aria-label="for key point 1">' in words


def test_evidence_that_stands_nowhere_on_the_page_is_quoted_alone(client: Client, interview: Interview) -> None:
    PointCoverage.objects.filter(key_point__text=POINTS[0]).update(evidence="As I said aloud.", covered=True)
    assert "<q>As I said aloud.</q>" in page(client, interview)


def test_an_earlier_answer_stands_beside_this_one_when_it_is_chosen(client: Client, interview: Interview) -> None:
    question = interview.answers.get(position=1).version.question
    later = reviewed(interview.user, question, days=1, words="Momentum smooths the path.")
    earlier = interview.answers.get(position=1)
    assert "What changed" not in page(client, later, "review/")
    chosen = page(client, later, f"review/?with={earlier.pk}")
    assert "It begins." in chosen
    assert "What changed" in chosen
    assert chosen.count("<td>") == 2 * len(POINTS)
    for nobodys in ("x", "999999", str(later.answers.get().pk), "9" * 30):
        assert "What changed" not in page(client, later, f"review/?with={nobodys}")
    assert "Your earlier answers" not in page(client, interview)
    both = reviewed(interview.user, question, make_question(), days=2)
    assert page(client, both, f"review/1/?with={earlier.pk}").count('aria-current="true"') == 1


def test_an_interview_of_one_question_has_everything_on_its_page(client: Client, user: User) -> None:
    question = make_question()
    reviewed(user, question)
    words = page(client, reviewed(user, question, days=1), "review/")
    assert ["Your notes on this question" in words, "Your earlier answers" in words] == [True, True]
    assert 'aria-label="Questions"' not in words


class TestReferences:
    """On the page of all questions each reference is fetched when it is asked for."""

    ANSWER = "The error is a **sum** of three."

    @pytest.fixture
    def interview(self, client: Client, user: User) -> Interview:
        content = make_content(answer=self.ANSWER, mistakes=("To forget noise.",))
        return reviewed(user, make_question(content=content), make_design(answer=f"{DIAGRAM}\n\nThen it is served."))

    def test_the_page_of_all_leads_to_each(self, client: Client, interview: Interview) -> None:
        words = page(client, interview, "review/")
        assert "<strong>sum</strong>" not in words
        assert "To forget noise." not in words
        for position in (1, 2):
            assert f'data-reference="{path(interview, f"review/{position}/reference/")}"' in words
            assert f'href="{path(interview, f"review/{position}/#reference-{position}")}"' in words
        assert "Then it is served." not in words
        assert "Reference diagram" in words, "which one's own stands beside"

    def test_it_is_what_the_page_of_one_has(self, client: Client, interview: Interview) -> None:
        for position, said in ((1, "The error is a <strong>sum</strong> of three."), (2, "Then it is served.")):
            fetched = page(client, interview, f"review/{position}/reference/")
            assert said in fetched
            assert "<html" not in fetched
            assert fetched in page(client, interview, f"review/{position}/")
            assert ("is-drawn-above" in fetched) == (position == 2)
        assert "To forget noise." in page(client, interview, "review/1/reference/")

    def test_the_whole_review_has_all_of_them(self, client: Client, interview: Interview) -> None:
        words = page(client, interview, "review/whole/")
        assert "<strong>sum</strong>" in words
        assert "Then it is served." in words
        assert "data-reference" not in words
        assert words.count('class="review-item"') == 2

    def test_an_interview_of_one_question_has_its_own(self, client: Client, user: User) -> None:
        alone = reviewed(user, make_question(content=make_content(answer=self.ANSWER)))
        assert "<strong>sum</strong>" in page(client, alone, "review/")
        assert page(client, alone, "review/") != page(client, alone, "review/whole/")

    def test_while_it_runs_none_is_shown(self, client: Client, user: User) -> None:
        interview = make_interview(user)
        response = client.get(path(interview, "review/1/reference/"))
        assert (response.status_code, response["Location"]) == (302, path(interview, "1/"))

    def test_nobody_elses_is_found(self, client: Client, interview: Interview) -> None:
        client.force_login(make_user())
        for rest in ("review/1/reference/", "review/whole/"):
            assert client.get(path(interview, rest)).status_code == 404

    def test_it_costs_two_statements(
        self, client: Client, interview: Interview, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        page(client, interview, "review/1/reference/")  # what it asked, once a minute
        with django_assert_num_queries(3):  # the session and the person are one where somebody signed in by the form
            page(client, interview, "review/1/reference/")


class TestNotes:
    def test_they_are_those_of_the_question(self, client: Client, interview: Interview) -> None:
        sent = {"text": "Say the gap first.", "based_on": "", "alone": "on"}
        response = client.post(path(interview, "1/notes/"), sent)
        assert response["Location"] == path(interview, "review/1/#notes")
        assert interview.user.notes.get().text == "Say the gap first."
        assert "Say the gap first.</textarea>" in page(client, interview)
        assert '<p class="answer-text" dir="auto">Say the gap first.</p>' in page(client, interview, "review/")

    def test_a_script_is_told_how_they_stand(self, client: Client, interview: Interview) -> None:
        sent = {"text": "one", "based_on": "", "writer": "a" * 36, "sequence": 1}
        told = client.post(path(interview, "1/notes/"), sent, headers=SCRIPT).json()
        assert told == {"outcome": "stored", "known": 1, "text": "one"}

    @pytest.mark.parametrize("headers", [None, SCRIPT])
    def test_too_long_ones_are_given_back(
        self, client: Client, interview: Interview, headers: dict[str, str] | None
    ) -> None:
        sent = {"text": "x" * 20_001, "based_on": "", "alone": "on"}
        response = client.post(path(interview, "1/notes/"), sent, headers=headers or {})
        assert response.status_code == 422
        assert not interview.user.notes.exists()
        if headers:
            assert response.json()["outcome"] == "invalid"
        else:
            assert "x" * 20_001 in response.content.decode()
            assert f'href="{path(interview, "review/1/")}"' in response.content.decode()

    def test_without_a_session_they_are_given_back(self, client: Client, interview: Interview) -> None:
        client.logout()
        response = client.post(path(interview, "1/notes/"), {"text": "My words", "based_on": "", "alone": "on"})
        assert response.status_code == 401
        assert "My words</textarea>" in response.content.decode()

    def test_while_it_runs_there_are_none(self, client: Client, user: User) -> None:
        interview = make_interview(user)
        response = client.post(path(interview, "1/notes/"), {"text": "x", "based_on": ""})
        assert response["Location"] == interview.get_absolute_url()
        assert not user.notes.exists()


@pytest.mark.parametrize(
    ("rest", "sent"), [("1/rate/", {"rating": 3}), ("1/points/", {}), ("1/components/", {}), ("1/notes/", {"text": ""})]
)
def test_a_form_leads_back_to_the_page_that_it_stood_on(
    client: Client, interview: Interview, rest: str, sent: dict[str, object]
) -> None:
    alone = client.post(path(interview, rest), sent | {"alone": "on"})["Location"]
    assert alone.removesuffix("#notes") == path(interview, "review/1/")


def test_an_act_that_was_left_behind_and_is_superseded_is_told(client: Client, interview: Interview) -> None:
    self_rating.rate(interview.answers.get(position=1), 4)  # type: ignore[arg-type]
    sent = {"rating": 1, "writer": "b" * 36, "sequence": 1, "known": 0, "left_behind": "on"}
    told = client.post(path(interview, "1/rate/"), sent, headers=SCRIPT).json()
    assert told == {"outcome": "superseded"}
    assert interview.answers.get(position=1).rating == 4


@pytest.mark.parametrize("asked", [2, 12])
@pytest.mark.parametrize("attempts", [0, 3])
def test_one_question_costs_the_same_however_many_there_are(
    client: Client, user: User, asked: int, attempts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    category = make_category()
    content = make_content(points=POINTS)
    questions = [make_question(category, content=content) for _ in range(asked)]
    for days in range(attempts):
        reviewed(user, *questions, days=days)
    interview = reviewed(user, *questions, days=9)
    client.get(path(interview, "review/1/"))  # what it asked, once a minute
    with django_assert_num_queries(6 + bool(attempts)):
        assert client.get(path(interview, "review/1/")).status_code == 200


def test_what_there_is_to_show_costs_a_query_each(
    client: Client, user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    interview = reviewed(user, make_design(), make_question(kind="behavioral"))
    with django_assert_num_queries(8):
        client.get(path(interview, "review/1/"))
    with django_assert_num_queries(10):  # one's stories, and their use
        client.get(path(interview, "review/2/"))
