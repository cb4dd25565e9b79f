from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from practice import interviews, repetition
from practice.models import Interview, Rating
from tests.factories import make_card, make_cards, make_content, make_interview, make_question, make_user, part_of

pytestmark = pytest.mark.django_db

POINTS = make_content(points=["gradient descent follows the slope", "momentum smooths the path"])


@pytest.fixture
def user(client: Client) -> User:
    user = make_user(due_minutes=10)
    client.force_login(user)
    for _ in range(3):
        make_card(user, make_question(minutes=5, content=POINTS), Rating.GOOD, now=timezone.now() - timedelta(days=30))
    return user


@pytest.fixture
def interview(client: Client, user: User) -> Interview:
    client.post("/interviews/due/")
    return user.interviews.repetitions().get()


def press(client: Client, interview: Interview, go: str, **fields: str) -> str:
    """Where the form of the question on the screen leads when this button is pressed."""
    interview.refresh_from_db()
    address = f"{interview.get_absolute_url()}{interview.current_position}/save/"
    return str(client.post(address, {"1-text": "", "1-based_on": 0, "go": go} | fields)["Location"])


def rate(client: Client, interview: Interview, rating: int, **fields: object) -> str:
    interview.refresh_from_db()
    address = f"{interview.get_absolute_url()}{interview.current_position}/rate-and-go-on/"
    return str(client.post(address, {"rating": rating} | fields)["Location"])


class TestDue:
    def test_it_says_what_today_holds_and_what_was_moved(self, client: Client, user: User) -> None:
        page = client.get("/interviews/due/")
        assert (page.context["due"], page.context["agenda"].moved) == (2, 1)
        words = " ".join(page.content.decode().split())
        assert "2 questions, about 10 minutes, without a clock." in words
        assert "1 more is due, and beyond your 10 minutes a day." in words
        assert '<button class="button-main">Begin</button>' in words

    def test_beginning_leads_to_the_first_question_and_pressed_again_to_the_same(
        self, client: Client, interview: Interview
    ) -> None:
        assert client.post("/interviews/due/")["Location"] == interview.get_absolute_url()
        assert "Go on</button>" in client.get("/interviews/due/").content.decode()
        page = client.get(f"{interview.get_absolute_url()}1/")
        assert "0 done, 2 to go" in page.content.decode()

    def test_done_it_offers_more_and_takes_it_at_its_word(
        self, client: Client, user: User, interview: Interview
    ) -> None:
        ways = []
        for _ in range(2):
            press(client, interview, "reveal")
            ways.append(rate(client, interview, 3))
        assert ways == [interview.get_absolute_url(), "/interviews/due/"]
        page = client.get(ways[-1]).content.decode()
        assert "Done for today." in page
        assert "Another 10 minutes" in page
        assert interview.get_absolute_url() in page
        more = client.post("/interviews/due/", {"more": "on"})["Location"]
        assert more == user.interviews.repetitions().open().get().get_absolute_url()

    def test_nothing_due_says_when_the_next_is_and_offers_what_works(self, client: Client) -> None:
        client.force_login(user := make_user())
        assert "comes back here when it is time" in client.get("/interviews/due/").content.decode()
        card = make_card(user, make_question(), Rating.GOOD, now=timezone.now())
        page = client.get("/interviews/due/")
        assert f"{timezone.localtime(card.due):%A, %-d %B}" in page.content.decode()
        step = page.context["step"]
        assert f'href="{step.url}"' in page.content.decode()
        assert client.get(step.url).status_code == 200
        assert client.post("/interviews/due/")["Location"] == "/interviews/due/"


class TestAQuestion:
    def test_a_key_says_how_sure_one_is_and_shows_the_reference(self, client: Client, interview: Interview) -> None:
        address = press(client, interview, "sure-75", **{"1-text": "Momentum smooths the path"})
        assert address == interview.get_absolute_url()
        page = client.get(address, follow=True)
        words = page.content.decode()
        assert "you expected 75 %" in words
        assert "Expected error is bias squared" in words
        assert page.context["answer"].confidence == 75
        assert [label for _, label, _ in page.context["choices"]] == [rating.label for rating in Rating]
        days = [again for _, _, again in page.context["choices"]]
        assert days == sorted(days)
        assert all(f"{timezone.localtime(day):%a %-d %b}" in words for day in days)

    def test_before_that_nothing_gives_the_answer_away(self, client: Client, interview: Interview) -> None:
        page = client.get(f"{interview.get_absolute_url()}1/").content.decode()
        assert "bias squared" not in page
        assert "momentum" not in page
        assert "Bias and variance" not in page

    def test_ticks_are_taken_with_the_rating(self, client: Client, interview: Interview) -> None:
        press(client, interview, "reveal")
        answer = interview.answers.get(position=1)
        second = answer.coverage.all()[1]
        assert rate(client, interview, 2, covered=second.key_point_id) == interview.get_absolute_url()
        assert [(point.covered, point.confirmed) for point in answer.coverage.all()] == [(False, True), (True, True)]
        page = client.get(f"{interview.get_absolute_url()}2/").content.decode()
        assert "1 done, 1 to go" in page
        assert "Bias and variance:</strong> with gaps." in page

    def test_a_script_is_told_where_it_goes_on(self, client: Client, interview: Interview) -> None:
        press(client, interview, "reveal")
        address = f"{interview.get_absolute_url()}1/rate-and-go-on/"
        told = client.post(address, {"rating": 3}, headers={"Accept": "application/json"}).json()
        assert told == {"outcome": "stored", "next": interview.get_absolute_url()}
        client.logout()
        signed_out = client.post(address, {"rating": 3}, headers={"Accept": "application/json"})
        assert (signed_out.status_code, signed_out.json()) == (401, {"outcome": "signed_out"})

    @pytest.mark.parametrize("sent", [{}, {"rating": "9"}, {"rating": "three"}])
    def test_no_rating_goes_nowhere(self, client: Client, interview: Interview, sent: dict[str, str]) -> None:
        press(client, interview, "reveal")
        client.post(f"{interview.get_absolute_url()}1/rate-and-go-on/", sent)
        assert interview.answers.get().rating is None

    def test_undo_leads_back_to_the_question(self, client: Client, user: User, interview: Interview) -> None:
        press(client, interview, "reveal")
        rate(client, interview, 4)
        back = client.post(f"{interview.get_absolute_url()}1/undo/")["Location"]
        page = client.get(back, follow=True)
        assert page.context["answer"].position == 1
        assert page.context["answer"].rating is None
        assert user.cards.due(timezone.now()).count() == 3

    def test_undo_of_the_last_one_leads_to_the_review(self, client: Client, user: User, interview: Interview) -> None:
        for _ in range(2):
            press(client, interview, "reveal")
            rate(client, interview, 4)
        assert f"{interview.get_absolute_url()}2/undo/" in client.get("/interviews/due/").content.decode()
        back = client.post(f"{interview.get_absolute_url()}2/undo/")["Location"]
        assert back == f"{interview.get_absolute_url()}review/#question-2"
        assert user.cards.due(timezone.now()).count() == 2

    def test_not_now_and_stop_save_first(self, client: Client, user: User, interview: Interview) -> None:
        assert press(client, interview, "skip", **{"1-text": "Half a thought"}) == interview.get_absolute_url()
        assert part_of(interview).text == "Half a thought"
        assert press(client, interview, "stop") == "/interviews/due/"
        interview.refresh_from_db()
        assert not interview.is_open
        assert interview.answers.count() == 1

    def test_after_the_reference_one_can_stop_too(self, client: Client, interview: Interview) -> None:
        press(client, interview, "sure-0")
        assert client.post(f"{interview.get_absolute_url()}stop/")["Location"] == "/interviews/due/"
        interview.refresh_from_db()
        assert not interview.is_open

    def test_a_timed_interview_knows_none_of_its_buttons(self, client: Client) -> None:
        client.force_login(user := make_user())
        timed = make_interview(user)
        for go in ("sure-50", "reveal", "skip", "stop"):
            press(client, timed, go)
        timed.refresh_from_db()
        assert timed.is_open
        assert list(timed.answers.values_list("confidence", "revealed_at")) == [(None, None)] * 2


def test_it_stands_in_the_history_as_what_it_is(client: Client, user: User, interview: Interview) -> None:
    press(client, interview, "reveal")
    rate(client, interview, 3)
    press(client, interview, "stop")
    practice = interviews.practise(user, make_question(), now=timezone.now())
    interviews.finish(practice, now=timezone.now())
    page = client.get("/interviews/").content.decode()
    assert page.count("without a clock") == 5
    assert [page.count(f">{mark}<") for mark in ("repetition", "practice")] == [1, 4]
    assert "Due again" in page


@pytest.mark.parametrize("cards", [3, 300])
def test_its_pages_cost_the_same(client: Client, cards: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.force_login(user := make_user())
    make_cards(user, cards, now=timezone.now())
    client.get("/interviews/due/")
    with django_assert_num_queries(7):
        client.get("/interviews/due/")
    interview = repetition.begin(user, now=timezone.now())
    assert interview
    client.get(f"{interview.get_absolute_url()}1/")  # what it asks, once a minute
    with django_assert_num_queries(8):
        assert client.get(f"{interview.get_absolute_url()}1/").status_code == 200
    repetition.reveal(interview, 1, now=timezone.now())
    with django_assert_num_queries(12):
        assert client.get(f"{interview.get_absolute_url()}1/").status_code == 200
    with django_assert_num_queries(35):
        client.post(f"{interview.get_absolute_url()}1/rate-and-go-on/", {"rating": 3})
