import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.content import ROLES, Choices, Document, Skipped
from questions.interchange import detect, importer
from questions.interchange.comparison import Progress
from questions.interchange.formats.table import FIELDS
from questions.models import Category


class Command(BaseCommand):
    help = (
        "Import questions from a file, a zip or a folder: Markdown lists, question files, CSV, XLSX, JSON or YAML. "
        "They land as drafts unless --publish is given. docs/curating.md tells how each format is understood."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="What to read.")
        parser.add_argument("--category", default="", help="A category's slug: all questions go there.")
        parser.add_argument("--licence", default="", help="The source's terms, kept with each question.")
        parser.add_argument(
            "--shape",
            action="append",
            default=[],
            metavar="SHAPE=ROLE",
            help=f"What the members of a shape are: {', '.join(ROLES)}. The JSON report names the shapes.",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help=f"Which field a column fills, by its heading; nothing leaves it out. Fields: {', '.join(FIELDS)}.",
        )
        parser.add_argument("--near-duplicates", choices=["skip", "add"], default="skip", help="Default: skip.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; store nothing.")
        parser.add_argument("--publish", action="store_true", help="Show the questions to learners at once.")
        parser.add_argument(
            "--report", choices=["text", "json"], default="text", help="json: alone on standard output."
        )
        if_errors = parser.add_mutually_exclusive_group()
        if_errors.add_argument(
            "--all-or-nothing",
            action="store_false",
            dest="valid_only",
            default=False,
            help="Store nothing if anything is wrong. The default.",
        )
        if_errors.add_argument("--valid-only", action="store_true", help="Store what is right, leave out the rest.")

    def handle(self, *, path: Path, category: str, **options: Any) -> None:
        slugs = Category.objects.values_list("slug", flat=True)
        if category and category not in slugs:
            raise CommandError(f"There is no category {category!r}. There are: {', '.join(slugs) or 'none yet'}.")
        choices = Choices(
            shapes=_pairs("shape", options["shape"], ROLES), columns=_pairs("column", options["column"], (*FIELDS, ""))
        )
        document = detect.read_path(path, choices)
        _require_known(choices, document)
        plan = importer.plan(
            document,
            origin=path.name,
            category=category,
            licence=options["licence"],
            take_all_alike=options["near_duplicates"] == "add",
            progress=self._progress("Compared"),
        )
        outcome = importer.Outcome()
        stores = not options["dry_run"] and (options["valid_only"] or not plan.errors)
        if stores:
            outcome = importer.apply(
                plan,
                now=timezone.now(),
                publish=options["publish"],
                valid_only=options["valid_only"],
                progress=self._progress("Stored"),
            )
        if options["report"] == "json":
            self.stdout.write(json.dumps(plan.report() | {"stored": outcome.counts}, ensure_ascii=False, indent=2))
        else:
            self._write(plan, outcome, stores=stores, dry_run=options["dry_run"])
        if plan.errors and not options["dry_run"] and not options["valid_only"]:
            raise CommandError("Nothing was stored, because of the errors. --valid-only stores the rest.")

    def _progress(self, verb: str) -> Progress | None:
        """Tell a person at a terminal how far it is; standard output stays clean."""
        if not sys.stderr.isatty():
            return None
        return lambda done, total: self.stderr.write(f"\r{verb} {done:,} of {total:,} questions", ending="\r")

    def _write(self, plan: importer.Plan, outcome: importer.Outcome, *, stores: bool, dry_run: bool) -> None:
        report, write = plan.report(), self.stdout.write
        write(
            f"Found {report['questions']} questions, {report['with_answer']} with an answer: "
            f"{len(plan.new)} new, {len(plan.known)} in the bank already, {len(plan.alike)} nearly so."
        )
        for shape in plan.document.shapes:
            write(f"Shape “{shape.name}” ({shape.count}): {shape.role}")
        for column in plan.document.columns:
            write(f"Column “{column.name}”: {column.field or 'not used'}")
        for row in plan.alike:
            write(f"  line {row.entry.line}: {_line(row.entry.content.prompt)}")
            write(f"    like {row.other} ({row.likeness:.0f} %): {_line(row.other.prompt if row.other else '')}")
        for picture in plan.document.pictures:
            write(f"Not brought in: a picture, {_place(picture)}: {picture.text}")
        for item in plan.document.skipped:
            write(f"Skipped {_place(item)} ({item.reason}): {item.text}")
        for problem in plan.errors:
            write(f"Error: {problem}")
        if stores:
            write(
                f"Added {outcome.categories} categories, {outcome.questions} questions, {outcome.resources} resources, "
                f"{outcome.tips} tips."
            )
        elif dry_run:
            write("Nothing was stored (--dry-run).")


def _pairs(option: str, given: Sequence[str], allowed: Collection[str]) -> dict[str, str]:
    """`NAME=VALUE` as names and values. Raises CommandError for any other value than is allowed."""
    pairs = {}
    for text in given:
        name, equals, value = text.rpartition("=")
        if not equals or value not in allowed:
            raise CommandError(f"--{option} takes NAME=VALUE, not {text!r}. The values are {', '.join(allowed)}.")
        pairs[name] = value
    return pairs


def _require_known(choices: Choices, document: Document) -> None:
    """A misspelt name would change nothing, and nobody would notice. Raises CommandError."""
    for what, given, known in (
        ("shape", choices.shapes, [shape.name for shape in document.shapes]),
        ("column", choices.columns, [column.name for column in document.columns]),
    ):
        if unknown := given.keys() - set(known):
            names = ", ".join(known) or "none"
            raise CommandError(f"There is no {what} {min(unknown)!r} in this file. There are: {names}.")


def _place(item: Skipped) -> str:
    return f"{item.file + ', ' if item.file else ''}line {item.line}"


def _line(prompt: str) -> str:
    return " ".join(prompt.split("\n\n", 1)[0].split())
