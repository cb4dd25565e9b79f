from typing import Any

from django.core.management.base import BaseCommand

from practice import blueprints


class Command(BaseCommand):
    help = "Add the shipped blueprints that are missing. Changes made in the admin stay."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Blueprints: {blueprints.load_shipped()} added.")
