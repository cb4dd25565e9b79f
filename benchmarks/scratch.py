"""A site of a benchmark's own: production's settings, a throw-away SQLite database or the one of BENCH_DATABASE_URL."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILLED = "migrate", "createcachetable", "load_bank", "load_blueprints"
STATIC = "collectstatic --noinput"
"""What the pages of a site need, apart from its data."""


def settings(folder: Path, database: str = "") -> dict[str, str]:
    """The environment of production's settings, for this process or for one that it starts."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "0",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database or os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
        "SECRET_KEY": "only-for-the-benchmark",
        "SITE_URL": "http://localhost:8000",
        "EMAIL_URL": "",
    }


@contextmanager
def site(*commands: str, database: str = "") -> Iterator[Path]:
    """Django is set up and the commands of manage.py have run; the folder of its data. Once in a process."""
    with tempfile.TemporaryDirectory(prefix="dryrun-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's own user finds its folder in here
        os.environ |= settings(folder, database)
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        # A line a request is part of what a page costs; the terminal that shows it is not.
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(Path(os.devnull).open("w"))  # noqa: SIM115
        from django.core.management import call_command

        for command in commands:
            call_command(*command.split(), verbosity=0)
        yield folder
