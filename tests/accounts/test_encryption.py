import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from accounts import encryption
from tests.factories import make_user

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

pytestmark = pytest.mark.django_db


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return json.dumps(cursor.fetchall())


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def test_what_is_stored_gives_nobodys_codes_away() -> None:
    user = make_user()
    app, codes = TOTP.activate(user, SECRET), RecoveryCodes.activate(user)
    text = stored()
    assert SECRET not in text
    assert text.count(encryption.PREFIX) == 2
    assert app.validate_code(code_of(SECRET))
    assert len(set(codes.generate_codes())) == 10


def test_what_was_stored_plain_still_works_and_is_encrypted_by_the_next_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = make_user()
    app = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    codes = Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "00ff", "used_mask": 1}
    )
    before = RecoveryCodes(codes).generate_codes()

    call_command("encrypt_secrets")
    call_command("encrypt_secrets")

    assert capsys.readouterr().out == "Secrets of 2 second factors are encrypted with the current key now.\n"
    assert SECRET not in stored()
    codes.refresh_from_db()
    app.refresh_from_db()
    assert (RecoveryCodes(codes).generate_codes(), codes.data["used_mask"]) == (before, 1)
    assert TOTP(app).validate_code(code_of(SECRET))


def test_a_new_key_takes_over_what_the_old_one_encrypted(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = ["the old key"]
    factor = TOTP.activate(make_user(), SECRET).instance
    settings.ENCRYPTION_KEYS = ["the new key", "the old key"]
    assert encryption.renew() == 1
    settings.ENCRYPTION_KEYS = ["the new key"]
    factor.refresh_from_db()
    assert encryption.decrypt(factor.data["secret"]) == SECRET


def test_a_lost_key_is_told_at_the_start_and_its_factors_can_be_removed(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = ["the old key"]
    user, other = make_user(), make_user()
    TOTP.activate(user, SECRET)
    settings.ENCRYPTION_KEYS = ["the new key"]
    TOTP.activate(other, SECRET)
    with pytest.raises(CommandError, match="ENCRYPTION_KEY_FALLBACKS"):
        call_command("encrypt_secrets")

    call_command("encrypt_secrets", "--remove-unreadable")
    assert [factor.user for factor in Authenticator.objects.all()] == [other]


def test_one_text_is_encrypted_differently_each_time() -> None:
    assert encryption.encrypt(SECRET) != encryption.encrypt(SECRET)
