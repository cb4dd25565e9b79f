"""Where allauth asks the project: what it says, how it stores secrets, when it asks for a proof once more."""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from . import encryption
from .models import User

log = logging.getLogger("dryrun.accounts")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is switched off.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "The address or the password is wrong.",
        "email_taken": "There is an account with this address already.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This code is wrong, or no longer good.",
        "incorrect_password": "This password is wrong.",
        "too_many_login_attempts": "Too many attempts failed. Wait five minutes, then try again.",
        "rate_limited": "That was too often. Wait a minute, then try again.",
    }

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        methods = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
        log.info("signed in: user=%s by %s", user.pk, ", ".join(methods) or "signing up")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """What was typed is not logged: some people type their password where the address belongs."""
        log.warning("sign-in failed: wrong address or password, from %s", self.get_client_ip(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signs in by another site has nothing to show here: their sign-in itself must then be recent."""
        user = self.request.user
        if not self.get_reauthentication_methods(user) and not _signed_in_recently(self.request):
            raise ImmediateHttpResponse(redirect("account_sign_in_again"))
        return bool(super().is_reauthentication_required(app=app, **kwargs))


def _signed_in_recently(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong, used already, or no longer good.",
        "unverified_email": "Confirm your e-mail address first.",
    }

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)


class OtherSiteAdapter(DefaultSocialAccountAdapter):
    def list_apps(self, request: HttpRequest, **wanted: Any) -> list[SocialApp]:
        """Where no other site is configured, there is none: the table for those of the database is not asked."""
        return super().list_apps(request, **wanted) if settings.SOCIALACCOUNT_PROVIDERS else []

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A person has one address here: of those that the other site knows, its main one, confirmed if any is."""
        if sociallogin.is_existing:
            return
        best = sorted(sociallogin.email_addresses, key=lambda address: (not address.verified, not address.primary))[:1]
        for address in best:
            address.email, address.primary = address.email.lower(), True
        sociallogin.email_addresses = best
        sociallogin.user.email = best[0].email if best else ""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = [data.get("name")] if data.get("name") else [data.get("first_name"), data.get("last_name")]
        user.name = " ".join(str(part) for part in parts if part)[:80]
        return user
