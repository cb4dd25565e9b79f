"""What one says of one's own answers in the review of a finished interview."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import autosave, interviews, runs
from practice.models import Interview, Rating
from questions.authoring import lifecycle
from questions.content import Point, Task
from tests.factories import NOON, make_category, make_content, make_interview, make_question, make_user
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db

POINTS = ["gradient descent follows the slope", "momentum smooths the path"]


@pytest.fixture
def interview(client: Client) -> Interview:
    """A finished one of two questions, with the first key point of the first question covered."""
    user, category = make_user(), make_category()
    client.force_login(user)
    questions = [make_question(category, content=make_content(points=POINTS)) for _ in range(2)]
    interview = make_interview(user, questions=questions, now=NOON)
    autosave.save(interview, 1, text=POINTS[0], based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return interview


def points_covered(client: Client, interview: Interview) -> list[tuple[int, int]]:
    """Of each answer, as the review shows it: points covered, and points in all."""
    answers = client.get(path(interview, "review/")).context["answers"]
    return [(answer.points_covered, answer.points_total) for answer in answers]


def test_rating_is_kept_plans_the_question_and_leads_back_to_it(client: Client, interview: Interview) -> None:
    response = client.post(path(interview, "2/rate/"), {"rating": Rating.HARD})
    assert (response.status_code, response["Location"]) == (302, path(interview, "review/#question-2"))
    assert list(interview.answers.values_list("rating", flat=True)) == [None, Rating.HARD]
    card = interview.user.cards.get()
    assert card.question == interview.answers.get(position=2).version.question


@pytest.mark.parametrize("rating", ["", "0", "5", "well"])
def test_a_rating_that_is_none_changes_nothing(client: Client, interview: Interview, rating: str) -> None:
    response = client.post(path(interview, "1/rate/"), {"rating": rating})
    assert response["Location"] == path(interview, "review/#question-1")
    assert not interview.answers.exclude(rating=None).exists()
    assert not interview.user.cards.exists()


def test_ticks_say_what_is_covered(client: Client, interview: Interview) -> None:
    assert points_covered(client, interview) == [(1, 2), (0, 2)]
    points = interview.answers.get(position=2).version.key_points.all()
    sent = {"covered": [points[1].pk, "x", "\N{SUPERSCRIPT TWO}", "9" * 19]}
    response = client.post(path(interview, "2/points/"), sent)
    assert response["Location"] == path(interview, "review/#question-2")
    assert points_covered(client, interview) == [(1, 2), (1, 2)]
    client.post(path(interview, "1/points/"))
    assert points_covered(client, interview) == [(0, 2), (1, 2)]


@pytest.mark.parametrize(("address", "sent"), [("1/rate/", {"rating": Rating.GOOD}), ("1/points/", {"covered": []})])
def test_while_it_runs_there_is_nothing_to_review(client: Client, address: str, sent: dict[str, object]) -> None:
    interview = make_interview()
    client.force_login(interview.user)
    assert client.post(path(interview, address), sent)["Location"] == interview.get_absolute_url()
    assert client.get(path(interview, "review/"))["Location"] == path(interview, "1/")
    assert not interview.answers.exclude(rating=None).exists()


def test_a_script_is_told_the_words_that_are_different_now(client: Client, interview: Interview) -> None:
    point = interview.answers.get(position=2).version.key_points.first()
    assert point
    told = client.post(path(interview, "2/points/"), {"covered": point.pk}, headers=SCRIPT).json()
    assert (told["outcome"], list(told["words"])) == ("stored", ["score", "points-2", "again-2", "map-2"])
    assert " ".join(told["words"]["points-2"].split()) == "Key points: 1 of 2 points, in 2 key points"
    assert "2 of 4 points, 1 of them confirmed by you." in told["words"]["score"]
    told = client.post(path(interview, "1/rate/"), {"rating": Rating.AGAIN}, headers=SCRIPT).json()
    assert "Due again today." in told["words"]["again-1"]  # the answer is of long ago
    assert told["as_of"] == 2  # whatever it is that was acted on


def test_a_point_that_is_perhaps_found_asks_for_a_word(client: Client) -> None:
    interview = make_interview(questions=[make_question(content=make_content(points=POINTS))], now=NOON)
    client.force_login(interview.user)
    autosave.save(interview, 1, text="Momentum never smooths the path", based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    ask = "Perhaps here; tick it if that says so:"
    page = client.get(path(interview, "review/")).content.decode()
    assert (page.count(ask), len(re.findall(r'name="covered"[^>]* checked', page))) == (1, 0)
    assert '<mark class="evidence is-open">' in page
    perhaps = interview.answers.get().coverage.get(perhaps=True)
    told = client.post(path(interview, "1/points/"), {"covered": []}, headers=SCRIPT).json()
    assert ask in told["words"][f"evidence-of-{perhaps.pk}"]
    told = client.post(path(interview, "1/points/"), {"confirmed": perhaps.key_point_id}, headers=SCRIPT).json()
    assert told["words"][f"evidence-of-{perhaps.pk}"].strip() == ""
    assert ask not in client.get(path(interview, "review/")).content.decode()


def test_the_button_says_that_all_ticks_are_right(client: Client, interview: Interview) -> None:
    found = interview.answers.get(position=1).coverage.get(covered=True)
    client.post(path(interview, "1/points/"), {"covered": found.key_point_id, "confirmed": "all"})
    page = client.get(path(interview, "review/")).content.decode()
    assert "1 of 4 points, all of them confirmed by you" in page


def test_words_without_sentences_are_flagged(client: Client) -> None:
    interview = make_interview(questions=[make_question(content=make_content(points=POINTS))], now=NOON)
    client.force_login(interview.user)
    autosave.save(interview, 1, text="- gradient descent\n- slope, momentum, path", based_on=0, now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    page = client.get(path(interview, "review/")).content.decode()
    assert "These are words without sentences" in page
    assert "The word check found 0 of 2 points." in page


def test_until_one_ticks_the_score_is_the_word_checks(client: Client, interview: Interview) -> None:
    page = client.get(path(interview, "review/")).content.decode()
    assert "The word check found 1 of 4 points. Tick what you did say." in page
    assert "You covered" not in page


def test_of_stories_the_word_check_says_nothing(client: Client) -> None:
    story = make_interview(questions=[make_question(kind="behavioral")])
    client.force_login(story.user)
    interviews.finish(story, now=timezone.now())
    page = client.get(path(story, "review/")).content.decode()
    assert "You answered 0 of 1 questions.\n  Nothing is compared in stories: tick what yours show." in page
    assert "The word check" not in page
    both = make_interview(story.user, questions=[make_question(kind="behavioral"), make_question()])
    interviews.finish(both, now=timezone.now())
    assert "The word check found 0 of 5 points." in client.get(path(both, "review/")).content.decode()


@pytest.mark.parametrize("address", ["1/rate/", "1/points/"])
def test_signed_out_a_script_is_told_and_a_form_led_to_sign_in_and_back(
    client: Client, interview: Interview, address: str
) -> None:
    client.logout()
    told = client.post(path(interview, address), {"rating": Rating.GOOD}, headers=SCRIPT)
    assert (told.status_code, told.json()) == (401, {"outcome": "signed_out"})
    led = client.post(path(interview, address), {"rating": Rating.GOOD})
    assert led["Location"] == f"/accounts/login/?next={path(interview, 'review/')}"


def test_a_retired_question_is_led_to_as_it_was_asked(client: Client, interview: Interview) -> None:
    question = interview.answers.get(position=1).version.question
    lifecycle.retire(question)
    page = client.get(path(interview, "review/")).content.decode()
    assert f'href="{question.get_absolute_url()}"' not in page
    version = interview.answers.get(position=1).version
    assert f'href="{version.get_absolute_url()}"' in page
    assert client.get(version.get_absolute_url()).status_code == 200


def test_the_budget_is_the_one_that_was_told_in_the_interview(client: Client) -> None:
    user, category = make_user(), make_category()
    client.force_login(user)
    questions = [make_question(category, minutes=minutes) for minutes in (5, 35)]
    interview = make_interview(user, questions=questions, minutes=60, now=timezone.now())
    told = client.get(path(interview, "2/")).content.decode()
    assert "about 52 minutes" in told
    interviews.finish(interview, now=timezone.now())
    page = client.get(path(interview, "review/")).content.decode()
    assert re.search(r"second[s]? of about 52 minutes", page)


def test_points_are_told_apart_from_key_points_and_explained_once(client: Client, user: User) -> None:
    points = tuple(Point(text=f"number {weight}", weight=weight) for weight in (3, 2, 1))
    interview = make_interview(user, questions=[make_question(content=make_content(key_points=points))], now=NOON)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    words = " ".join(client.get(path(interview, "review/")).content.decode().split())
    assert "Key points: 0 of 6 points, in 3 key points" in words
    assert [f"<small>{told}</small>" in words for told in ("3 points", "2 points", "1 point")] == [True] * 3
    assert words.count("A key point that is essential is worth 3 points, one that shows depth 1.") == 1


class TestCode:
    """An answer in code: what was run in the interview, and after it."""

    @pytest.fixture
    def interview(self, client: Client, user: User) -> Interview:
        content = make_content(
            task=Task(
                starter="x\n", solution="y = 1\n", tests="def test_a(): ...\n", hidden_tests="def test_b(): ...\n"
            )
        )
        interview = make_interview(user, questions=[make_question(content=content)], now=NOON)
        autosave.save(interview, 1, text="y = 2  # ````</code>\n", based_on=0, now=NOON)
        interviews.finish(interview, now=NOON + timedelta(minutes=1))
        return interview

    def run(self, interview: Interview, *, minutes: int, hidden: bool = False) -> None:
        tests = [runs.Tested(name="test_a", suite="visible", passed=True, milliseconds=2)]
        if hidden:
            lost = {"message": "no <b>", "expected": "1", "got": "2"}
            tests.append(runs.Tested(name="test_b", suite="hidden", passed=False, milliseconds=1, **lost))
        now = NOON + timedelta(minutes=minutes)
        runs.store(interview.answers.get(), part=1, code="y", outcome="ended", milliseconds=3, tests=tests, now=now)

    def words(self, client: Client, interview: Interview) -> str:
        return " ".join(client.get(path(interview, "review/")).content.decode().split())

    def test_code_has_its_colours_and_nothing_of_it_is_markup(self, client: Client, interview: Interview) -> None:
        words = self.words(client, interview)
        assert '<span class="n">y</span> <span class="o">=</span>' in words
        assert "# ````&lt;/code&gt;" in words

    def test_what_was_run_in_the_interview_and_afterwards(self, client: Client, interview: Interview) -> None:
        assert "No test was run." in self.words(client, interview)
        self.run(interview, minutes=0)
        words = self.words(client, interview)
        assert "In the interview: 1 of 1 test passed <small>run in your own browser" in words
        assert "The hidden tests have not been run yet." in words
        self.run(interview, minutes=5, hidden=True)
        words = self.words(client, interview)
        assert "Afterwards: 1 of 2 tests passed" in words
        assert "no &lt;b&gt;" in words
        assert "have not been run yet" not in words

    def test_it_stands_beside_the_reference_line_by_line(self, client: Client, interview: Interview) -> None:
        words = self.words(client, interview)
        assert '<del class="diff-line"><span class="visually-hidden">removed: </span>y = 1</del>' in words
        assert "added: </span>y = 2" in words

    def test_hidden_tests_come_with_the_review(self, client: Client, interview: Interview) -> None:
        assert "def test_b(): ..." in self.words(client, interview)

    def test_it_can_be_run_again_so_the_page_is_isolated(self, client: Client, interview: Interview) -> None:
        assert client.get(path(interview, "review/")).headers["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_a_review_without_code_is_not_isolated(client: Client, interview: Interview) -> None:
    assert "Cross-Origin-Embedder-Policy" not in client.get(path(interview, "review/")).headers
