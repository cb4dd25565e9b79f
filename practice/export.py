"""One learner's own practice data, as accounts.export puts it into the file that they may take with them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from accounts.models import User

from . import pictures, scenes
from .models import Answer, Blueprint, Interview, Part, ReceivedText, Recording, Role, Story, Transcript

ENDINGS = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a"}


def practice_of(user: User) -> dict[str, Any]:
    interviews = user.interviews.order_by("started_at").prefetch_related(
        "answers__version__question",
        "answers__parts__received_texts",
        "answers__parts__runs",
        "answers__coverage__key_point",
        "answers__story",
        "answers__recordings",
    )
    question = F("question__slug")
    return {
        "interviews": [_interview(interview) for interview in interviews],
        "own_interviews": [
            _blueprint(blueprint) for blueprint in user.blueprints.prefetch_related("sections__category")
        ],
        "schedule": list(user.cards.values("due", "state", "stability", "difficulty", "last_review", slug=question)),
        "bookmarks": list(user.bookmarks.values("created_at", slug=question)),
        "transcribed_days": list(user.transcribed_days.values("day", "seconds")),
        "notes": list(user.notes.values("text", "updated_at", slug=question)),
        "stories": [_story(story) for story in user.stories.prefetch_related("prompts")],
    }


def _story(story: Story) -> dict[str, Any]:
    fields = ("title", *Story.NOTES, "tags", "created_at", "updated_at")
    return {name: getattr(story, name) for name in fields} | {
        "prompts": [question.slug for question in story.prompts.all()]
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
    return {
        "title": interview.title,
        "started_at": interview.started_at,
        "deadline": interview.deadline,
        "extra_seconds": interview.extra_seconds,
        "finished_at": interview.finished_at,
        "ending": interview.ending,
        "answers": [_answer(answer) for answer in interview.answers.all()],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.version.question.slug,
        "version": answer.version.number,
        "asked": answer.version.prompt,
        "parts": [_part(part) for part in answer.parts.all()],
        "flagged": answer.flagged,
        "seconds": answer.seconds,
        "hints_shown": answer.hints_shown,
        "components_drawn": answer.drawn,
        "rating": answer.rating,
        "story": answer.story.title if answer.story else None,
        "key_points": [
            {
                "text": each.key_point.text,
                "covered": each.covered,
                "suggested": each.suggested,
                "perhaps": each.perhaps,
                "confirmed": each.is_confirmed,
                "nudged": each.nudged,
                "evidence": each.evidence,
            }
            for each in answer.coverage.all()
        ],
        "recordings": [_recording(recording) for recording in answer.recordings.all()],
    }


def _recording(recording: Recording) -> dict[str, Any]:
    transcript: Transcript | None = getattr(recording, "transcript", None)
    return {
        "created_at": recording.created_at,
        "seconds": recording.seconds,
        "bytes": recording.size,
        "file": _path(recording),
        "part": recording.part_position,
        "after_time": recording.late,
        "transcript": transcript and _transcript(transcript),
    }


def _transcript(transcript: Transcript) -> dict[str, Any]:
    return {
        "asked_at": transcript.asked_at,
        "status": transcript.status,
        "heard_by": transcript.heard_by,
        "text": transcript.text,
        "segments": [{"start": each.start, "end": each.end, "text": each.text} for each in transcript.heard],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "role": part.role,
        "stage": part.stage.title if part.is_staged else None,
        "seconds": part.seconds if part.is_staged else None,
        "interviewer": part.line,
        "text": part.description if part.is_sketch and part.text else part.text,
        "file": _sketch_path(part) if part.is_sketch and part.text else None,
        "said_at": part.said_at,
        "saved_at": part.saved_at,
        "received_texts": [_received(received, part) for received in part.received_texts.all()],
        "runs_in_own_browser": [
            {name: getattr(run, name) for name in ("created_at", "code", "outcome", "milliseconds", "tests")}
            for run in part.runs.all()
        ],
    }


def _received(received: ReceivedText, part: Part) -> dict[str, Any]:
    told = {"text": received.text, "received_at": received.received_at, "outcome": received.outcome}
    if not part.is_sketch:
        return told
    return told | {"text": received.description, "file": _received_path(received) if received.text else None}


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
