from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import backups


class Command(BaseCommand):
    help = "Make the database and the uploads what they were in a backup. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="What `backup` wrote of the database.")
        parser.add_argument("--yes", action="store_true", help="Give up what is in the database now.")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if not yes:
            raise CommandError("This gives up what is in the database now. Say so with --yes.")
        try:
            backups.restore(file)
        except backups.Damaged as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Restored. Start the site: its start brings the database up to date.")
