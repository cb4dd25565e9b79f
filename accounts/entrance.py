"""allauth's forms, said in our words: a label above each field instead of grey words inside it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as socialaccount
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse

from config.form_fields import BoundedDecoder

from . import addresses
from .models import User

log = logging.getLogger("dryrun.accounts")

LABELS = {
    "Email": "E-mail address",
    "New Password": "New password",
    "New Password (again)": "New password again",
    "Current Password": "Current password",
    "Authenticator code": "Code from your authenticator app",
}
# The rules in one sentence (AUTH_PASSWORD_VALIDATORS); whichever is broken is named when it is.
NEW_PASSWORDS = {"password1"}


class PlainFields(forms.BaseForm):
    """Takes the placeholders away and says the labels in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(str(field.label), field.label)
        for name in NEW_PASSWORDS & self.fields.keys():
            self.fields[name].help_text = "At least ten characters. A few unrelated words make a good one."


class LoginForm(PlainFields, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the way to a new password stands below the button


class SignupForm(PlainFields, account.SignupForm):
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """An address that has an account costs as long as one that gets one: hashing is what takes the time."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved


class OtherSiteSignupForm(PlainFields, socialaccount.SignupForm):
    """Asked only when the other site tells no address, or one that has an account here."""


class ChangeEmailForm(PlainFields, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New e-mail address"

    @property
    def mail_is_sent(self) -> bool:
        return settings.MAIL_IS_SENT

    def save(self, request: HttpRequest) -> EmailAddress:
        """Without a mail server nobody could confirm the new address, so it takes the old one's place at once."""
        if settings.MAIL_IS_SENT:
            return super().save(request)
        try:
            address = addresses.change(self.user, self.cleaned_data["email"])
        except addresses.AddressTaken:
            messages.error(request, "Another account has this address. Yours is as it was.")
            return EmailAddress(email=self.cleaned_data["email"])
        messages.success(request, f"Your address is {address.email} now. Sign in with it from now on.")
        return address


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainFields, account.SetPasswordForm):
    pass


class ResetPasswordForm(PlainFields, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainFields, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainFields, account.ReauthenticateForm):
    pass


class ConfirmEmailForm(PlainFields, account.ConfirmEmailVerificationCodeForm):
    pass


class SecondFactorForm(PlainFields, mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from your authenticator app, or a recovery code"

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            log.warning("sign-in failed: wrong second factor, user=%s", self.user.pk)
            raise
        return code


class SecondFactorAgainForm(PlainFields, mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code from your authenticator app, or a recovery code"


class ActivateTOTPForm(PlainFields, BaseActivateTOTPForm):
    pass


@contextmanager
def _a_keys_words() -> Iterator[None]:
    """What security keys say comes by way of a stranger, and the library stumbles over what no key would say."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class KeysFields(PlainFields):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.JSONField", self.fields["credential"]).decoder = BoundedDecoder


class KeyForm(KeysFields, webauthn.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        with _a_keys_words():
            return super().clean_credential()


class KeyAloneForm(KeyForm, webauthn.LoginWebAuthnForm):
    pass


class KeyAgainForm(KeyForm, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddKeyForm(KeysFields, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "So that you know it from your other keys."
        self.fields["passwordless"].label = "Sign in with this key alone"
        self.fields[
            "passwordless"
        ].help_text = "No password is asked then; the key checks that it is you, by fingerprint, face or PIN."

    def clean(self) -> dict[str, Any] | None:
        with _a_keys_words():
            return super().clean()
