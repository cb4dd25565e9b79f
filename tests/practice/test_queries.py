"""How many queries a page costs does not depend on how much there is to show."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import limits
from practice import autosave, interviews, mentors, stories
from practice.models import Interview
from questions import published
from tests.factories import (
    NOON,
    make_blueprint,
    make_cards,
    make_category,
    make_content,
    make_interview,
    make_mentor_link,
    make_past,
    make_question,
    make_recording,
    make_story,
    make_transcript,
    make_user,
)

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
        autosave.save(past, 1, text="Something", based_on=0, now=past.started_at)
        interviews.finish(past, now=past.started_at)
    return make_interview(user, questions=[make_question() for _ in range(size)], now=now)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 5),
        ("/interviews/", 3),
        ("/interviews/new/", 6),
        ("/questions/", 3),
        ("{running}1/", 3),
        ("{past}review/", 7),
    ],
)
def test_a_page_costs_the_same(
    client: Client,
    interview: Interview,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    past = interview.user.interviews.finished().first()
    assert past
    address = path.format(running=interview.get_absolute_url(), past=past.get_absolute_url())
    client.get(address)
    looks_back = size == 1 and "review" in path  # an attempt at one question has one's earlier answers on its page
    with django_assert_num_queries(queries + looks_back):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("questions", [1, 4])
def test_a_strangers_home(client: Client, questions: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(questions):
        make_question()
    client.get("/")  # categories and counts, once a minute
    with django_assert_num_queries(0):
        page = client.get("/")
    assert page.context["total"] == questions


def finished(interview: Interview, *, words: str = "Something") -> Interview:
    """The interview after an answer to each question, all of it in one moment."""
    for position in range(1, interview.answers.count() + 1):
        autosave.save(interview, position, text=words, based_on=0, now=interview.started_at)
    interviews.finish(interview, now=interview.started_at)
    return interview


@pytest.mark.parametrize(("asked", "in_the_bank"), [(3, 3), (12, 12), (1, 1), (1, 60)])
def test_starting(asked: int, in_the_bank: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    category, user = make_category(), make_user()
    for _ in range(in_the_bank):
        make_question(category)
    blueprint = make_blueprint(asked, minutes=120)
    published.counts()  # once a minute
    with django_assert_num_queries(11):
        interview = interviews.start(user, blueprint, now=NOON, rng=Random(1))
    assert interview.answers.count() == asked


@pytest.mark.parametrize("asked", [1, 12])
@pytest.mark.parametrize("received", [1, 20])
def test_saving(client: Client, asked: int, received: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user()
    client.force_login(user)
    interview = make_interview(user, questions=asked)
    for number in range(received):  # as by another page: each text is kept beside the one before
        words = {"text": f"{number} texts before", "based_on": number, "writer": f"page{number}", "sequence": 1}
        assert autosave.save(interview, 1, now=timezone.now(), **words).applied  # type: ignore[arg-type]
    sent = {"text": "Something else", "based_on": received, "writer": "a" * 36, "sequence": 1}
    address = f"{interview.get_absolute_url()}1/save/"
    limits.spend(f"person {user.pk}", limits.SAVING, now=timezone.now())  # the first save of a day makes a row
    # PostgreSQL stores a text and its part at once. Two of these are the savepoint of a test's transaction.
    with django_assert_num_queries({"postgresql": 8, "sqlite": 9}[connection.vendor]):
        told = client.post(address, sent, headers={"Accept": "application/json"}).json()
    assert (told["outcome"], told["revision"]) == ("applied", received + 1)


@pytest.mark.parametrize("asked", [2, 12])
def test_finishing(asked: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    interview = make_interview(questions=asked, now=NOON)
    # PostgreSQL stores what was found and adds it up at once.
    with django_assert_num_queries({"postgresql": 9, "sqlite": 10}[connection.vendor]):
        assert interviews.finish(interview, now=NOON)


@pytest.mark.parametrize("asked", [2, 12])
@pytest.mark.parametrize("points", [1, 8])
def test_reviewing(client: Client, asked: int, points: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    category, user = make_category(), make_user()
    client.force_login(user)
    content = make_content(points=[f"key point {number}" for number in range(points)])
    interview = make_interview(
        user, questions=[make_question(category, content=content) for _ in range(asked)], minutes=120
    )
    address = f"{finished(interview).get_absolute_url()}review/"
    client.get(address)  # what can be started, once a minute
    with django_assert_num_queries(11):  # three of them for what to do next
        page = client.get(address)
    assert page.content.decode().count("key point") >= asked * points


@pytest.mark.parametrize("attempts", [1, 20])
@pytest.mark.parametrize(("address", "queries"), [("/", 6), ("/interviews/", 3)])
def test_looking_back(
    client: Client, attempts: int, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user, questions = make_user(), [make_question() for _ in range(2)]
    client.force_login(user)
    for days in range(attempts):
        finished(make_interview(user, questions=questions, now=NOON - timedelta(days=days)))
    client.get(address)  # what can be started, once a minute
    with django_assert_num_queries(queries):
        page = client.get(address)
    assert len(page.context["attempts"]) == min(attempts, 5 if address == "/" else 20)


@pytest.mark.parametrize("attempts", [3, 300])
@pytest.mark.parametrize(("address", "queries"), [("/progress/", 7), ("/", 6)])
def test_looking_back_far(
    client: Client, attempts: int, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(user := make_user())
    make_past(user, [make_question() for _ in range(2)], attempts, now=timezone.now())
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("amount", [1, 12])
@pytest.mark.parametrize(
    ("address", "queries"), [("/stories/", 6), ("/stories/prompts/", 5), ("{story}", 5), ("/stories/new/", 3)]
)
def test_the_stories(
    client: Client, amount: int, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(user := make_user())
    category = make_category()
    prompts = [make_question(category, kind="behavioral") for _ in range(amount)]
    told = [make_story(user, serves=prompts) for _ in range(amount)]
    address = address.format(story=told[0].get_absolute_url())
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("amount", [2, 6])
@pytest.mark.parametrize(("address", "queries"), [("1/", 4), ("review/", 14)])
def test_answers_that_tell_stories(
    client: Client, amount: int, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(user := make_user())
    category = make_category()
    asked = [make_question(category, kind="behavioral") for _ in range(amount)]
    interview = make_interview(user, questions=asked, now=timezone.now())
    for answer in interview.answers.all():
        stories.attach(answer, make_story(user, serves=asked))
    if address == "review/":
        interviews.finish(interview, now=interview.started_at)
    client.get(f"{interview.get_absolute_url()}{address}")
    with django_assert_num_queries(queries):
        page = client.get(f"{interview.get_absolute_url()}{address}")
    assert len(page.context["stories"]) == amount


@pytest.mark.parametrize("questions", [2, 25])
@pytest.mark.parametrize(
    ("address", "found_by_others", "first", "again"),
    [
        ("/questions/", False, 8, 3),
        ("/questions/", True, 4, 3),
        ("/questions/?category=theory&difficulty=medium", True, 4, 3),
        ("/questions/?q=bias", True, 6, 4),
    ],
)
def test_the_bank(
    client: Client,
    questions: int,
    address: str,
    found_by_others: bool,
    first: int,
    again: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A page of the list is made once a minute, and so is what it has in common with others."""
    client.force_login(user := make_user())
    category = make_category(slug="theory")
    for _ in range(questions):
        make_question(category)
    if found_by_others:
        client.get("/questions/?order=new")
    limits.spend(f"person {user.pk}", limits.SEARCHING, now=timezone.now())  # the first search of a day makes a row
    for statements in (first, again):
        with django_assert_num_queries(statements):
            page = client.get(address)
        assert page.content.decode().count('class="row"') == questions


@pytest.mark.parametrize("due", [1, 12])
def test_the_bank_while_questions_are_due(
    client: Client, due: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(user := make_user())
    make_cards(user, due, now=timezone.now())
    client.get("/questions/")
    with django_assert_num_queries(5):
        page = client.get("/questions/")
    assert page.content.decode().count("mark-due") == due


@pytest.mark.parametrize("recorded", [1, 4])
def test_looking_at_recordings(
    client: Client, recorded: int, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.TRANSCRIPTION_LOCAL_MODEL = "/srv/whisper-base"
    interview = make_interview(speak_first=True, now=NOON)
    client.force_login(interview.user)
    for number in range(recorded):
        make_transcript(make_recording(interview), f"{number} words")
    interviews.finish(interview, now=NOON)
    client.get(f"{interview.get_absolute_url()}review/")  # what can be started, once a minute
    with django_assert_num_queries(17):  # two of them for what may be transcribed today
        page = client.get(f"{interview.get_absolute_url()}review/")
    assert page.content.decode().count("What was heard") == recorded


@pytest.mark.parametrize("asked", [1, 4])
def test_a_mentor_reading(client: Client, asked: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    interview = finished(make_interview(questions=asked, speak_first=True, now=NOON))
    link, secret = make_mentor_link(interview, now=timezone.now(), with_recordings=True)
    make_transcript(make_recording(interview), "Some words")
    for answer in interview.answers.all():
        for number in range(asked):
            mentors.comment(link, answer, name="Grace", text=f"Comment {number}", now=NOON)
    client.get(f"/mentor/{secret}/")
    with django_assert_num_queries(6):
        page = client.get(f"/mentor/{secret}/")
    assert page.content.decode().count("Comment on question") == asked
