from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User


class Command(BaseCommand):
    help = "Let a person edit the question bank in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that the person signed up with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(
                f"Nobody has signed up with {email}. Let the person sign up first, then run this again."
            ) from None
        try:
            curators = Group.objects.get(name="Curators")
        except Group.DoesNotExist:
            raise CommandError('The group "Curators" does not exist. `manage.py migrate` makes it.') from None
        if user.is_staff and curators in user.groups.all():
            self.stdout.write(f"{user.email} is a curator already. Nothing has changed.")
            return
        user.is_staff = True
        user.save(update_fields=["is_staff"])
        user.groups.add(curators)
        self.stdout.write(f"{user.email} may now edit the question bank, under /admin/.")
