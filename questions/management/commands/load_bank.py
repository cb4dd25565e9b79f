from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions import loading


class Command(BaseCommand):
    help = "Load the bank's question files. Edits made in the admin are never overwritten silently."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=loading.BANK, help="The bank's folder.")
        parser.add_argument("--keep", choices=["admin", "files"], help="Whose text stands where both have changed.")

    def handle(self, *, folder: Path, keep: loading.Keep | None, **options: Any) -> None:
        try:
            loaded = loading.load(loading.read_bank(folder), now=timezone.now(), keep=keep)
        except loading.BankError as error:
            problems = "\n".join(error.problems)
            raise CommandError(f"Nothing was loaded. Mend these files first:\n{problems}") from error
        self.stdout.write(
            f"Bank: {len(loaded.created)} questions added, {len(loaded.updated)} updated, "
            f"{len(loaded.unchanged)} unchanged."
        )
        if loaded.conflicts:
            self.stdout.write(
                f"{len(loaded.conflicts)} changed both here and in the files; left as they are here. "
                "Settle them with --keep admin or --keep files:"
            )
            for slug in loaded.conflicts:
                self.stdout.write(f"  {slug}")
