"""Who may open what: every address of the site stands in one table, and a new one fails until it is added."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
from allauth.urls import urlpatterns as allauth_patterns
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import User
from practice import autosave, interviews
from practice.models import MentorComment, MentorLink
from questions.models import Kind
from tests.factories import (
    make_blueprint,
    make_interview,
    make_mentor_link,
    make_question,
    make_recording,
    make_scene,
    make_story,
    make_user,
)

SIGN_IN = "sign in"
"""The answer that leads to the sign-in page."""

type Answer = int | str


class Row(NamedTuple):
    """What each of five people is answered. A number is the status; 302 is a way on, never the sign-in page."""

    route: str
    method: str
    stranger: Answer
    owner: Answer
    other: Answer
    curator: Answer
    superuser: Answer


def everyone(route: str, method: str = "get", answer: int = 200) -> Row:
    return Row(route, method, *[answer] * 5)


def signed_in(route: str, method: str = "get", answer: int = 200) -> Row:
    return Row(route, method, SIGN_IN, *[answer] * 4)


def own(route: str, method: str = "get", answer: int = 200) -> Row:
    """The owner alone; everybody else, whoever they are, is told that there is no such thing."""
    return Row(route, method, SIGN_IN, answer, 404, 404, 404)


TABLE = [
    everyone(""),
    everyone("healthz"),
    everyone("readyz"),
    everyone("metrics", answer=404),  # without its token (tests/practice/test_gauges.py)
    everyone("workers/diagrams.js"),
    everyone("csp-reports/", "post", 204),
    everyone("runner/"),
    everyone("questions/"),
    everyone("questions/<slug:slug>/"),
    everyone("questions/<slug:slug>/versions/<int:number>/"),
    signed_in("questions/<slug:slug>/report/"),
    Row("questions/<slug:slug>/report/", "post", 401, 200, 200, 200, 200),
    signed_in("questions/reports/"),
    everyone("numbers/"),
    signed_in("progress/"),
    signed_in("interviews/"),
    signed_in("interviews/new/"),
    own("interviews/new/<slug:slug>/"),
    own("interviews/new/<slug:slug>/delete/", "post", 302),
    own("interviews/<int:pk>/", answer=302),
    own("interviews/<int:pk>/<int:position>/"),
    # A text that comes without a session is given back (practice.views.expired), not sent to the sign-in page.
    Row("interviews/<int:pk>/<int:position>/save/", "post", 401, 422, 404, 404, 404),
    own("interviews/<int:pk>/<int:position>/curveball/"),
    Row("interviews/<int:pk>/state/", "get", 401, 200, 404, 404, 404),
    signed_in("interviews/sketch-board/"),
    own("interviews/<int:pk>/<int:position>/sketch.svg"),
    own("interviews/<int:pk>/<int:position>/sketch-<int:received>.svg"),
    own("interviews/<int:pk>/<int:position>/sketch.excalidraw"),
    signed_in("interviews/due/"),
    signed_in("interviews/signed-in/"),
    own("interviews/<int:pk>/<int:position>/recordings/", "post", 302),
    own("interviews/<int:pk>/<int:position>/runs/", "post", 422),
    own("recordings/<int:pk>/"),
    own("recordings/<int:pk>/delete/", "post", 302),
    own("recordings/<int:pk>/transcript/", answer=302),
    own("recordings/<int:pk>/transcript/", "post", 302),
    signed_in("plan/"),
    signed_in("plan/prepare/"),
    # What one chose is given back without a session.
    Row("plan/prepare/", "post", 401, 422, 422, 422, 422),
    signed_in("plan/today/", "post", 302),
    signed_in("plan/days-off/", "post", 404),  # that is no day
    signed_in("plan/stop/", "post", 302),
    signed_in("practice/<slug:slug>/", "post", 302),
    signed_in("practice/<slug:slug>/bookmark/", "post", 302),
    Row("practice/<slug:slug>/notes/", "post", 401, 302, 302, 302, 302),
    Row("practice/<slug:slug>/note/", "post", 401, 302, 302, 302, 302),
    signed_in("bring-in/"),
    signed_in("bring-in/", "post", 422),
    signed_in("bring-in/check/", answer=302),  # nothing waits there
    signed_in("bookmarks/"),
    signed_in("stories/"),
    signed_in("stories/new/"),
    # A story that is sent without a session is given back as well.
    Row("stories/new/", "post", 401, 422, 422, 422, 422),
    signed_in("stories/prompts/"),
    own("stories/<int:pk>/"),
    Row("stories/<int:pk>/", "post", 401, 422, 404, 404, 404),
    own("stories/<int:pk>/delete/"),
    own("stories/<int:pk>/delete/", "post", 302),
    signed_in("kept/", answer=301),
    own("interviews/<int:pk>/finish/"),
    own("interviews/<int:pk>/mentors/", answer=302),
    own("mentor-links/<int:pk>/revoke/", "post", 302),
    own("mentor-comments/<int:pk>/delete/", "post", 302),
    # Whoever knows the secret is let in, and nobody else is.
    everyone("mentor/<slug:secret>/"),
    everyone("mentor/<slug:secret>/<int:position>/", "post", 422),
    everyone("mentor/<slug:secret>/<int:position>/sketch.svg"),
    everyone("mentor/<slug:secret>/recordings/<int:pk>/"),
    own("interviews/<int:pk>/review/", answer=302),
    own("interviews/<int:pk>/review/<int:position>/", answer=302),
    own("interviews/<int:pk>/review/<int:position>/reference/", answer=302),
    own("interviews/<int:pk>/review/whole/", answer=302),
    Row("interviews/<int:pk>/<int:position>/notes/", "post", 401, 302, 404, 404, 404),
    own("interviews/<int:pk>/opinion/", answer=302),
    own("interviews/<int:pk>/opinion/", "post", 302),
    own("interviews/<int:pk>/<int:position>/rate/", "post", 302),
    own("interviews/<int:pk>/<int:position>/rate-and-go-on/", "post", 302),
    own("interviews/<int:pk>/<int:position>/undo/", "post", 302),
    own("interviews/<int:pk>/stop/", "post", 302),
    own("interviews/<int:pk>/<int:position>/points/", "post", 302),
    own("interviews/<int:pk>/<int:position>/components/", "post", 302),
    own("interviews/<int:pk>/<int:position>/story/", "post", 302),
    signed_in("accounts/"),
    signed_in("accounts/preferences/"),
    signed_in("accounts/data/"),
    signed_in("accounts/delete/", answer=302),  # first one shows once more who one is
    everyone("accounts/privacy/"),
    signed_in("accounts/leaving/", answer=302),  # nobody of them is
    signed_in("accounts/keep/", "post", 302),
    signed_in("accounts/sign-in-again/"),
    signed_in("accounts/sessions/<int:pk>/end/", "post", 302),  # the same
]


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_every_address_stands_in_the_table() -> None:
    every = set(routes(get_resolver().url_patterns))
    # The admin's addresses have a table of their own (tests/questions/test_admin.py); allauth tests its own.
    theirs = {route for route in every if route.startswith("admin/")} | set(routes(allauth_patterns, "accounts/"))

    assert {row.route for row in TABLE} == every - theirs


@pytest.fixture
def owner() -> User:
    return make_user(email="owner@example.org")


@pytest.fixture
def paths(owner: User) -> dict[str, str]:
    """The table's routes as addresses of things that belong to `owner`; those with a secret lead to another attempt."""
    asked = [make_question(kind=Kind.DESIGN), make_question()]
    shared = make_interview(owner, questions=asked, now=timezone.now() - timedelta(days=1))
    autosave.save(shared, 1, part=2, text=make_scene(), based_on=0, now=shared.started_at)
    link, secret = make_mentor_link(shared, now=timezone.now(), with_recordings=True)
    interview = make_interview(owner, questions=asked, now=timezone.now() - timedelta(minutes=1))
    MentorLink.objects.filter(pk=link.pk).update(id=interview.pk)
    drawn = autosave.save(interview, 1, part=2, text=make_scene(), based_on=0, now=interview.started_at, writer="a")
    question, blueprint = make_question(), make_blueprint(owner=owner)
    make_recording(interview, pk=interview.pk)
    make_story(owner, pk=interview.pk)
    said = {"name": "Grace", "text": "Well put.", "created_at": timezone.now()}
    MentorComment.objects.create(pk=interview.pk, answer=shared.answers.get(position=1), **said)
    heard = make_recording(shared, pk=interview.pk + 1)
    UserSession.objects.create(pk=interview.pk, user=owner, ip="192.0.2.1", session_key="of-another-browser")
    return {
        row.route: "/"
        + row.route.replace("<slug:secret>/recordings/<int:pk>", f"{secret}/recordings/{heard.pk}")
        .replace("<slug:secret>", secret)
        .replace("<int:pk>", str(interview.pk))
        .replace("<int:position>", "1")
        .replace("<int:number>", "1")
        .replace("<int:received>", str(drawn.received.pk))
        .replace("<slug:slug>", blueprint.slug if row.route.startswith("interviews/") else question.slug)
        for row in TABLE
    }


@pytest.fixture
def people(owner: User) -> dict[str, User | None]:
    curator = make_user(email="curator@example.org", is_staff=True)
    curator.groups.add(*Group.objects.filter(name__in=["Curators", "Reviewers"]))
    return {
        "stranger": None,
        "owner": owner,
        "other": make_user(email="other@example.org"),
        "curator": curator,
        "superuser": make_user(email="super@example.org", is_staff=True, is_superuser=True),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.route}")
@pytest.mark.parametrize("who", ["stranger", "other", "curator", "superuser", "owner"])
def test_the_table_holds(row: Row, who: str, paths: dict[str, str], people: dict[str, User | None]) -> None:
    client = Client()
    if user := people[who]:
        client.force_login(user)

    response = getattr(client, row.method)(paths[row.route])
    if response.streaming:
        response.getvalue()  # reads and closes the file

    led_to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/")
    assert (SIGN_IN if led_to_sign_in else response.status_code) == getattr(row, who)


@pytest.mark.django_db
def test_a_finished_interview_is_its_owners_alone(owner: User, people: dict[str, User | None]) -> None:
    interview = make_interview(owner)
    interviews.finish(interview, now=timezone.now())

    answers = {}
    for who, user in people.items():
        client = Client()
        if user:
            client.force_login(user)
        answers[who] = client.get(f"/interviews/{interview.pk}/review/").status_code

    assert answers == {"stranger": 302, "owner": 200, "other": 404, "curator": 404, "superuser": 404}
