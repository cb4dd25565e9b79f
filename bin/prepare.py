"""Runs the management commands named, in one process: each start of `manage.py` alone costs a second.

One process at a time does so (config.preparation). No statement has a time limit here, but a lock has a short one.
DATABASE_DIRECT_URL, where it is set, leads past a pooler.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATABASE_STATEMENT_SECONDS": "0",
    "DATABASE_LOCK_SECONDS": "3",
}
if direct := os.environ.get("DATABASE_DIRECT_URL"):
    os.environ |= {"DATABASE_URL": direct, "DATABASE_BEHIND_POOLER": "0"}

import django

django.setup()

from config import preparation  # noqa: E402

QUIET = {"migrate", "createcachetable"}
with preparation.alone():
    for command in sys.argv[1:]:
        preparation.run(command, verbosity=0 if command in QUIET else 1)
