"""A second opinion: what a language model says of the key points of an answer, beside the word check."""

from enum import StrEnum
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from .answer import Answer, confirmed
from .asked import Asked, Status
from .point_coverage import PointCoverage

_POINTS = "opinions__points__"
_SAID = Q(**{f"{_POINTS}not_said": 0, f"{_POINTS}unfounded": 0})
_NOT_SAID = Q(**{f"{_POINTS}said": 0, f"{_POINTS}unfounded": 0})


class JudgeQuerySet(models.QuerySet["Judge"]):
    def with_agreement(self) -> "JudgeQuerySet":
        """Annotate the number of `answers` that each has judged and, of the key points of which the learner has said a
        word too: how many there are (`own`), of how many it was `sure`, and of these where both `agree`, where it found
        what the learner did not tick (`found`), and the other way round (`missed`). `word_check` is where the word
        check agrees with the learner."""
        own = confirmed(f"{_POINTS}coverage__")
        ticked = Q(**{f"{_POINTS}coverage__covered": True})
        unticked = Q(**{f"{_POINTS}coverage__covered": False})
        as_ticked = Q(**{f"{_POINTS}coverage__suggested": F(f"{_POINTS}coverage__covered")})
        conditions = {
            "own": own,
            "sure": own & (_SAID | _NOT_SAID),
            "agree": own & (_SAID & ticked | _NOT_SAID & unticked),
            "found": own & _SAID & unticked,
            "missed": own & _NOT_SAID & ticked,
            "word_check": own & (_SAID | _NOT_SAID) & as_ticked,
        }
        return self.annotate(
            answers=Count("opinions", filter=Q(opinions__status=Status.DONE), distinct=True),
            **{name: Count("opinions__points", filter=condition) for name, condition in conditions.items()},
        )


class Judge(models.Model):
    """Who gives second opinions: a model at a service. People's own ticks measure it."""

    host = models.CharField(max_length=200, help_text="Where answers were sent.")
    model = models.CharField(max_length=200)

    objects: ClassVar[models.Manager["Judge"]] = JudgeQuerySet.as_manager()

    class Meta:
        ordering = ["host", "model"]
        constraints = [models.UniqueConstraint(fields=["host", "model"], name="judge_unique")]

    def __str__(self) -> str:
        return f"{self.model} at {self.host}"


class Opinion(Asked):
    """What a judge says of one answer. Its owner asks for it, for an attempt at a time; `practice.opinions` has the
    verbs. Until it is done it has no points."""

    class Failure(models.TextChoices):
        """Why there is none, as whoever asked reads it."""

        UNREACHABLE = "unreachable", "Nobody answered there."
        TOO_SLOW = "too_slow", "It took too long."
        NOT_LET_IN = "not_let_in", "This site was not let in there. Tell whoever runs it."
        TOO_LARGE = "too_large", "The answer is too long for it."
        BUSY = "busy", "It has too much to do at the moment."
        UNREADABLE = "unreadable", "It could not make anything of what it was sent."
        BROKEN = "broken", "It failed over it."
        NO_ANSWER = "no_answer", "What came back was no opinion."
        REFUSED = "refused", "It would not judge this answer."
        LED_ASTRAY = "led_astray", "It found what nobody said, so it was not believed."
        NOT_SET_UP = "not_set_up", "Second opinions are no longer set up on this site."

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="opinion")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="opinions")
    failure = models.CharField(max_length=12, choices=Failure, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="opinion_status"),
            # Whoever reads a failed one is told why.
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(failure="") | ~Q(status="failed") & Q(failure=""),
                name="opinion_failed_has_failure",
            ),
        ]

    def __str__(self) -> str:
        return f"Second opinion, {self.get_status_display().lower()}: {self.answer}"


class Says(StrEnum):
    """What a judge says of a key point, over all times that it was asked. Only what it always says is said."""

    SAID = "said"
    NOT_SAID = "not said"
    UNSURE = "unsure, you decide"


class PointOpinion(models.Model):
    """How often a judge found a key point said, with words of the answer that show it; found it not said; or called it
    said and showed words that are not there."""

    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="points")
    coverage = models.OneToOneField(PointCoverage, on_delete=models.CASCADE, related_name="opinion")
    said = models.PositiveSmallIntegerField()
    not_said = models.PositiveSmallIntegerField()
    unfounded = models.PositiveSmallIntegerField()
    quote = models.TextField(blank=True, help_text="Words of the answer, as they stand there.")

    class Meta:
        ordering = ["opinion", "coverage"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said__gt=0) | Q(not_said__gt=0) | Q(unfounded__gt=0), name="point_opinion_was_given"
            ),
            # What is said is shown.
            models.CheckConstraint(
                condition=Q(said=0, quote="") | Q(said__gt=0) & ~Q(quote=""), name="point_opinion_said_is_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.says}: {self.coverage.key_point}"

    @property
    def asked(self) -> int:
        return self.said + self.not_said + self.unfounded

    @property
    def says(self) -> Says:
        if self.said == self.asked:
            return Says.SAID
        return Says.NOT_SAID if self.not_said == self.asked else Says.UNSURE


class OpinionDay(models.Model):
    """How many answers one person sent to a judge on a day, in UTC. It outlives the opinions, so that deleting these
    does not lift the bound."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="opinion_days")
    day = models.DateField()
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["user", "day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="opinion_day_unique")]

    def __str__(self) -> str:
        return f"{self.answers} answers on {self.day}"
