import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions import importing
from questions.formats import markdown_list


class Command(BaseCommand):
    help = "Import questions from a document. They land as drafts unless --publish is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="The document to read.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")
        parser.add_argument("--publish", action="store_true", help="Show the questions to learners at once.")
        parser.add_argument(
            "--report", choices=["text", "json"], default="text", help="json: alone on standard output."
        )

    def handle(self, *, path: Path, dry_run: bool, publish: bool, report: str, **options: Any) -> None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(
                f"{path} is not UTF-8 text: byte {error.start} cannot be read. Save it as UTF-8."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        plan = importing.plan(markdown_list.read(text), origin=path.name)
        outcome = importing.Outcome() if dry_run else importing.apply(plan, now=timezone.now(), publish=publish)
        if report == "json":
            self.stdout.write(json.dumps(plan.report(), ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            f"Found {len(plan.document.entries)} questions: {len(plan.new)} new, {len(plan.known)} in the bank already."
        )
        if dry_run:
            self.stdout.write("Nothing was stored (--dry-run).")
        else:
            self.stdout.write(
                f"Added {outcome.categories} categories, {outcome.questions} questions, {outcome.resources} resources, "
                f"{outcome.tips} tips."
            )
        for item in plan.document.skipped:
            self.stdout.write(f"Skipped line {item.line} ({item.reason}): {item.text}")
