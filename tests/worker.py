"""The worker of the background tasks, within a test."""

from unittest import mock

from django_tasks_db.management.commands import db_worker


def work() -> None:
    """Do all that waits, as `manage.py db_worker --batch` does, in the test's own transaction."""
    worker = db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )
    with mock.patch.object(db_worker, "close_old_connections"):  # it would take the test's away
        worker.run()
