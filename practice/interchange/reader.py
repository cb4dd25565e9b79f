"""An archive of a learner's own, or its practice.json -> records that are not stored yet, each field checked.

Whatever stands in such a file may have been written by anybody: it is bounded in bytes, depth and counts, each value
must be what its field holds, and nothing but the fields that leave with a learner (carried) is looked at.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from practice import scenes
from practice.models import (
    Answer,
    Bookmark,
    Card,
    Interview,
    MentorComment,
    Part,
    PointCoverage,
    QuestionNotes,
    ReceivedText,
    Recording,
    Role,
    Run,
    Story,
    Transcript,
)
from questions.interchange.formats import archive
from questions.text import Unreadable

from .carried import FORMAT
from .checked import Refused, is_list_of_texts, made, text_of
from .identities import identity

LARGEST_JSON = 20_000_000  # bytes of practice.json: some thousand attempts
DEEPEST = 12
MOST = {"interviews": 5_000, "answers": 60, "parts": 99, "received_texts": 20_000} | dict.fromkeys(
    ["schedule", "notes"], 20_000
)
"""Things in one list; any list that is not named here may have 1,000."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A part with what was received for it and run of it."""

    part: Part
    received: list[ReceivedText]
    runs: list[Run]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A recording; its sound is in the archive at `path`, if it is an archive."""

    recording: Recording
    path: str
    transcript: Transcript | None


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer, with what it was asked: `slug`, `fingerprint` (identities) and `number` find the version again."""

    answer: Answer
    slug: str
    number: int
    fingerprint: str
    prompt: str
    story_number: int | None
    written: list[Written]
    points: dict[int, PointCoverage]
    heard: list[Heard]
    comments: list[MentorComment]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    identity: str
    interview: Interview
    given: list[Given]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story, by its number in the file, and the questions it could serve."""

    story: Story
    number: int | None
    slugs: list[str]


@dataclass(frozen=True, kw_only=True)
class Takeaway:
    """All that a file brings. What belongs to a question is told with its slug."""

    attempts: list[Attempt] = field(default_factory=list)
    cards: list[tuple[str, Card]] = field(default_factory=list)
    bookmarks: list[tuple[str, Bookmark]] = field(default_factory=list)
    notes: list[tuple[str, QuestionNotes]] = field(default_factory=list)
    stories: list[Told] = field(default_factory=list)
    sounds: Mapping[str, bytes] = field(default_factory=dict)


def read(data: bytes) -> Takeaway:
    """Read an archive or its practice.json. Raises Refused."""
    if not data.startswith(b"PK"):
        return _takeaway(_parsed(data), {})
    try:
        files = dict(archive.files_of_zip(data))
    except Unreadable as error:
        raise Refused(f"{error.message} You can unpack the archive yourself and choose practice.json.") from error
    if "practice.json" not in files:
        raise Refused("There is no practice.json in this archive. Choose one that “Download your data” made.")
    sounds = {path: content for path, content in files.items() if path.startswith("recordings/")}
    return _takeaway(_parsed(files["practice.json"]), sounds)


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_JSON:
        raise Refused(f"The answers have {len(data) // 1_000_000} MB; at most {LARGEST_JSON // 1_000_000} MB are read.")
    try:
        plain = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError as error:
        raise Refused("This file is nested too deeply.") from error
    except UnicodeDecodeError as error:
        raise Refused("This is no text in UTF-8. Choose the archive, or the practice.json in it.") from error
    except ValueError as error:
        raise Refused(f"This is not the JSON that “Download your data” makes: {str(error)[:100]}.") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise Refused("This is not a practice.json of this release. Choose one that “Download your data” made.")
    _check_depth(plain)
    return plain


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _check_depth(plain: Any) -> None:
    level = [plain]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    if level:
        raise Refused("This file is nested too deeply.")


def _takeaway(plain: dict[str, Any], sounds: Mapping[str, bytes]) -> Takeaway:
    return Takeaway(
        attempts=_each(plain, "interviews", "interview", _attempt),
        cards=_each(plain, "schedule", "card", _of_question(Card)),
        bookmarks=_each(plain, "bookmarks", "bookmark", _of_question(Bookmark)),
        notes=_each(plain, "notes", "notes", _of_question(QuestionNotes)),
        stories=_each(plain, "stories", "story", _story),
        sounds=sounds,
    )


def _attempt(plain: dict[str, Any], where: str) -> Attempt:
    interview = made(Interview, plain, where)
    given = _each(plain, "answers", "answer", _given, where)
    named = plain.get("identity")
    if not (isinstance(named, str) and len(named) == 64 and named.isascii() and named.isalnum()):
        named = identity(interview.started_at, interview.title, [each.slug for each in given])
    _check_times(interview, where)
    if len({each.answer.position for each in given}) < len(given):
        raise Refused(f"{where}: two answers stand at one place.")
    return Attempt(identity=named, interview=interview, given=given)


def _check_times(interview: Interview, where: str) -> None:
    start, deadline, end = interview.started_at, interview.deadline, interview.finished_at
    if (deadline and deadline <= start) or (end and (end < start or (deadline and end > deadline))):
        raise Refused(f"{where}: it ends before it begins, or after its time.")
    if (end is None) != (interview.ending == ""):
        raise Refused(f"{where}: it has an end without a word for it, or a word without an end.")


def _given(plain: dict[str, Any], where: str) -> Given:
    answer = made(Answer, plain, where)
    points = _each(plain, "key_points", "key point", _point, where)
    written = _each(plain, "parts", "part", _written, where)
    places = [each.part.position for each in written]
    if len(set(places)) < len(places) or sum(each.part.is_sketch for each in written) > 1:
        raise Refused(f"{where}: two parts stand at one place, or two sketches in it.")
    story = plain.get("story_number")
    return Given(
        answer=answer,
        slug=text_of(plain, "question", where, most=120),
        number=plain["version"] if isinstance(plain.get("version"), int) else 0,
        fingerprint=text_of(plain, "fingerprint", where, most=64),
        prompt=text_of(plain, "asked", where),
        story_number=story if isinstance(story, int) else None,
        written=written,
        points=dict(points),
        heard=_each(plain, "recordings", "recording", _heard, where),
        comments=_each(plain, "mentors_comments", "comment", lambda told, at: made(MentorComment, told, at), where),
    )


def _point(plain: dict[str, Any], where: str) -> tuple[int, PointCoverage]:
    number = plain.get("number")
    if not isinstance(number, int):
        raise Refused(f"{where}: it has no number.")
    return number, made(PointCoverage, plain, where)


def _written(plain: dict[str, Any], where: str) -> Written:
    part = made(Part, plain, where)
    if (part.role == Role.NOTES) != (part.position == Part.NOTES_POSITION):
        raise Refused(f"{where}: notes stand at place 0, and nothing else does.")
    if (part.role == Role.REPLY and not part.line) or (part.role in {Role.STAGE, Role.BLOCKS} and part.place is None):
        raise Refused(f"{where}: it does not say what it replies to, or which stage it is of.")
    received = _each(plain, "received_texts", "text", lambda told, at: made(ReceivedText, told, at), where)
    for text in received:
        if (text.outcome == ReceivedText.Outcome.APPLIED) != (text.revision is not None):
            raise Refused(f"{where}: a text that was applied has a revision, and no other has one.")
    sent = [(text.writer, text.sequence) for text in received if text.writer]
    if len(set(sent)) < len(sent):
        raise Refused(f"{where}: one writer sent two texts with one number.")
    if part.is_sketch:
        part.text = _scene(part.text, where)
        for text in received:
            text.text = _scene(text.text, where)
    runs = _each(plain, "runs_in_own_browser", "run", lambda told, at: made(Run, told, at), where)
    return Written(part=part, received=received, runs=runs)


def _scene(text: str, where: str) -> str:
    try:
        return scenes.written(scenes.read(text))
    except scenes.NotAScene as error:
        raise Refused(f"{where}: this is no sketch. {error}") from error


def _heard(plain: dict[str, Any], where: str) -> Heard:
    told = plain.get("transcript")
    transcript = made(Transcript, told, f"{where}, transcript") if isinstance(told, dict) else None
    if transcript and transcript.is_under_way:
        transcript = None  # nobody works on it here
    return Heard(
        recording=made(Recording, plain, where), path=text_of(plain, "file", where, most=200), transcript=transcript
    )


def _story(plain: dict[str, Any], where: str) -> Told:
    story = made(Story, plain, where)
    if not story.title.strip():
        raise Refused(f"{where}: it has no title.")
    slugs, number = plain.get("prompts", []), plain.get("number")
    if not is_list_of_texts(slugs, most=2_000, longest=120):
        raise Refused(f"{where}: “prompts” is no list of questions.")
    return Told(story=story, number=number if isinstance(number, int) else None, slugs=slugs)


def _of_question[Record: models.Model](
    model: type[Record],
) -> Callable[[dict[str, Any], str], tuple[str, Record]]:
    def read_one(plain: dict[str, Any], where: str) -> tuple[str, Record]:
        return text_of(plain, "slug", where, most=120), made(model, plain, where)

    return read_one


def _each[Thing](
    plain: dict[str, Any], name: str, word: str, make: Callable[[dict[str, Any], str], Thing], where: str = ""
) -> list[Thing]:
    """What `make` makes of each member of a list; `where` tells a person which member it is."""
    told = plain.get(name, [])
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise Refused(_at(where, f"“{name}” is not what it should be."))
    if len(told) > (most := MOST.get(name, 1_000)):
        raise Refused(_at(where, f"“{name}” has {len(told):,} members; at most {most:,} are read."))
    return [make(each, _at(where, f"{word} {number}", ", ")) for number, each in enumerate(told, 1)]


def _at(where: str, what: str, between: str = ": ") -> str:
    return f"{where}{between}{what}" if where else what[0].upper() + what[1:]


def latest_moment(attempt: Attempt) -> datetime:
    """When an attempt ended; one that was open ends with the last that was saved of it, within its time."""
    interview = attempt.interview
    if interview.finished_at:
        return interview.finished_at
    saved = [each.part.saved_at for given in attempt.given for each in given.written if each.part.saved_at]
    last = max([interview.started_at, *saved])
    return min(last, interview.deadline) if interview.deadline else last
