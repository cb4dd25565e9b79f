from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.models import User


class Command(BaseCommand):
    help = "Print a link with which a person sets a new password: for a site that sends no mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address that the person signs in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            raise CommandError(f"Nobody signs in with {email}.") from None
        if not user.is_active:
            raise CommandError(f"The account of {user.email} is switched off. Switch it on in the admin first.")
        key = default_token_generator.make_token(user)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
        days = settings.PASSWORD_RESET_TIMEOUT // 86_400
        self.stderr.write(f"For {user.email} alone; works once, within {days} days:")
        self.stdout.write(settings.SITE_URL + path)
