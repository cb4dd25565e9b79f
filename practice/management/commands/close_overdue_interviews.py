from typing import Any

from django.core.management.base import BaseCommand

from config import clock
from practice import interviews


class Command(BaseCommand):
    help = "Close the interviews whose time is over. Run it each minute; twice at once is safe."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Closed {interviews.close_overdue(now=clock.now())} interviews.")
