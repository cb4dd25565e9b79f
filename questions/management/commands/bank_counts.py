from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from questions.models import Category, Difficulty, Kind, Question, Status


class Command(BaseCommand):
    help = "Count the questions by category, kind and difficulty, as a table in Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--status", choices=[*Status.values, "all"], default=Status.PUBLISHED, help="Default: published."
        )

    def handle(self, *, status: str, **options: Any) -> None:
        questions = (
            Question.objects.order_by() if status == "all" else Question.objects.order_by().filter(status=status)
        )
        counted = questions.values_list("category__name", "kind", "difficulty").annotate(Count("pk"))
        counts = {(category, kind, difficulty): number for category, kind, difficulty, number in counted}
        rows = [
            [category, str(kind.label), *(counts.get((category, kind, difficulty), 0) for difficulty in Difficulty)]
            for category in Category.objects.values_list("name", flat=True)
            for kind in Kind
            if any(counts.get((category, kind, difficulty)) for difficulty in Difficulty)
        ]
        self._table(["Category", "Kind", *(str(label) for label in Difficulty.labels), "All"], rows)

    def _table(self, head: list[str], rows: list[list[Any]]) -> None:
        rows = [[*row, sum(row[2:])] for row in rows]
        total = ["All", "", *(sum(row[place] for row in rows) for place in range(2, len(head)))]
        cells = [head, *([str(cell) for cell in row] for row in [*rows, total])]
        widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
        rule = ["-" * width if place < 2 else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
        for row in [cells[0], rule, *cells[1:]]:
            aligned = [
                cell.ljust(width) if place < 2 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            self.stdout.write(f"| {' | '.join(aligned)} |")
