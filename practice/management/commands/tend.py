from typing import Any

from django.core.management.base import BaseCommand

from config import clock
from practice import upkeep


class Command(BaseCommand):
    help = "Do what is due: each minute and each night. One timer runs it each minute; twice at once is safe."

    def handle(self, **options: Any) -> None:
        done = upkeep.tend(now=clock.now())
        if done:
            self.stdout.write(f"Done: {', '.join(done)}.")
