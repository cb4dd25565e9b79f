from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from questions.bankfiles import dump, load
from questions.management.listing import write_lists


class Command(BaseCommand):
    help = "Write the published questions to the bank's files. Changed files are never overwritten silently."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=load.BANK, help="The bank's folder.")
        parser.add_argument("--keep", choices=["admin", "files"], help="Whose text stands where both have changed.")

    def handle(self, *, folder: Path, keep: load.Prefer | None, **options: Any) -> None:
        dumped = dump.dump(folder, prefer=keep)
        self.stdout.write(
            f"Bank: {len(dumped.written)} files written, {len(dumped.unchanged)} unchanged, "
            f"{len(dumped.removed)} removed."
        )
        lists = {
            "files changed since they were loaded, and stay. Load them, or settle with --keep admin": dumped.conflicts,
            "files are of questions that were never loaded, and stay": dumped.foreign,
        }
        write_lists(self.stdout, lists)
