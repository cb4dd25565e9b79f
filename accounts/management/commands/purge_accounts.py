from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import departures


class Command(BaseCommand):
    help = "Delete the accounts whose seven days are over, and the records of sessions that have ended."

    def handle(self, *args: Any, **options: Any) -> None:
        count = departures.purge(now=timezone.now())
        if count:
            self.stdout.write(f"{count} account{'s' if count > 1 else ''} deleted.")
