"""Answers spoken aloud: what is taken in, how much of it, and from whom."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from accounts.models import User

from .models import Answer, Recording

MAX_SECONDS = 10 * 60
MAX_BYTES = 5_000_000  # ten minutes of Opus at 32 kbit/s are 2.4 MB; Safari's AAC takes twice that
QUOTA_BYTES = 100_000_000  # of one person: about forty recordings of full length

# What MediaRecorder writes: Chrome and Firefox WebM or Ogg with Opus, Safari MP4.
_BEGINNINGS = [(0, b"\x1aE\xdf\xa3", "audio/webm"), (0, b"OggS", "audio/ogg"), (4, b"ftyp", "audio/mp4")]


class NotARecording(Exception):
    """The bytes do not begin as WebM, Ogg or MP4 do."""


class TooLarge(Exception):
    """A recording is larger than MAX_BYTES."""


class QuotaReached(Exception):
    """With this one, the person's recordings would take more than QUOTA_BYTES."""


class NotSpoken(Exception):
    """The interview is not one in which answers are spoken."""


def store(answer: Answer, sound: bytes, *, seconds: int, now: datetime) -> Recording:
    """Store a recording of an answer. Raises NotARecording, TooLarge, QuotaReached and NotSpoken."""
    if not answer.interview.speak_first:
        raise NotSpoken
    if len(sound) > MAX_BYTES:
        raise TooLarge
    mime_type = sniff(sound)
    if not mime_type:
        raise NotARecording
    user = answer.interview.user
    with transaction.atomic():
        User.objects.lock(user)
        if used_by(user) + len(sound) > QUOTA_BYTES:
            raise QuotaReached
        return Recording.objects.create(
            answer=answer,
            created_at=now,
            seconds=min(seconds, MAX_SECONDS),
            mime_type=mime_type,
            size=len(sound),
            sound=sound,
        )


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
