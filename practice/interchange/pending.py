"""The archive that waits between choosing it and bringing it in: one a person, for two hours, where every process of
the site finds it (CACHES["uploads"])."""

import zlib

from django.core.cache import caches

from accounts.models import User


def store(user: User, data: bytes) -> None:
    """In place of one that waited before."""
    caches["uploads"].set(_key(user), zlib.compress(data, 1))


def find(user: User) -> bytes | None:
    packed = caches["uploads"].get(_key(user))
    return None if packed is None else zlib.decompress(packed)


def forget(user: User) -> None:
    caches["uploads"].delete(_key(user))


def _key(user: User) -> str:
    return f"archive:{user.pk}"
