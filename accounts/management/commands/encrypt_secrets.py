from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import encryption


class Command(BaseCommand):
    help = "Encrypt the secrets of second factors with ENCRYPTION_KEY. Does nothing where that is so already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--remove-unreadable",
            action="store_true",
            help="delete the second factors whose key is lost; their owners sign in with the password alone",
        )

    def handle(self, *args: Any, remove_unreadable: bool, **options: Any) -> None:
        if remove_unreadable:
            self.stdout.write(f"{encryption.remove_unreadable()} second factors removed.")
        try:
            count = encryption.renew()
        except encryption.UnknownKey:
            raise CommandError(
                "The secrets of some second factors were encrypted with a key that is not set now. Put the old "
                "ENCRYPTION_KEY (or SECRET_KEY) into ENCRYPTION_KEY_FALLBACKS. If it is lost, "
                "`manage.py encrypt_secrets --remove-unreadable` removes those factors: their owners then sign in with "
                "the password alone."
            ) from None
        if count:
            self.stdout.write(f"Secrets of {count} second factors are encrypted with the current key now.")
