import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.bankfiles import lint, load
from questions.management.listing import write_lists


class Command(BaseCommand):
    help = "Load the bank's question files. Edits made in the admin are never overwritten silently."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=load.BANK, help="The bank's folder.")
        parser.add_argument("--keep", choices=["admin", "files"], help="Whose text stands where both have changed.")
        parser.add_argument("--check", action="store_true", help="Check the files and load nothing.")
        parser.add_argument(
            "--report", choices=["text", "json"], default="text", help="json: alone on standard output."
        )

    def handle(self, *, folder: Path, keep: load.Prefer | None, check: bool, report: str, **options: Any) -> None:
        try:
            if check:
                self._check(folder, report)
                return
            loaded = load.load(load.read_bank(folder), now=timezone.now(), prefer=keep)
        except load.BankError as error:
            if report == "json":
                self.stdout.write(json.dumps({"errors": error.problems}, ensure_ascii=False, indent=2))
            problems = "\n".join(error.problems)
            verb = "checked" if check else "loaded"
            raise CommandError(f"Nothing was {verb}. Mend these files first:\n{problems}") from error
        if report == "json":
            self.stdout.write(json.dumps(asdict(loaded), ensure_ascii=False, indent=2))
        else:
            self._write(loaded)

    def _check(self, folder: Path, report: str) -> None:
        checked = lint.check_bank(folder)
        if report == "json":
            self.stdout.write(json.dumps(asdict(checked), ensure_ascii=False, indent=2))
        else:
            for problem in checked.problems:
                self.stdout.write(str(problem))
            for reason in checked.not_run:
                self.stderr.write(f"The code was not run: {reason} (make install-dev).")
            if not checked.maths_checked:
                self.stderr.write("The maths was not checked: the browser's files are not built (make install).")
            if not checked.diagrams_checked:
                self.stderr.write("No diagram was checked: Node.js or Viz.js is not installed (make install-dev).")
        if checked.problems:
            raise CommandError(f"{len(checked.problems)} problems in {checked.questions} questions.")
        if checked.not_run and os.environ.get("CI"):
            raise CommandError(f"The code of {len(checked.not_run)} questions was not run.")
        if report == "text":
            self.stdout.write(f"{checked.questions} questions, all in order.")

    def _write(self, loaded: load.Loaded) -> None:
        self.stdout.write(
            f"Bank: {len(loaded.created)} questions added, {len(loaded.updated)} updated, "
            f"{len(loaded.unchanged)} unchanged."
        )
        settle = "Settle them with --keep admin or --keep files"
        lists = {
            "changed both here and in the files; left as they are here": loaded.conflicts,
            "lines of the index differ from what stands here": loaded.differing,
            "have no file any more; they stay": loaded.missing,
        }
        write_lists(self.stdout, {f"{what}. {settle}": names for what, names in lists.items()})
