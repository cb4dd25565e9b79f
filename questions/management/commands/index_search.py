from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand

from questions import search
from questions.models import Question


class Command(BaseCommand):
    help = (
        "Make every question findable anew by what it says. Needed after a rolling upgrade from a release that kept its"
        " search elsewhere, for what was published while both ran; harmless at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        questions = Question.objects.exclude(search_text="").only("search_text").order_by("pk")
        for some in batched(questions.iterator(chunk_size=500), 500):
            search.index(some)
            count += len(some)
        self.stdout.write(f"{count:,} questions indexed.")
