"""What a learner prepares for: the day of a real interview, its rounds and the minutes there are until then."""

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from .blueprint import Blueprint

MOST_MINUTES = 480
"""What a day may hold."""

_BOUND = [MaxValueValidator(MOST_MINUTES)]


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Preparation(models.Model):
    """A person's wishes for their plan. The plan itself is not stored: practice.plans makes it anew at each look."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preparation")
    day = models.DateField("day of the interview")
    rounds = models.ManyToManyField(Blueprint, blank=True, related_name="+")
    monday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    tuesday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    wednesday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    thursday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    friday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    saturday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    sunday = models.PositiveSmallIntegerField(default=30, validators=_BOUND)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            # A plan is made of these without a look at their size.
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{weekday}__range": (0, MOST_MINUTES)}),
                    name=f"preparation_{weekday}_within_8_hours",
                )
                for weekday in WEEKDAYS
            ),
            # Seven days off a week leave nothing to plan.
            models.CheckConstraint(
                condition=Q(monday__gt=0)
                | Q(tuesday__gt=0)
                | Q(wednesday__gt=0)
                | Q(thursday__gt=0)
                | Q(friday__gt=0)
                | Q(saturday__gt=0)
                | Q(sunday__gt=0),
                name="preparation_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, for {self.day}"

    def minutes_on(self, day: date) -> int:
        """The minutes that there are on such a weekday, days off apart."""
        minutes: int = getattr(self, WEEKDAYS[day.weekday()])
        return minutes


class DayOff(models.Model):
    """A day before the interview on which nothing is to be done, whatever its weekday."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="days_off")
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["preparation", "day"], name="day_off_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} off"
