from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User


class Command(BaseCommand):
    help = "Let a person edit the question bank in the admin. Run again with a further option, it adds that."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that the person signed up with")
        parser.add_argument("--reviewer", action="store_true", help="may also publish what others have written")
        parser.add_argument(
            "--alone", action="store_true", help="may publish their own changes too: for a site with one curator"
        )

    def handle(self, *args: Any, email: str, reviewer: bool, alone: bool, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(
                f"Nobody has signed up with {email}. Let the person sign up first, then run this again."
            ) from None
        groups = [_group("Curators"), *([_group("Reviewers")] if reviewer or alone else [])]
        has_all = set(groups) <= set(user.groups.all()) and (not alone or user.has_perm("questions.publish_own_change"))
        if user.is_staff and has_all:
            self.stdout.write(f"{user.email} is a curator already. Nothing has changed.")
            return
        user.is_staff = True
        user.save(update_fields=["is_staff"])
        user.groups.add(*groups)
        if alone:
            user.user_permissions.add(
                Permission.objects.get(codename="publish_own_change", content_type__app_label="questions")
            )
        publishing = " and publish it" if alone else ", and publish what others write" if reviewer else ""
        self.stdout.write(f"{user.email} may now edit the question bank{publishing}, under /admin/.")


def _group(name: str) -> Group:
    try:
        return Group.objects.get(name=name)
    except Group.DoesNotExist:
        raise CommandError(f'The group "{name}" does not exist. `manage.py migrate` makes it.') from None
