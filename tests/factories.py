"""Plain functions that make what tests need, with sensible values for whatever a test does not care about."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from accounts.models import User
from practice import interviews, mentors, preparations, selection, self_rating, sums
from practice.models import (
    WEEKDAYS,
    Answer,
    Blueprint,
    Card,
    Interview,
    MentorLink,
    Part,
    PointCoverage,
    Preparation,
    Rating,
    Recording,
    Section,
    Story,
    Transcript,
)
from practice.results import Result
from questions import published
from questions.authoring import lifecycle, versions
from questions.content import Content, Curveball, Entry, Fact, FollowUp, Point, Stage, Task
from questions.models import Category, Difficulty, Kind, Question, QuestionVersion, Status

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A moment for tests that say what time it is."""

_numbers = count(1)


def make_user(**fields: Any) -> User:
    fields.setdefault("email", f"learner{next(_numbers)}@example.org")
    return User.objects.create_user(**fields)


def make_curator(**fields: Any) -> User:
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_writer(*groups: str, **fields: Any) -> User:
    """One of the staff, in the group Curators unless others are named."""
    if not Group.objects.exists():  # a test with transactions leaves every table empty, the migrations' rows too
        import_module("questions.migrations.0003_groups").forwards(apps, SimpleNamespace(connection=connection))
    user = make_user(is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups or ["Curators"]))
    return user


def make_category(**fields: Any) -> Category:
    number = next(_numbers)
    return Category.objects.create(**{"name": f"Category {number}", "slug": f"category-{number}"} | fields)


def make_content(*, points: Sequence[str] | None = None, starter: str = "", **fields: Any) -> Content:
    """What a question says; `points` are key points of weight 1, and with `starter` it is answered in code."""
    defaults: dict[str, Any] = {
        "title": "Bias and variance",
        "prompt": "What is the bias-variance tradeoff?",
        "key_points": (
            Point(text="high bias: a model too simple underfits", weight=3),
            Point(text="high variance: the fit changes with the training sample", weight=2),
        ),
        "answer": "Expected error is bias squared plus variance plus noise.",
    }
    if points is not None:
        defaults["key_points"] = tuple(Point(text=point) for point in points)
    if starter:
        defaults["task"] = Task(starter=starter, solution="pass", tests="def test_it(): pass")
    return Content(**defaults | fields)


def make_whole_content(**fields: Any) -> Content:
    """What a question says that has everything a question can have."""
    everything: dict[str, Any] = {
        "hints": ("Think of the sample.",),
        "follow_ups": (
            FollowUp(text="And with *more* data?", answer="Variance shrinks.\n\nBias $b$ stays.", probes=(1, 2)),
            FollowUp(text="Where does it fail?"),
        ),
        "mistakes": ("Bias is not prejudice here.",),
        "facts": (
            Fact(asked_by=("traffic", "users"), told="10 million users: daily ones"),
            Fact(asked_by=("labels",), told="They come after `7` days."),
        ),
        "curveball": Curveball(share=0.55, text="The labels stop arriving."),
        "stages": (Stage(title="Scope and sizing", minutes=5), Stage(title="Trade-offs")),
        "sources": ("https://example.org/source",),
        "task": Task(
            starter="def f(): ...\n",
            solution="def f(): return 1\n",
            tests="def test_f(): assert f() == 1\n",
            hidden_tests="def test_f_again(): assert f() == f()\n",
            requires=("numpy",),
        ),
    }
    return make_content(**everything | fields)


def make_question(
    category: Category | None = None, *, publish: bool = True, content: Content | None = None, **fields: Any
) -> Question:
    """A question, published unless told otherwise; `fields` are those of `Entry`."""
    slug = fields.pop("slug", f"question-{next(_numbers)}")
    content = content or make_content()
    kind = fields.pop("kind", Kind.CODING if content.task else Kind.THEORY)
    entry = Entry(content=content, slug=slug, kind=kind, **fields)
    question = versions.create(entry, category or make_category(), now=timezone.now())
    if publish:
        lifecycle.publish(question, now=timezone.now())
    return question


def make_bank(category: Category, size: int) -> list[Question]:
    """Many published questions at once, with little to say: easy, medium and hard in turn, every tenth tagged LLM."""
    questions = Question.objects.bulk_create(
        Question(
            category=category,
            slug=f"q-{category.pk}-{number}",
            kind="theory",
            difficulty=Difficulty.values[number % 3],
            minutes=5,
            position=number,
            tags=["LLM"] if number % 10 == 0 else [],
        )
        for number in range(size)
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=question, number=1, title=question.slug, prompt="What?") for question in questions
    )
    for question, version in zip(questions, versions, strict=True):
        question.current, question.status = version, Status.PUBLISHED
    Question.objects.bulk_update(questions, ["current", "status"])
    published.changed()
    return questions


STAGES = (
    Stage(title="Scope and sizing", minutes=6),
    Stage(title="Diagram", minutes=9),
    Stage(title="Trade-offs", minutes=15),
)


def make_design(*, stages: Sequence[Stage] = STAGES, **fields: Any) -> Question:
    """A design of thirty minutes that is answered by stages; `fields` are those of `make_content`."""
    told: dict[str, Any] = {"title": "A feed", "prompt": "Design a feed for a million readers.", "stages": stages}
    return make_question(kind=Kind.DESIGN, minutes=30, content=make_content(**told | fields))


def make_change(question: Question, **fields: Any) -> Question:
    """The question with a newer version by somebody else, which waits; `fields` are those of `make_content`."""
    versions.revise(question, make_content(**fields), now=timezone.now(), editor=make_user())
    return question


def make_blueprint(count: int = 2, *, sections: Sequence[dict[str, Any]] = (), **fields: Any) -> Blueprint:
    """A blueprint of the sections given, else of one that takes any question."""
    number = next(_numbers)
    blueprint = Blueprint.objects.create(
        **{"title": f"Round {number}", "slug": f"round-{number}", "minutes": 30} | fields
    )
    for position, section in enumerate(sections or [{"count": count}], 1):
        Section.objects.create(blueprint=blueprint, position=position, **section)
    return blueprint


def make_interview(
    user: User | None = None, *, now: datetime | None = None, questions: int | Sequence[Question] = 2, **fields: Any
) -> Interview:
    """A running interview of fresh questions, or of those given, started at `now`; `fields` are its blueprint's."""
    if isinstance(questions, int):
        category = make_category()
        questions = [make_question(category) for _ in range(questions)]
    blueprint = make_blueprint(len(questions) or 1, **fields)
    with mock.patch.object(selection, "choose", return_value=questions):
        return interviews.start(user or make_user(), blueprint, now=now or timezone.now(), rng=Random(1))


def make_card(user: User, question: Question, rating: Rating, *, now: datetime) -> Card:
    """The card of a question that was practised and rated at that moment."""
    practice = interviews.practise(user, question, now=now)
    interviews.finish(practice, now=now)
    self_rating.rate(practice.answers.get(), rating)
    return user.cards.get(question=question)


def make_cards(user: User, count: int, *, now: datetime, minutes: int = 5) -> None:
    """So many cards that were due at `now`, with their questions: made at once, as a test of sizes wants them."""
    category, day = make_category(), timedelta(days=1)
    questions = Question.objects.bulk_create(
        Question(category=category, slug=f"question-{next(_numbers)}", kind=Kind.THEORY, minutes=minutes)
        for _ in range(count)
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=question, number=1, title="Bias", prompt="What is bias?", created_at=now)
        for question in questions
    )
    for question, version in zip(questions, versions, strict=True):
        question.current, question.status = version, Status.PUBLISHED
    Question.objects.bulk_update(questions, ["current", "status"])
    Card.objects.bulk_create(
        Card(user=user, question=question, due=now - day, stability=1 + number, state=2, last_review=now - 9 * day)
        for number, question in enumerate(questions)
    )


def make_past(
    user: User, questions: Sequence[Question], attempts: int, *, now: datetime, covered: int = 1, **fields: Any
) -> list[Interview]:
    """So many finished interviews over these questions, a day apart and the last of them at `now`, written as rows:
    each answer took two minutes and covers its first key points, `covered` of them."""
    blueprint = make_blueprint(len(questions), **fields)
    began = [now - timedelta(days=attempts - 1 - number) for number in range(attempts)]
    told = {"user": user, "blueprint": blueprint, "title": blueprint.title, "minutes": 60, "ending": "finished"}
    told["interviewer"] = True
    past = Interview.objects.bulk_create(
        Interview(started_at=at, current_since=at, finished_at=at, deadline=at + timedelta(hours=1), **told)
        for at in began
    )
    answers = Answer.objects.bulk_create(
        Answer(interview=interview, position=place, version=current_of(question), minutes=5, seconds=120)
        for interview in past
        for place, question in enumerate(questions, 1)
    )
    Part.objects.bulk_create(Part(answer=answer, position=1, role="text", text="Words") for answer in answers)
    points = {question.current_id: list(current_of(question).key_points.all()) for question in questions}
    PointCoverage.objects.bulk_create(
        PointCoverage(answer=answer, key_point=point, suggested=False, covered=place < covered)
        for answer in answers
        for place, point in enumerate(points[answer.version_id])
    )
    sums.add_up(answer.pk for answer in answers)
    return past


def make_result(**fields: Any) -> Result:
    """One finished answer as it is read, of a theory question that was reached and of which half is covered."""
    number = next(_numbers)
    told: dict[str, Any] = {
        "answer": number,
        "interview": number,
        "question": number,
        "category": 1,
        "kind": Kind.THEORY,
    }
    told |= {
        "title": "A round",
        "round": "",
        "started_at": NOON,
        "finished_at": NOON,
        "timed": True,
        "interviewer": False,
    }
    told |= {"is_published": True, "minutes": 5, "seconds": 60, "answered": True, "unheard": False}
    return Result(**told | {"unprompted": 5.0, "nudged": 0.0, "total": 10, "confirmed": 0.0, "own_words": 0} | fields)


def part_of(interview: Interview, position: int = 1, part: int = 1) -> Part:
    """One part of an interview's answer, as it is stored now."""
    return Part.objects.get(answer__interview=interview, answer__position=position, position=part)


def make_recording(interview: Interview, *, sound: bytes = b"OggS and so on", **fields: Any) -> Recording:
    """A recording of an interview's first answer."""
    told = {"created_at": interview.started_at, "seconds": 1, "mime_type": "audio/ogg", "size": len(sound)}
    return Recording.objects.create(answer=interview.answers.get(position=1), sound=sound, **told | fields)


def make_story(user: User | None = None, *, serves: Sequence[Question] = (), **fields: Any) -> Story:
    """A story that is told in full unless `fields` say otherwise."""
    told = {name: f"The {name} of it." for name in Story.NOTES} | {"title": f"Story {next(_numbers)}"} | fields
    story = Story.objects.create(user=user or make_user(), created_at=NOON, updated_at=NOON, **told)
    story.prompts.set(serves)
    return story


def make_preparation(
    user: User | None = None,
    *,
    days: int = 14,
    minutes: int = 30,
    rounds: Sequence[Blueprint] = (),
    now: datetime = NOON,
    **fields: Any,
) -> Preparation:
    """What somebody prepares for: an interview in so many `days`, with so many `minutes` on each day until then."""
    return preparations.prepare(
        user or make_user(),
        day=timezone.localdate(now) + timedelta(days=days),
        minutes=dict.fromkeys(WEEKDAYS, minutes) | fields,
        rounds=rounds,
        now=now,
    )


def make_scene(*elements: dict[str, Any]) -> str:
    """The text of a sketch as a board sends it: of the elements given, else of two boxes and what flows between."""
    drawn = elements or (
        {"type": "rectangle", "id": "api", "x": 0, "y": 0, "width": 120, "height": 60, "roughness": 0},
        {"type": "text", "id": "t1", "x": 40, "y": 18, "width": 40, "height": 25, "text": "API", "containerId": "api"},
        {"type": "ellipse", "id": "store", "x": 300, "y": 0, "width": 160, "height": 60, "strokeColor": "#1971c2"},
        {"type": "text", "id": "t2", "x": 320, "y": 18, "width": 120, "height": 25, "text": "Feature\nstore"}
        | {"originalText": "Feature store", "containerId": "store"},
        {"type": "arrow", "id": "flow", "x": 124, "y": 30, "width": 172, "height": 0, "points": [[0, 0], [172, 0]]}
        | {"startBinding": {"elementId": "api", "focus": 0, "gap": 4}, "endBinding": {"elementId": "store"}},
    )
    return json.dumps({"type": "excalidraw", "version": 2, "elements": drawn})


def make_transcript(recording: Recording, text: str, **fields: Any) -> Transcript:
    """What was heard in a recording: `text`, in one segment."""
    told = {"status": "done", "asked_at": recording.created_at, "heard_by": "api.example.org"}
    segments = [[0.0, float(recording.seconds), text, []]]
    return Transcript.objects.create(recording=recording, text=text, segments=segments, **told | fields)


def make_mentor_link(interview: Interview, *, now: datetime, **fields: Any) -> tuple[MentorLink, str]:
    """A link to an interview, which is finished if it was not, and the secret in its address."""
    interviews.finish(interview, now=now)
    told: dict[str, Any] = {"days": 7, "shown_name": "", "with_recordings": False}
    return mentors.share(interview, **told | fields, now=now)


def deadline_of(interview: Interview) -> datetime:
    """The deadline of an interview that has one."""
    assert interview.deadline
    return interview.deadline


def current_of(question: Question) -> QuestionVersion:
    """What learners see of a question by now."""
    question.refresh_from_db()
    assert question.current
    return question.current
