"""The verbs of transcripts: ask for one, and transcribe, which is done in the background by Django's Tasks.

Nothing is sent anywhere before the owner of a recording asks for it, each time anew.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.tasks import task

from accounts.models import User
from config import clock

from . import coverage, transcribers
from .interviews import locked
from .models import Recording, TranscribedDay, Transcript
from .speech import Segment, text_of, to_plain

log = logging.getLogger("dryrun.transcripts")

MOST_BYTES_A_SECOND = 8_000
"""Of sound as browsers record it (64 kbit/s): who claims more bytes than that is charged for more seconds."""


AT_MOST = timedelta(minutes=45)
"""How long a transcription may take."""


class NotSetUp(Exception):
    """This site has no speech to text."""


class EnoughForToday(Exception):
    """With this recording the person would have more transcribed today than the site allows."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a person is told before they ask: who hears the recording, whether it stays on this site's own machine, and
    how many seconds of sound they may still have transcribed today."""

    name: str
    is_local: bool
    seconds_left: int
    minutes_a_day: int


def offer(user: User, *, now: datetime) -> Offer | None:
    """What can be had here today; None where speech to text is not set up. Gives up what lost its worker."""
    transcriber = transcribers.configured()
    if not transcriber:
        return None
    _give_up_lost(user, now=now)
    minutes = settings.TRANSCRIPTION_MINUTES_A_DAY
    today = user.transcribed_days.filter(day=now.date()).first()
    return Offer(
        name=transcriber.name,
        is_local=transcriber.is_local,
        seconds_left=max(0, minutes * 60 - (today.seconds if today else 0)),
        minutes_a_day=minutes,
    )


def _give_up_lost(user: User, *, now: datetime) -> None:
    mine = Transcript.objects.filter(recording__answer__interview__user=user)
    mine.give_up_lost(at_most=AT_MOST, failure=Transcript.Failure.BROKEN, now=now)


def ask(recording: Recording, *, now: datetime) -> Transcript:
    """Have a recording transcribed; a transcript that is there or on its way is left alone, one that failed is tried
    again. Raises NotSetUp and EnoughForToday."""
    transcriber = transcribers.configured()
    if not transcriber:
        raise NotSetUp
    user = recording.answer.interview.user
    with transaction.atomic():
        User.objects.lock(user)
        _give_up_lost(user, now=now)
        transcript = Transcript.objects.filter(recording=recording).first() or Transcript(recording=recording)
        if transcript.pk and transcript.status != Transcript.Status.FAILED:
            return transcript
        _charge(user, recording, now.date())
        transcript.status, transcript.failure = Transcript.Status.WAITING, ""
        transcript.asked_at, transcript.began_at = now, None
        transcript.heard_by = transcriber.name
        transcript.save()
        # In one transaction: a task that nobody asked for, or nobody will do, cannot be.
        transcribe_in_background.enqueue(transcript.pk)
    return transcript


def transcribe(pk: int, *, now: datetime) -> None:
    """Send the recording off and store what was heard. One that was deleted meanwhile is let go; one that another
    worker has is left to it."""
    if not Transcript.objects.filter(pk=pk).begin(now=now):
        return
    mine = Transcript.objects.filter(pk=pk, status=Transcript.Status.WORKING, began_at=now)
    try:
        recording = Recording.objects.get(transcript=pk)
        segments = _heard(recording)
    except Recording.DoesNotExist:
        return
    except transcribers.NotTranscribed as error:
        log.warning("Transcript %s: %s", pk, error)
        mine.update(status=Transcript.Status.FAILED, failure=error.failure)
    except Exception:
        mine.update(status=Transcript.Status.FAILED, failure=Transcript.Failure.BROKEN)
        raise
    else:
        done = mine.update(status=Transcript.Status.DONE, segments=to_plain(segments), text=text_of(segments))
        if done and not recording.late:
            compare_again(recording)


@task
def transcribe_in_background(pk: int) -> None:
    """What `manage.py db_worker` does, some time after `ask`."""
    transcribe(pk, now=clock.now())


def compare_again(recording: Recording) -> None:
    """Suggest anew which key points the answer touches, by the words that are there now. Own ticks stay."""
    interview = recording.answer.interview
    suggestions = coverage.suggest(interview, positions=[recording.answer.position])
    with locked(interview):
        if not interview.is_open:  # else it is compared when it ends
            coverage.store_again(interview, suggestions)


def _heard(recording: Recording) -> list[Segment]:
    transcriber = transcribers.configured()
    if not transcriber:
        raise transcribers.NotTranscribed(Transcript.Failure.NOT_SET_UP)
    return transcriber.transcribe(bytes(recording.sound), recording.mime_type)


def _charge(user: User, recording: Recording, day: date) -> None:
    """Count a recording's seconds towards the person's day; call it under their lock."""
    seconds = max(recording.seconds, recording.size // MOST_BYTES_A_SECOND)
    today, _ = TranscribedDay.objects.get_or_create(user=user, day=day)
    if today.seconds + seconds > settings.TRANSCRIPTION_MINUTES_A_DAY * 60:
        raise EnoughForToday
    TranscribedDay.objects.filter(pk=today.pk).update(seconds=F("seconds") + seconds)
