"""What makes a password easy to guess here: one common word, or one word of this site, however it is dressed up."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

SITE_WORDS = Path(__file__).with_name("passwords.txt")
LOOKALIKES = str.maketrans("@40135$7!", "aaoiess" + "ti")
DRESS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class GuessablePasswordValidator(CommonPasswordValidator):
    """Refuses Django's list of common passwords and our own words, with digits and signs around or inside them too.

    DryRun1234, p4ssw0rd!!2026 and tensorflow-tensorflow fall; a few unrelated words do not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.passwords |= site_words()

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        if any(core in self.passwords for core in cores(password)):
            raise ValidationError(
                "This password is one well-known word with digits or signs. Take a few words that are unrelated.",
                code="password_too_common",
            )
        if not any(letter.isalpha() for letter in password):
            raise ValidationError("This password has no letters. Add a few words.", code="password_entirely_numeric")


def cores(password: str) -> set[str]:
    """The words that a password may be made of: without what stands around, with look-alikes read as letters."""
    bare = DRESS.sub("", password.lower()[:200])
    found = {re.sub(r"[\W\d_]", "", text) for text in (bare, bare.translate(LOOKALIKES))}
    return {once(word) for word in found if word}


def once(word: str) -> str:
    """What a repeated word repeats: "dryrun" of "dryrundryrun"."""
    match = re.fullmatch(r"(.{3,40}?)\1+", word)
    return match[1] if match else word


def site_words() -> set[str]:
    lines = SITE_WORDS.read_text(encoding="utf-8").split("\n")
    listed = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    host = (urlsplit(settings.SITE_URL).hostname or "").split(".")
    return listed | {label.replace("-", "") for label in host if len(label) > 3}
