"""Every page of signing in and of the account, in a real browser: no violation of the policy, accessible, usable."""

import base64
import hmac
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.shifts import shifts
from tests.factories import make_user

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_limits_left_over(transactional_db: None) -> None:
    cache.clear()


@pytest.fixture
def learner(transactional_db: None) -> User:
    return make_user(email="ada@example.org", name="Ada", password=PASSWORD)


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/?next=/accounts/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/accounts/")


def show_password_again(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/key/1-2/",
        "privacy/",
        "github/login/",
        "3rdparty/login/cancelled/",
    ],
)
def test_pages_before_signing_in(
    page: Page, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None], path: str
) -> None:
    page.goto(f"/accounts/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_axe(page)
    shot(page, f"account-{path.strip('/').replace('/', '-')}")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "preferences/",
        "email/",
        "password/change/",
        "2fa/",
        "sessions/",
        "logout/",
        "2fa/webauthn/",
        "3rdparty/",
        "sign-in-again/",
    ],
)
def test_pages_of_the_account(
    signed_in_page: Page, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None], path: str
) -> None:
    signed_in_page.goto(f"/accounts/{path}")
    expect(signed_in_page.get_by_role("heading", level=1)).to_be_visible()
    check_axe(signed_in_page)
    shot(signed_in_page, f"account-{path.strip('/').replace('/', '-') or 'overview'}")


def test_errors_stand_beside_their_fields(
    page: Page, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_password1_error")).to_contain_text("This password is too short.")
    check_axe(page)
    shot(page, "account-signup-errors")


def test_the_browser_tells_its_time_zone_at_sign_up(page: Page) -> None:
    page.goto("/accounts/signup/?next=/accounts/")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url("**/accounts/")
    assert User.objects.get().time_zone == "Europe/Berlin"


def test_signing_up_and_out_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/accounts/signup/?next=/accounts/")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.locator("summary").get_by_text("new", exact=True).click()
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_second_factor_from_setting_it_up_to_signing_in_with_it(
    page: Page,
    learner: User,
    new_context: Callable[..., BrowserContext],
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
) -> None:
    sign_in(page)
    page.goto("/accounts/2fa/totp/activate/")
    check_axe(page)
    shot(page, "account-reauthenticate")
    show_password_again(page)
    expect(page.get_by_role("heading", name="Set up an authenticator app")).to_be_visible()
    check_axe(page)
    shot(page, "account-totp")

    page.get_by_label("Code from your authenticator app").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_label("Code from your authenticator app")).to_have_attribute("aria-invalid", "true")
    page.get_by_text("Or type the secret").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code from your authenticator app").fill(code_now(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    check_axe(page)
    shot(page, "account-recovery-codes")
    for path in ("", "recovery-codes/generate/", "totp/deactivate/"):
        page.goto(f"/accounts/2fa/{path}")
        check_axe(page)

    later = new_context().new_page()
    later.goto("/accounts/login/?next=/accounts/")
    later.get_by_label("E-mail address").fill("ada@example.org")
    later.get_by_label("Password").fill(PASSWORD)
    later.get_by_role("button", name="Sign in", exact=True).click()
    expect(later.get_by_role("heading", name="Second step")).to_be_visible()
    check_axe(later)
    shot(later, "account-second-step")
    later.get_by_label("Code from your authenticator app, or a recovery code").fill(code_now(secret))
    later.get_by_role("button", name="Sign in", exact=True).click()
    expect(later.get_by_role("heading", name="Your account", exact=True)).to_be_visible()

    lost = new_context(java_script_enabled=False).new_page()
    lost.goto("/accounts/login/?next=/accounts/")
    lost.get_by_label("E-mail address").fill("ada@example.org")
    lost.get_by_label("Password").fill(PASSWORD)
    lost.get_by_role("button", name="Sign in", exact=True).click()
    recovery = RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES))
    lost.get_by_label("Code from your authenticator app, or a recovery code").fill(recovery.get_unused_codes()[0])
    lost.get_by_role("button", name="Sign in", exact=True).click()
    expect(lost.get_by_role("heading", name="Your account", exact=True)).to_be_visible()


def add_authenticator(page: Page, **options: object) -> None:
    """Plug a virtual authenticator into the browser: one that keeps passkeys and has seen who holds it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    builtin = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": builtin | options})


def test_a_passkey_from_adding_it_to_signing_in_with_it(
    page: Page, learner: User, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    add_authenticator(page)
    sign_in(page)
    page.goto("/accounts/2fa/webauthn/add/")
    show_password_again(page)
    expect(page.get_by_role("heading", name="Add a passkey or security key")).to_be_visible()
    check_axe(page)
    shot(page, "account-passkey")
    page.get_by_label("Name").fill("Ada's laptop")
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Ada's laptop").first).to_be_visible()
    check_axe(page)
    shot(page, "account-keys")

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/accounts/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/accounts/")
    expect(page.get_by_role("heading", name="Your account", exact=True)).to_be_visible()


def test_nothing_moves_while_the_sign_in_page_opens(page: Page, learner: User) -> None:
    add_authenticator(page)
    assert shifts(page, "/accounts/login/") == []
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()


def test_a_security_key_as_the_second_step_and_as_a_proof_once_more(page: Page, learner: User) -> None:
    add_authenticator(page, transport="usb", hasResidentKey=False, hasUserVerification=False)
    sign_in(page)
    page.goto("/accounts/2fa/webauthn/add/")
    show_password_again(page)
    page.get_by_label("Name").fill("Key ring")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/accounts/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect(page.get_by_role("heading", name="Your account", exact=True)).to_be_visible()

    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/delete/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Delete your account")).to_be_visible()


@pytest.mark.expects_console("request to another host: http://127.0.0.1:")
def test_where_the_address_is_a_number_the_page_says_why_there_are_no_passkeys(
    page: Page, live_server: LiveServer, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    by_name = f"{live_server.url}/accounts/login/?next=/accounts/"
    assert "//localhost:" in by_name
    page.goto(by_name.replace("localhost", "127.0.0.1"))
    expect(page.get_by_text("Passkeys do not work here")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    link = page.get_by_role("link", name="Open this page at localhost")
    assert link.get_attribute("href") == by_name
    check_axe(page)
    shot(page, "account-login-by-number")


@pytest.mark.expects_console("403 (Forbidden)")
def test_staff_are_told_how_to_get_into_the_admin(
    signed_in_page: Page,
    learner: User,
    settings: Settings,
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
) -> None:
    User.objects.filter(pk=learner.pk).update(is_staff=True, is_superuser=True)
    settings.STAFF_SECOND_FACTOR = True
    signed_in_page.goto("/admin/")
    check_axe(signed_in_page)
    shot(signed_in_page, "account-second-factor-needed")
    signed_in_page.get_by_role("link", name="Set one up").click()
    expect(signed_in_page.get_by_role("heading", name="Two-factor sign-in and passkeys")).to_be_visible()


def test_deleting_the_account(
    page: Page, learner: User, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    sign_in(page)
    page.goto("/accounts/delete/")
    show_password_again(page)
    expect(page.get_by_role("heading", name="Delete your account")).to_be_visible()
    check_axe(page)
    shot(page, "account-delete")
    page.get_by_label("Delete my account and everything in it").check()
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("Sign in before then, and you can keep it.")).to_be_visible()

    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Keep your account?")).to_be_visible()
    check_axe(page)
    shot(page, "account-leaving")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your data").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account stays, and everything in it is as it was.")).to_be_visible()
    assert not User.objects.exclude(leaves_at=None).exists()


def code_now(secret: str) -> str:
    """RFC 6238, with the thirty seconds and six digits of every authenticator app."""
    steps = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(secret), steps.to_bytes(8), "sha1")
    offset = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF) % 1_000_000:06}"
