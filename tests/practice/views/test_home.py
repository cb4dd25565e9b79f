import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from practice import interviews
from practice.models import Rating
from tests.factories import (
    NOON,
    make_blueprint,
    make_card,
    make_category,
    make_interview,
    make_past,
    make_question,
    make_user,
)

pytestmark = pytest.mark.django_db


def finish_some(user: User, count: int) -> None:
    questions = [make_question()]
    for days in range(count):
        past = make_interview(user, questions=questions, now=NOON - timedelta(days=days))
        interviews.finish(past, now=past.started_at)


def pks(user: User) -> list[int]:
    return list(user.interviews.order_by("-started_at").values_list("pk", flat=True))


def test_a_stranger_is_told_what_there_is(client: Client) -> None:
    category = make_category(name="Evaluation")
    make_question(category)
    make_question(category, publish=False)
    page = client.get("/")
    assert "practice/welcome.html" in {template.name for template in page.templates}
    told = [(each.name, each.published) for each in page.context["categories"]]
    assert (page.context["total"], told) == (1, [("Evaluation", 1)])


def test_what_runs_comes_first(client: Client, user: User) -> None:
    interview = make_interview(user, now=timezone.now())
    make_interview()
    assert client.get("/").context["step"].url == interview.get_absolute_url()
    for address in ("/interviews/", "/interviews/new/"):
        page = client.get(address)
        assert page.context["running"] == interview
        assert page.context["seconds_left"] == pytest.approx(30 * 60, abs=30)


def test_the_last_five_attempts_are_shown(client: Client, user: User) -> None:
    finish_some(user, 6)
    attempts = client.get("/").context["attempts"]
    assert [each.interview for each in attempts] == pks(user)[:5]


def test_the_first_interview_for_everybody_is_suggested(client: Client, user: User) -> None:
    make_blueprint(position=2)
    first = make_blueprint(position=1)
    make_blueprint(position=0, owner=user)
    make_question(category := make_category())
    make_question(category)
    assert client.get("/").context["step"].url == first.get_absolute_url()
    assert f'href="{first.get_absolute_url()}">{first.title}</a>' in client.get("/interviews/").content.decode()


def test_the_history_pages_newest_first(client: Client, user: User) -> None:
    finish_some(user, 21)
    finish_some(make_user(), 1)
    first, second = (client.get(f"/interviews/?page={number}").context["attempts"] for number in (1, 2))
    assert [each.interview for each in [*first, *second]] == pks(user)
    assert (len(first), len(second)) == (20, 1)


def test_each_category_has_a_row_with_what_was_seen_and_covered(client: Client, user: User) -> None:
    seen, other = make_category(name="Metrics & <tests>", slug="metrics"), make_category(name="Models", slug="models")
    questions = [make_question(seen) for _ in range(4)]
    make_question(other)
    make_past(user, questions[:3], 1, now=NOON)
    page = client.get("/").content.decode()
    one, two = (" ".join(row.split()) for row in re.findall(r"(?s)<tr>\s*(<th scope=.row.><a href=./q.*?)</tr>", page))
    assert '<a href="/questions/?category=metrics">Metrics &amp; &lt;tests&gt;</a>' in one
    assert '<progress value="75" max="100" aria-label="Metrics &amp; &lt;tests&gt;: questions seen"></progress>' in one
    assert '<td class="nowrap">3 of 4</td> <td class="nowrap align-right">60 %</td>' in one
    assert '<td class="nowrap">0 of 1</td> <td class="nowrap align-right">–</td>' in two


def test_a_row_says_when_how_well_and_how_long(client: Client) -> None:
    """In the learner's own time zone, and with titles as they are."""
    user = make_user(time_zone="Asia/Tokyo")
    client.force_login(user)
    began = datetime(2026, 11, 30, 22, 5, tzinfo=UTC)
    interview = make_interview(user, now=began, title="A <b> & c")
    interviews.finish(interview, now=began + timedelta(hours=2))
    practice = interviews.practise(user, make_question(), now=NOON)
    interviews.finish(practice, now=NOON)
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", client.get("/interviews/").content.decode())
    newer, older = (" ".join(row.split()) for row in rows[1:])
    assert f'<a href="/interviews/{interview.pk}/review/">A &lt;b&gt; &amp; c</a>' in newer
    when = '<time datetime="2026-12-01T07:05:00+09:00" title="1 December 2026, 07:05">1 Dec 2026</time>'
    assert when in newer
    score = '<progress value="0" max="100" aria-label="0 of 10 points by the word check"></progress>'
    assert f"<span>0 of 10 points by the word check{score}</span>" in newer
    assert "<span>30 minutes, time ran out</span>" in newer
    assert '<span class="badge">practice</span>' in older
    assert "without a clock" in older
    assert "badge" not in newer


@pytest.mark.parametrize(
    ("wanted", "number"), [("", 1), ("x", 1), ("0", 2), ("-1", 2), ("3", 2), ("9" * 30, 2), ("²", 1)]
)
def test_what_is_no_page_of_the_history_leads_to_one(client: Client, user: User, wanted: str, number: int) -> None:
    finish_some(user, 21)
    page = client.get("/interviews/", {"page": wanted}).context["page"]
    assert (page.number, page.paginator.num_pages, len(page.object_list)) == (number, 2, {1: 20, 2: 1}[number])


def test_practice_stands_in_the_history_and_an_open_one_is_offered(client: Client, user: User) -> None:
    done, going_on = (interviews.practise(user, make_question(), now=NOON) for _ in range(2))
    interviews.practise(make_user(), make_question(), now=NOON)
    interviews.finish(done, now=NOON + timedelta(minutes=3))
    home = client.get("/")
    assert [each.interview for each in home.context["attempts"]] == [done.pk]
    assert list(home.context["practices"]) == [going_on]
    assert going_on.get_absolute_url() in home.content.decode()
    history = client.get("/interviews/")
    assert [each.interview for each in history.context["attempts"]] == [done.pk]
    assert "without a clock" in history.content.decode()


def test_home_and_the_question_tell_when_a_question_comes_again(client: Client, user: User) -> None:
    now = timezone.now()
    question, other = make_question(), make_question()
    make_card(user, other, Rating.AGAIN, now=now - timedelta(days=9))
    card = make_card(user, question, Rating.AGAIN, now=now)
    home = client.get("/").content.decode()
    assert re.search(r'<a href="/interviews/due/">Today</a></dt>\s*<dd>1</dd>', home)
    day = timezone.localtime(card.due)
    assert re.search(rf"<dt>{day:%A, %-d %b}</dt>\s*<dd>1</dd>", home)
    assert f"again on {day:%-d %b}" in client.get(question.get_absolute_url()).content.decode()
    bank = client.get("/questions/").content.decode()
    assert f"again on {day:%-d %b}" in bank
    assert "1 due again today" in bank
