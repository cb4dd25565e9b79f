"""Secrets of second factors are stored encrypted, with a key that stands in the environment and not in the database.

A copy of the database alone then gives nobody's codes away. The first of `settings.ENCRYPTION_KEYS` encrypts, each of
them decrypts. `renew` brings what an older key encrypted, and what was stored before there was encryption, under the
first; every start of the site runs it (manage.py encrypt_secrets), so a change of the key is: put it first, start.
"""

import base64
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

PREFIX = "fernet:"
"""What an encrypted text begins with; no secret of allauth's does."""

SECRET_FIELDS = {"secret", "seed"}  # of a TOTP app, of recovery codes; a passkey stores nothing that is secret


class UnknownKey(Exception):
    """A secret was encrypted with a key that is none of ENCRYPTION_KEYS."""


def encrypt(text: str) -> str:
    return PREFIX + _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """The secret; a text from before there was encryption is one as it stands. Raises UnknownKey."""
    if not text.startswith(PREFIX):
        return text
    try:
        return _fernet().decrypt(text.removeprefix(PREFIX).encode()).decode()
    except InvalidToken:
        raise UnknownKey from None


def renew() -> int:
    """Encrypt every secret with the first key that is not yet, and return of how many factors. Raises UnknownKey."""
    renewed = 0
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
            old = {name: factor.data[name] for name in SECRET_FIELDS & factor.data.keys()}
            if stale := {name: text for name, text in old.items() if not _is_current(text)}:
                _replace(factor, {name: encrypt(decrypt(text)) for name, text in stale.items()})
                renewed += 1
    return renewed


def remove_unreadable() -> int:
    """Delete the factors whose secret no key decrypts, so that their owners sign in with the password alone."""
    unreadable = [factor for factor in Authenticator.objects.all() if not _is_readable(factor)]
    return sum(factor.delete()[0] for factor in unreadable)


def _replace(factor: Authenticator, secrets: dict[str, str]) -> None:
    factor.data = factor.data | secrets
    factor.save(update_fields=["data"])


def _is_readable(factor: Authenticator) -> bool:
    try:
        for name in SECRET_FIELDS & factor.data.keys():
            decrypt(factor.data[name])
    except UnknownKey:
        return False
    return True


def _is_current(text: str) -> bool:
    if not text.startswith(PREFIX):
        return False
    try:
        _derived(settings.ENCRYPTION_KEYS[0]).decrypt(text.removeprefix(PREFIX).encode())
    except InvalidToken:
        return False
    return True


def _fernet() -> MultiFernet:
    return MultiFernet([_derived(key) for key in settings.ENCRYPTION_KEYS])


def _derived(key: str) -> Fernet:
    """Keys are long random texts, as SECRET_KEY is; what encrypts is derived from one, for this purpose alone."""
    derive: Any = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"dryrun: secrets of second factors")
    return Fernet(base64.urlsafe_b64encode(derive.derive(key.encode())))
