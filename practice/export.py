"""One learner's own practice data, as accounts.export puts it into the archive that they may take with them.

practice.json is complete, but for the sound: practice.interchange reads it again. The rest is for people.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from accounts.export import Lazily
from accounts.models import User

from . import pictures, scenes
from .interchange import cards, readable
from .interchange.carried import FORMAT, told
from .interchange.identities import fingerprint, identity_of
from .models import (
    WEEKDAYS,
    Answer,
    Blueprint,
    Interview,
    MentorLink,
    Opinion,
    Part,
    PointCoverage,
    PointOpinion,
    Preparation,
    ReceivedText,
    Recording,
    Role,
    Story,
    Transcript,
)

ENDINGS = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a"}

AT_ONCE = 10
"""Interviews in memory at a time."""

TOLD_IN_FILES = ("interviews", "notes", "bookmarks", "stories")
"""What has readable files of its own."""


def practice_of(user: User) -> dict[str, Any]:
    question = F("question__slug")
    stories = user.stories.order_by("pk").prefetch_related("prompts")
    return {
        "format": FORMAT,
        "interviews": Lazily(lambda: map(_interview, _interviews(user).iterator(chunk_size=AT_ONCE))),
        "own_interviews": [
            _blueprint(blueprint) for blueprint in user.blueprints.prefetch_related("sections__category")
        ],
        "schedule": list(
            user.cards.values("due", "state", "step", "stability", "difficulty", "last_review", slug=question)
        ),
        "bookmarks": list(user.bookmarks.order_by("created_at", "pk").values("created_at", slug=question)),
        "transcribed_days": list(user.transcribed_days.values("day", "seconds")),
        "judged_days": list(user.opinion_days.values("day", "answers")),
        "notes": list(user.notes.values("text", "updated_at", slug=question)),
        "preparation": _preparation(user),
        "stories": [_story(story) for story in stories],
    }


def _interviews(user: User) -> QuerySet[Interview]:
    """With all that is told of them, earliest first."""
    return user.interviews.order_by("started_at", "pk").prefetch_related(
        Prefetch(
            "answers", Answer.objects.select_related("version__question", "version__task", "story", "opinion__judge")
        ),
        Prefetch("answers__coverage", PointCoverage.objects.select_related("key_point", "opinion")),
        "answers__version__key_points",
        "answers__parts__received_texts",
        "answers__parts__runs",
        "answers__recordings",
        "answers__mentor_comments",
        "mentor_links",
    )


def attempts_of(user: User) -> Iterator[tuple[str, bytes]]:
    """A readable file for each attempt, then notes, bookmarks and stories, then cards for Anki."""
    for interview in _interviews(user).iterator(chunk_size=AT_ONCE):
        yield readable.path(interview), readable.attempt(interview).encode()
    for path, text in readable.beside_attempts(user):
        yield path, text.encode()
    if notes := cards.anki(user):
        yield "anki-cards.txt", notes


def _preparation(user: User) -> dict[str, Any] | None:
    preparation = Preparation.objects.filter(user=user).first()
    if preparation is None:
        return None
    return {name: getattr(preparation, name) for name in ("day", *WEEKDAYS, "created_at", "updated_at")} | {
        "rounds": [blueprint.title for blueprint in preparation.rounds.all()],
        "days_off": [each.day for each in preparation.days_off.all()],
    }


def recordings_of(user: User) -> Iterator[tuple[str, bytes]]:
    """The sound of each recording, one at a time: together they may be a hundred megabytes."""
    for recording in Recording.objects.filter(answer__interview__user=user).order_by("pk").iterator(chunk_size=1):
        yield _path(recording), bytes(recording.sound)


def sketches_of(user: User) -> Iterator[tuple[str, bytes]]:
    """Each sketch as a picture and as the file that Excalidraw opens, with every one that was received for it."""
    for part in Part.objects.filter(answer__interview__user=user, role=Role.SKETCH).exclude(text="").order_by("pk"):
        yield _sketch_path(part), part.text.encode()
        yield _sketch_path(part, "svg"), pictures.svg(scenes.read(part.text)).encode()
    mine = ReceivedText.objects.filter(part__answer__interview__user=user, part__role=Role.SKETCH)
    for received in mine.exclude(text="").order_by("pk").iterator(chunk_size=10):
        yield _received_path(received), received.text.encode()


def _sketch_path(part: Part, ending: str = "excalidraw") -> str:
    return f"sketches/{part.pk}.{ending}"


def _received_path(received: ReceivedText) -> str:
    return f"sketches/{received.part_id}-{received.pk}.excalidraw"


def _path(recording: Recording) -> str:
    return f"recordings/{recording.pk}.{ENDINGS.get(recording.mime_type, 'bin')}"


def _interview(interview: Interview) -> dict[str, Any]:
    return (
        {"identity": identity_of(interview), "imported_at": interview.imported_at}
        | told(interview)
        | {
            "answers": [_answer(answer) for answer in interview.answers.all()],
            "links_for_mentors": [_link(link) for link in interview.mentor_links.all()],
        }
    )


def _answer(answer: Answer) -> dict[str, Any]:
    version = answer.version
    return (
        {
            "question": version.question.slug,
            "version": version.number,
            "fingerprint": fingerprint(version.content),
            "asked": version.prompt,
        }
        | told(answer)
        | {
            "story": answer.story.title if answer.story else None,
            "story_number": answer.story_id,
            "parts": [_part(part) for part in answer.parts.all()],
            "key_points": [
                {"number": each.key_point.position, "text": each.key_point.text, "weight": each.key_point.weight}
                | told(each)
                | {"second_opinion": _point_opinion(getattr(each, "opinion", None))}
                for each in answer.coverage.all()
            ],
            "recordings": [_recording(recording) for recording in answer.recordings.all()],
            "second_opinion": _opinion(getattr(answer, "opinion", None)),
            "mentors_comments": [told(comment) for comment in answer.mentor_comments.all()],
        }
    )


def _part(part: Part) -> dict[str, Any]:
    """The text of a sketch is its scene, which `description` tells in words and `file` has to be opened."""
    of_sketch = {"description": part.description, "file": _sketch_path(part)} if part.is_sketch and part.text else {}
    return (
        told(part)
        | of_sketch
        | {
            "stage": part.stage.title if part.is_staged else None,
            "received_texts": [_received(received, part) for received in part.received_texts.all()],
            "runs_in_own_browser": [told(run) for run in part.runs.all()],
        }
    )


def _received(received: ReceivedText, part: Part) -> dict[str, Any]:
    return told(received) | ({"file": _received_path(received)} if part.is_sketch and received.text else {})


def _opinion(opinion: Opinion | None) -> dict[str, Any] | None:
    if opinion is None:
        return None
    return {"asked_at": opinion.asked_at, "status": opinion.status, "judge": str(opinion.judge)}


def _point_opinion(point: PointOpinion | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"says": point.says, "said": point.said, "readings": point.asked, "quote": point.quote}


def _recording(recording: Recording) -> dict[str, Any]:
    transcript: Transcript | None = getattr(recording, "transcript", None)
    return told(recording) | {
        "bytes": recording.size,
        "file": _path(recording),
        "transcript": transcript and told(transcript),
    }


def _link(link: MentorLink) -> dict[str, Any]:
    """Without the digest of its secret, which opens nothing and says nothing."""
    return {name: value for name, value in told(link).items() if name != "digest"}


def _story(story: Story) -> dict[str, Any]:
    return told(story) | {"number": story.pk, "prompts": sorted(question.slug for question in story.prompts.all())}


def _blueprint(blueprint: Blueprint) -> dict[str, Any]:
    return {
        "title": blueprint.title,
        "minutes": blueprint.minutes,
        "one_way": blueprint.one_way,
        "speak_first": blueprint.speak_first,
        "sections": [
            {
                "category": section.category and section.category.slug,
                "kind": section.kind,
                "difficulty": section.difficulty,
                "tag": section.tag,
                "pool": section.pool,
                "count": section.count,
                "at_most": section.at_most,
            }
            for section in blueprint.sections.all()
        ],
    }
