"""A person has one e-mail address. It stands in two tables, the account's and allauth's, which change together here."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from .models import User


class AddressTaken(Exception):
    """Another account has the address."""


def is_taken(email: str, user: User) -> bool:
    """Whether another account than the user's signs in with the address, or is about to."""
    theirs = EmailAddress.objects.filter(email__iexact=email).exclude(user=user)
    return bool(theirs.exists()) or User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists()


def change(user: User, email: str) -> EmailAddress:
    """Make `email` the one address of a person, not confirmed yet; the old one no longer signs in.

    Raises AddressTaken, and changes nothing then.
    """
    email = email.lower()
    try:
        with transaction.atomic():
            User.objects.lock(user)
            if is_taken(email, user):
                raise AddressTaken
            EmailAddress.objects.filter(user=user).delete()
            User.objects.filter(pk=user.pk).update(email=email)
            address: EmailAddress = EmailAddress.objects.create(user=user, email=email, primary=True)
    except IntegrityError:  # somebody else took it a moment ago
        raise AddressTaken from None
    user.email = email
    return address
