from typing import Any

from django.core.management.base import BaseCommand

from accounts import departures
from config import clock


class Command(BaseCommand):
    help = "Delete the accounts whose seven days are over, and the records of sessions that have ended."

    def handle(self, *args: Any, **options: Any) -> None:
        count = departures.purge(now=clock.now())
        if count:
            self.stdout.write(f"{count} account{'s' if count > 1 else ''} deleted.")
