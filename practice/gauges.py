"""How things stand in the database at this moment, for Prometheus: what runs, what waits, what has not been done."""

from collections.abc import Iterator

from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from accounts.models import Upkeep
from config import clock

from . import upkeep
from .models import Interview


class Standing:
    """Read from the database when it is asked for, so any process tells the same."""

    def collect(self) -> Iterator[Metric]:
        now = clock.now()
        interviews = Interview.objects.open().timed()
        yield _gauge("interviews_open", "Timed interviews that are running.", interviews.count())
        yield _gauge("interviews_overdue", "Those whose time is over, still open.", interviews.overdue(now).count())
        tasks = GaugeMetricFamily("dryrun_tasks", "Background tasks, by where they stand.", labels=["status"])
        for found in DBTaskResult.objects.values("status").annotate(number=Count("pk")).order_by():
            tasks.add_metric([found["status"].lower()], found["number"])
        yield tasks
        yield _gauge(
            "clock_ahead_seconds", "How far this machine's clock is ahead of the database's.", clock.difference()
        )
        last = dict(Upkeep.objects.values_list("job", "finished_at"))
        ages = GaugeMetricFamily(
            "dryrun_job_age_seconds", "Since a scheduled job came to its end; none yet is infinite.", labels=["job"]
        )
        for job in upkeep.jobs():
            finished = last.get(job.name)
            ages.add_metric([job.name], (now - finished).total_seconds() if finished else float("inf"))
        yield ages


def _gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(f"dryrun_{name}", documentation, value=value)
