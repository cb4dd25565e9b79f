from typing import Any

from django.core.management.base import BaseCommand

from config import clock
from practice import item_statistics


class Command(BaseCommand):
    help = "Computes each question's statistics anew from the finished interviews. Run it once a night."

    def handle(self, *args: Any, **options: Any) -> None:
        count = item_statistics.refresh(now=clock.now())
        self.stdout.write(f"Statistics of {count} questions are up to date.")
