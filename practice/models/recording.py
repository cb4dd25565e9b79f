"""Answers spoken aloud, and what speech to text made of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from practice import speech

from .asked import Asked


class RecordingQuerySet(models.QuerySet["Recording"]):
    def counting(self) -> "RecordingQuerySet":
        """Those that are part of the attempt, and not its echo after time."""
        return self.filter(late=False)

    def transcribed(self) -> "RecordingQuerySet":
        """Those whose words are known."""
        return self.filter(transcript__text__gt="")


class _WithoutSound(models.Manager["Recording"]):
    """Fetches what was made of a recording along with it, and its sound only when that is asked for."""

    def get_queryset(self) -> models.QuerySet["Recording"]:
        return super().get_queryset().select_related("transcript").defer("sound")


class Recording(models.Model):
    """An answer spoken aloud. It lives in the database, so that every web process can serve it and deleting the
    account deletes it (docs/decisions/0019 has the sums); `practice.recordings` keeps the limits."""

    answer = models.ForeignKey("practice.Answer", on_delete=models.CASCADE, related_name="recordings")
    # By its place, as pages name it: what a release before this one recorded belongs to the first part.
    part_position = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="The part of the answer that it was spoken to, by its place."
    )
    late = models.BooleanField(
        default=False, db_default=False, help_text="It arrived after time: it is no part of the attempt."
    )
    created_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(help_text="As the browser measured it.")
    mime_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sound = models.BinaryField()

    objects = _WithoutSound.from_queryset(RecordingQuerySet)()

    class Meta:
        ordering = ["answer", "created_at", "pk"]

    def __str__(self) -> str:
        return f"Recording of {self.created_at:%d %B %Y, %H:%M}"

    @property
    def transcribed(self) -> str:
        """Its words, "" where nobody has written them out."""
        transcript = getattr(self, "transcript", None)
        return transcript.text if transcript else ""


class Transcript(Asked):
    """What was said in a recording, as speech to text heard it. Its owner asks for it, one recording at a time;
    `practice.transcripts` has the verbs. While it waits or is under way it has no words."""

    class Failure(models.TextChoices):
        """Why there is no transcript, as its owner reads it."""

        UNREACHABLE = "unreachable", "Nobody answered there."
        TOO_SLOW = "too_slow", "It took too long."
        NOT_LET_IN = "not_let_in", "This site was not let in there. Tell whoever runs it."
        TOO_LARGE = "too_large", "The recording is too large for it."
        BUSY = "busy", "It has too much to do at the moment."
        UNREADABLE = "unreadable", "It could not make anything of this recording."
        BROKEN = "broken", "It failed over it."
        NO_ANSWER = "no_answer", "What came back was no transcript."
        NOT_SET_UP = "not_set_up", "Transcripts are no longer set up on this site."

    recording = models.OneToOneField(Recording, on_delete=models.CASCADE, related_name="transcript")
    heard_by = models.CharField(max_length=200, help_text="Where the recording was sent, or the local model.")
    failure = models.CharField(max_length=12, choices=Failure, blank=True)
    # Lists of [start, end, words, [[start, end, word], …]], as practice.speech reads them.
    segments = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "working", "done", "failed"]), name="transcript_status"
            ),
            # Whoever reads a failed one is told why.
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(failure="") | ~Q(status="failed") & Q(failure=""),
                name="transcript_failed_has_failure",
            ),
        ]

    def __str__(self) -> str:
        return f"Transcript, {self.get_status_display().lower()}: {self.recording}"

    @property
    def heard(self) -> list[speech.Segment]:
        return speech.from_plain(self.segments)

    @property
    def delivery(self) -> speech.Delivery:
        """How it was spoken, in counts."""
        return speech.delivery(self.heard)


class TranscribedDay(models.Model):
    """How many seconds of sound one person had transcribed on a day, in UTC. It outlives the recordings, so that
    deleting these does not lift the bound."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="transcribed_days")
    day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["user", "day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="transcribed_day_unique")]

    def __str__(self) -> str:
        return f"{self.seconds} seconds on {self.day}"
