"""What the site does by itself, whoever looks: one timer runs `manage.py tend` each minute, and this says what is due.

Any number of machines may have the timer. A job belongs to whoever marks it as begun, by one conditional UPDATE.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.management import call_command

from accounts import departures
from accounts.models import Upkeep
from config import backups, clock

from . import interviews, item_statistics

NIGHT = time(3, 15)
"""In UTC: when what is done once a day becomes due."""

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

log = logging.getLogger("dryrun.upkeep")


@dataclass(frozen=True)
class Job:
    """Something to be done each `every`, a minute or a day. `do` takes the moment by which it decides."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]

    def due_since(self, now: datetime) -> datetime:
        """The moment from which on a last begin is recent enough."""
        if self.every < DAY:
            return now.replace(second=0, microsecond=0)
        tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
        return tonight if tonight <= now else tonight - DAY


def _clear_sessions(now: datetime) -> None:
    call_command("clearsessions")


def _prune_tasks(now: datetime) -> None:
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


def jobs() -> list[Job]:
    """Every job of this site. The backup is one where a folder for it is set."""
    every = [
        Job("close_overdue", MINUTE, lambda now: interviews.close_overdue(now=now)),
        Job("departures", DAY, lambda now: departures.purge(now=now)),
        Job("sessions", DAY, _clear_sessions),
        Job("tasks", DAY, _prune_tasks),
        Job("statistics", DAY, lambda now: item_statistics.refresh(now=now)),
    ]
    if folder := settings.BACKUPS:
        every.append(Job("backup", DAY, lambda now: backups.write(folder, now=now)))
    return every


def tend(*, now: datetime) -> list[str]:
    """Do what is due, one job after another, and return the names of what was done. One that fails stops no other."""
    return [job.name for job in jobs() if _claim(job, now) and _do(job, now)]


def _claim(job: Job, now: datetime) -> bool:
    mine, is_new = Upkeep.objects.get_or_create(job=job.name, defaults={"began_at": now})
    if is_new:
        return True
    waiting = Upkeep.objects.filter(pk=mine.pk, began_at__lt=job.due_since(now))
    return bool(waiting.update(began_at=now))


def _do(job: Job, now: datetime) -> bool:
    mine = Upkeep.objects.filter(job=job.name)
    try:
        job.do(now)
    except Exception as error:
        log.exception("%s failed", job.name)
        mine.update(fault=type(error).__name__[:80])
        return False
    mine.update(finished_at=clock.now(), fault="")
    return True
