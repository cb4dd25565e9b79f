from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import backups, clock


class Command(BaseCommand):
    help = "Write a copy of the database and of what people uploaded, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="Where to; else BACKUPS of the site's settings.")

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        folder = folder or settings.BACKUPS
        if folder is None:
            raise CommandError("Say where to: manage.py backup /var/backups/dryrun, or set BACKUPS.")
        try:
            self.stdout.write(str(backups.write(folder, now=clock.now())))
        except (backups.Damaged, OSError) as error:
            raise CommandError(str(error)) from error
