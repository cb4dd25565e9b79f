"""The first thing pytest loads (`-p tests.env`): the environment that config.settings reads, whatever .env says.

TEST_DATABASE chooses sqlite (the default) or postgresql. For PostgreSQL a server of the run's own is started, and
stopped at its end; the workers of pytest-xdist inherit its address.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests import postgresql

DATABASE = os.environ.setdefault("TEST_DATABASE", "sqlite")
DATABASE_MISSING = ""

if DATABASE not in {"sqlite", "postgresql"}:
    sys.exit(f"TEST_DATABASE must be sqlite or postgresql, not {DATABASE!r}.")

if "DRYRUN_TEST_DIR" not in os.environ:  # a worker finds it set
    folder = tempfile.mkdtemp(prefix="dryrun-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "DRYRUN_TEST_DIR": folder,
        "DATA_DIR": f"{folder}/data",
        "DEBUG": "1",
        "SECRET_KEY": "only-for-tests",
        "SECRET_KEY_FALLBACKS": "",
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "",
        "DATABASE_URL": f"sqlite:///{folder}/dryrun.sqlite3",
        # A connection for each thread: tests start more of them than a process of the site has.
        "DATABASE_CONNECTIONS": "0",
        "DATABASE_BEHIND_POOLER": "0",
        "LOG_FORMAT": "line",
        "METRICS_TOKEN": "",
        "SENTRY_DSN": "",
        "BACKUPS": "",
        "DATABASE_DIRECT_URL": "",
        "EMAIL_URL": "",
        "ADMINS": "",
        "TRUSTED_PROXIES": "0",
        "ENCRYPTION_KEY": "",
        "ENCRYPTION_KEY_FALLBACKS": "",
        "STAFF_SECOND_FACTOR": "0",
        "GITHUB_CLIENT_ID": "our-id-at-github",
        "GITHUB_CLIENT_SECRET": "our-secret-at-github",
        "GOOGLE_CLIENT_ID": "our-id-at-google",
        "GOOGLE_CLIENT_SECRET": "our-secret-at-google",
        "DRYRUN_TRANSCRIPTION_URL": "",
        "DRYRUN_TRANSCRIPTION_LOCAL_MODEL": "",
        "DRYRUN_LLM_URL": "",
        # Playwright runs an event loop in the thread of the test, where Django would refuse to touch the database.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    if DATABASE == "postgresql" and postgresql.programs():
        os.environ["DATABASE_URL"] = postgresql.start(Path(folder) / "postgresql")

if DATABASE == "postgresql" and not os.environ["DATABASE_URL"].startswith("postgresql:"):
    DATABASE_MISSING = "PostgreSQL's server programs (initdb, pg_ctl) are not installed on this machine"
    if os.environ.get("CI"):
        sys.exit(f"{DATABASE_MISSING}, and CI needs them.")
