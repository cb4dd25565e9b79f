"""Learners with a past for a benchmark's pages: each with a session, a long interview and a history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import load

if TYPE_CHECKING:
    from accounts.models import User
    from practice.models import Blueprint, Interview

ASKED = 30
WORDS = (
    "I would first say what the model is to do and how one would notice that it does. Then I look at the data: how "
    "many rows there are, which of them are labelled and by whom, what is missing and whether that is by chance. High "
    "variance shows as a gap between the training and the validation error, high bias as both being high; more data "
    "helps against the first, a richer model or better features against the second, and regularisation trades one for "
    "the other. I would hold out the last weeks, since the future is what it is asked about. "
)


@dataclass
class Learner:
    """`running` is an open interview, `past` a finished one of as many questions."""

    number: int
    pk: int
    cookie: str
    running: int = 0
    past: int = 0
    part: int = 0
    revision: int = 0
    sent: int = 0

    def save(self) -> dict[str, object]:
        """The next text of the first box, as the page sends it while somebody types."""
        self.sent += 1
        text = WORDS + f"Then {self.sent}. " * (self.sent % 40)
        told: dict[str, object] = {"text": text, "based_on": self.revision, "sequence": self.sent}
        told["writer"] = f"{self.number:036x}"
        return {f"1-{name}": value for name, value in told.items()}


def make(count: int, *, first: int = 0, history: int = 0) -> list[Learner]:
    """Learners with an open interview of ASKED answered questions; with a `history`, one such past and short ones."""
    from django.db import transaction

    long, short = blueprint(ASKED), blueprint(2)
    learners = []
    for number in range(first, first + count):
        with transaction.atomic():
            user, learner = sign_in(number)
            for past in range(history):
                finished = _finished(user, short if past else long, days=history - past)
                learner.past = learner.past or finished.pk
            running = _started(user, long, days=0)
            learner.running = running.pk
            _answer(running)
            learner.part = running.answers.get(position=1).parts.get(position=1).pk
            learner.revision = 1
        learners.append(learner)
    return learners


def with_one_answer(number: int) -> Learner:
    """One with an answer to write to, for the floor."""
    user, learner = sign_in(number)
    interview = _started(user, blueprint(1), days=0)
    learner.part = interview.answers.get().parts.get(position=1).pk
    return learner


def blueprint(count: int) -> "Blueprint":
    """One that asks so many questions of theory, with two hours of time."""
    from practice.models import Blueprint, Section

    found, is_new = Blueprint.objects.get_or_create(
        slug=f"benchmark-{count}", defaults={"title": f"Benchmark of {count}", "minutes": 480, "position": 900}
    )
    if is_new:
        Section.objects.create(blueprint=found, kind="theory", count=count)
    return found


def sign_in(number: int) -> tuple["User", Learner]:
    from allauth.usersessions.models import UserSession
    from django.test import Client

    from accounts.models import User

    user = User.objects.create(email=f"learner{number}@example.org", name="Ada Learner", password="!")
    client = Client()
    client.force_login(user)
    UserSession.objects.create(user=user, session_key=client.session.session_key, ip="127.0.0.1")  # as signing in does
    return user, Learner(number, user.pk, load.cookies(client.cookies["session"].value))


def _started(user: "User", wanted: "Blueprint", *, days: int) -> "Interview":
    from django.utils import timezone

    from practice import interviews

    return interviews.start(user, wanted, now=timezone.now() - timedelta(days=days), rng=Random(user.pk * 100 + days))


def _finished(user: "User", wanted: "Blueprint", *, days: int) -> "Interview":
    from practice import interviews

    interview = _started(user, wanted, days=days)
    _answer(interview)
    interviews.finish(interview, now=interview.started_at + timedelta(hours=1))
    return interview


def _answer(interview: "Interview") -> None:
    """Something in each answer, as one save would leave it."""
    from practice.models import Part, ReceivedText

    parts = list(Part.objects.filter(answer__interview=interview, role="text"))
    for part in parts:
        part.text, part.revision, part.saved_at = WORDS, 1, interview.started_at
    Part.objects.bulk_update(parts, ["text", "revision", "saved_at"])
    ReceivedText.objects.bulk_create(
        ReceivedText(part=part, text=WORDS, based_on=0, revision=1, outcome="applied", received_at=interview.started_at)
        for part in parts
    )


def reopen(learners: Sequence[Learner], *, database: str = "default") -> None:
    """Take back that their interviews were finished, and what they used up of the limits, in the one they are in."""
    from accounts.models import Usage
    from practice.models import Interview, PointCoverage

    pks = [learner.running for learner in learners]
    PointCoverage.objects.using(database).filter(answer__interview__in=pks).delete()
    Interview.objects.using(database).filter(pk__in=pks).update(finished_at=None, ending="")
    Usage.objects.using(database).all().delete()


def settle() -> None:
    """Let the database know what it holds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
