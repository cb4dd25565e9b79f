"""A web server that dies in the middle of a save, and comes back."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from playwright.sync_api import Browser, BrowserContext, expect

from accounts.models import User
from practice.models import Interview
from tests.browser.interviewing import saved, write
from tests.factories import make_interview, part_of
from tests.paths import ROOT


class Server:
    """A web process of its own on the tests' database."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"

    def start(self) -> None:
        name = connection.settings_dict["NAME"]
        address = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
        database = f"sqlite:///{name}" if connection.vendor == "sqlite" else f"{address}/{name}"
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", str(self.port)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            threading.Event().wait(0.1)
        pytest.fail("The server did not start.")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(transactional_db: None) -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.kill()


def test_killed_during_a_save_and_started_again(
    server: Server, browser: Browser, learner: User, sign_in: Callable[[BrowserContext, User], None]
) -> None:
    interview = make_interview(learner, questions=1)
    context = browser.new_context(base_url=server.url)
    sign_in(context, learner)
    page = context.new_page()
    page.goto(interview.get_absolute_url())
    write(page, "Saved before. ")
    saved(page)
    with transaction.atomic():
        # Whoever holds the interview keeps the save waiting in the middle of its work.
        Interview.objects.select_for_update().get(pk=interview.pk)
        if connection.vendor == "sqlite":
            Interview.objects.filter(pk=interview.pk).update(title="Held")
        write(page, "On its way.")
        expect(page.locator("[data-saved-state]")).to_have_text("saving …")
        page.wait_for_timeout(500)
        server.kill()
    expect(page.locator("[data-notice]")).to_contain_text("The server does not answer.")
    assert part_of(interview).text == "Saved before. "
    server.start()
    expect(page.locator("[data-saved-state]")).to_contain_text("saved", timeout=20_000)
    saved(page)
    assert part_of(interview).text == "Saved before. On its way."
    context.close()
