"""Runs the management commands named, in one process: each start of `manage.py` alone costs a second."""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

QUIET = {"migrate", "createcachetable"}
for command in sys.argv[1:]:
    call_command(command, verbosity=0 if command in QUIET else 1)
