"""What a person asks for and a worker does in the background, with the help of somebody who may fail."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models


class Status(models.TextChoices):
    WAITING = "waiting", "Waiting"
    WORKING = "working", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class AskedQuerySet[Model: "Asked"](models.QuerySet[Model]):
    def begin(self, *, now: datetime) -> bool:
        """Take up what waits, unless it is gone or another worker has it."""
        return bool(self.filter(status=Status.WAITING).update(status=Status.WORKING, began_at=now))

    def give_up_lost(self, *, at_most: timedelta, failure: str, now: datetime) -> None:
        """What has been under way for too long has lost its worker: then it may be asked for again."""
        lost = self.filter(status=Status.WORKING, began_at__lt=now - at_most)
        lost.update(status=Status.FAILED, failure=failure)


class Asked(models.Model):
    """Whoever makes a model of this adds a `failure`, why it failed, in words for whoever asked."""

    Status: ClassVar = Status

    status = models.CharField(max_length=7, choices=Status)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)  # none while it waits

    objects: ClassVar[models.Manager[Self]] = AskedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        return self.status in {Status.WAITING, Status.WORKING}
