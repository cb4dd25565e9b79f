"""Answers spoken aloud: what is taken in, how much of it, and from whom."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from accounts.models import User

from . import transcripts
from .models import Answer, Recording

TARGET_SECONDS = 2 * 60
"""What interviewers listen to without a question of their own; a good spoken answer is about as long."""

MAX_SECONDS = 30 * 60
MAX_BYTES = 15_000_000  # half an hour of Safari's AAC at 64 kbit/s are 14.4 MB; Opus at 32 kbit/s takes half of that
QUOTA_BYTES = 100_000_000  # of one person: seven hours of Opus
LITTLE_ROOM = 10_000_000
"""From here on a person is told how much room is left."""

SENDING = timedelta(minutes=2)
"""How long after the end a recording may arrive and still count: what was said in time takes so long on a slow line."""

# What MediaRecorder writes: Chrome and Firefox WebM or Ogg with Opus, Safari MP4.
_BEGINNINGS = [(0, b"\x1aE\xdf\xa3", "audio/webm"), (0, b"OggS", "audio/ogg"), (4, b"ftyp", "audio/mp4")]


class NotARecording(Exception):
    """The bytes do not begin as WebM, Ogg or MP4 do."""


class TooLarge(Exception):
    """A recording is larger than MAX_BYTES."""


class QuotaReached(Exception):
    """With this one, the person's recordings would take more than QUOTA_BYTES; `missing` bytes more."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


class NotSpoken(Exception):
    """The interview is not one in which answers are spoken."""


def longest(answer: Answer) -> int:
    """How many seconds a recording of this answer may have: the question's minutes with its share of the extra time."""
    interview = answer.interview
    seconds = answer.minutes * 60
    if interview.minutes:
        seconds += seconds * interview.extra_seconds // (interview.minutes * 60)
    return min(seconds, MAX_SECONDS)


def store(answer: Answer, sound: bytes, *, seconds: int, now: datetime, part: int | None = None) -> Recording:
    """Store a recording of an answer, spoken to the part at that place (or to the one that is spoken to last).

    What arrives after time is kept, and marked as that. Raises NotARecording, TooLarge, QuotaReached, NotSpoken and
    Part.DoesNotExist.
    """
    if not answer.interview.speak_first:
        raise NotSpoken
    if len(sound) > MAX_BYTES:
        raise TooLarge
    mime_type = sniff(sound)
    if not mime_type:
        raise NotARecording
    spoken_to = answer.speaking_part if part is None else answer.parts.get(position=part)
    with transaction.atomic():
        User.objects.lock(answer.interview.user)
        if (missing := len(sound) - room(answer.interview.user)) > 0:
            raise QuotaReached(missing)
        return Recording.objects.create(
            answer=answer,
            part_position=spoken_to.position,
            late=not _counts(answer, now),
            created_at=now,
            seconds=min(seconds, longest(answer)),
            mime_type=mime_type,
            size=len(sound),
            sound=sound,
        )


def delete(recording: Recording) -> None:
    """Delete a recording, and its transcript with it: what was said there is no part of the answer any more."""
    was_heard = Recording.objects.transcribed().filter(pk=recording.pk).exists()
    recording.delete()
    if was_heard:
        transcripts.compare_again(recording)


def _counts(answer: Answer, arrived_at: datetime) -> bool:
    until = answer.interview.counts_until
    return until is None or arrived_at <= until + SENDING


def room(user: User) -> int:
    """The bytes that a person's further recordings may take."""
    return QUOTA_BYTES - used_by(user)


def used_by(user: User) -> int:
    """The bytes of all recordings of a person."""
    used = Recording.objects.filter(answer__interview__user=user).aggregate(used=Sum("size"))["used"]
    return int(used or 0)


def sniff(sound: bytes) -> str:
    """The type of a recording by its first bytes, whatever the browser called it; "" for anything else."""
    for offset, beginning, mime_type in _BEGINNINGS:
        if sound[offset : offset + len(beginning)] == beginning:
            return mime_type
    return ""
