"""What the journeys in a real browser need. Every page of theirs is watched: see `new_context`."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebError,
)
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories import make_user
from tests.paths import ROOT

ARTEFACTS = ROOT / "test-artefacts"
AXE = ROOT / "node_modules/axe-core/axe.min.js"

PATIENCE = 10_000  # milliseconds: a page that takes longer is broken
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC_BROWSERS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

type NewContext = Callable[..., BrowserContext]


SAME_ON_ANY_DATABASE = {
    *("test_account_pages.py", "test_admin_lists.py", "test_blocks.py", "test_bring_in.py", "test_coding.py"),
    *("test_curation.py", "test_diagrams.py", "test_forms.py", "test_importing.py", "test_mentor.py"),
    *("test_numbers.py", "test_opinions.py", "test_pages.py", "test_plan.py", "test_progress.py"),
    *("test_repetition.py", "test_review_workspace.py", "test_running.py", "test_sketches.py"),
    *("test_speaking.py", "test_stages.py", "test_stories.py"),
}
"""Journeys about what happens in the browser; what they store is stored by tests without one, on both databases."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if item.path.name in SAME_ON_ANY_DATABASE:
                item.add_marker(pytest.mark.any_database)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    candidates = [os.environ.get("CHROMIUM", ""), *BROWSERS, *MAC_BROWSERS, playwright.chromium.executable_path]
    found = next(filter(None, map(shutil.which, candidates)), None)
    if not found:
        sentence = "No Chromium or Chrome on this machine; CHROMIUM=/path/to/one names it."
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    return browser_type_launch_args | {
        "executable_path": found,
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--use-fake-device-for-media-stream",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: LiveServer) -> dict[str, Any]:
    """`page.goto("/")` opens the site."""
    return browser_context_args | {"base_url": live_server.url, "locale": "en-GB", "timezone_id": "Europe/Berlin"}


@pytest.fixture
def answered(transactional_db: None) -> Iterator[None]:
    """Once the test's browser is closed, wait for what the server still works on.

    A page saves to the very end; a save that outlives its test meets a database that is being emptied.
    """
    yield
    for thread in threading.enumerate():
        if thread.name.endswith("(process_request_thread)"):
            thread.join(PATIENCE / 1000)
            assert not thread.is_alive(), "The server still works on a request of a browser that is closed."


@pytest.fixture
def new_context(
    request: pytest.FixtureRequest, answered: None, new_context: NewContext, live_server: LiveServer
) -> Iterator[NewContext]:
    """A test fails on any console error (a CSP violation is one), uncaught exception or request to another host.

    `@pytest.mark.expects_console("ERR_INTERNET_DISCONNECTED")` allows the errors that hold one of its words.
    """
    expected = [word for marker in request.node.iter_markers("expects_console") for word in marker.args]
    problems: list[str] = []

    def note(problem: str) -> None:
        if not any(word in problem for word in expected):
            problems.append(problem)

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            note(f"console: {message.text} ({message.location.get('url')})")

    def error(error: WebError) -> None:
        note(f"exception: {error.error}")

    def requested(sent: Request) -> None:
        address = urlsplit(sent.url)
        if address.scheme not in {"data", "blob"} and address.netloc != urlsplit(live_server.url).netloc:
            note(f"request to another host: {sent.url}")

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("console", console)
        context.on("weberror", error)
        context.on("request", requested)
        return context

    yield watched
    assert not problems, "\n".join(["The browser complained:", *problems])


def session_cookie(user: User, url: str) -> Any:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": session.key, "value": session.value, "url": url, "httpOnly": True, "sameSite": "Lax"}


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[BrowserContext, User], None]:
    """Give a browser context a session of `user` without the sign-in page."""

    def sign_in(context: BrowserContext, user: User) -> None:
        context.add_cookies([session_cookie(user, live_server.url)])

    return sign_in


@pytest.fixture
def learner(transactional_db: None) -> User:
    """The person whom `signed_in_page` belongs to."""
    return make_user(email="ada@example.org", name="Ada")


@pytest.fixture
def signed_in_page(context: BrowserContext, learner: User, sign_in: Callable[[BrowserContext, User], None]) -> Page:
    sign_in(context, learner)
    return context.new_page()


@pytest.fixture
def scripts_off(
    new_context: Callable[..., BrowserContext], learner: User, sign_in: Callable[[BrowserContext, User], None]
) -> Page:
    """A page of the learner's in a browser that runs no scripts."""
    context = new_context(java_script_enabled=False)
    sign_in(context, learner)
    return context.new_page()


@pytest.fixture
def check_axe() -> Callable[[Page], None]:
    """WCAG 2.2 AA as far as a program can tell, in both colour schemes, and reflow at 320 pixels (1.4.10)."""

    def check_axe(page: Page) -> None:
        found = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            results = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG_AA)
            found += [
                f"{scheme}: {violation['id']}: {violation['help']}\n    {node['html']}\n    {node['failureSummary']}"
                for violation in results["violations"]
                for node in violation["nodes"]
            ]
        found += _overflow(page, 320)
        assert not found, "\n".join([f"Not accessible at {page.url}:", *found])

    return check_axe


def _overflow(page: Page, width: int) -> list[str]:
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if before:
        page.set_viewport_size(before)
    return [f"the page is {too_wide} pixels wider than a screen of {width}"] if too_wide > 0 else []


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Write pictures of a page to test-artefacts/: on a phone and on a desk, light and dark."""

    def shot(page: Page, name: str) -> None:
        before = page.viewport_size
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        if before:
            page.set_viewport_size(before)

    return shot
