"""What journeys through an interview share."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Interview

offline = pytest.mark.expects_console("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
conflict = pytest.mark.expects_console("409 (Conflict)")


def write(page: Page, text: str) -> None:
    page.get_by_label("Your answer").press_sequentially(text)


def saved(page: Page) -> None:
    expect(page.locator("[data-saved-state][data-state=saved]")).to_contain_text("saved ")


def sign_in_beside(page: Page, learner: User) -> None:
    """As the notice offers it to who was signed out: in a window of its own. What waited is then saved."""
    learner.set_password("a long enough secret")
    learner.save()
    expect(page.locator("[data-notice]")).to_contain_text("You are signed out.")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in and go on").click()
    popup = opened.value
    popup.get_by_label("E-mail").fill(learner.email)
    popup.get_by_label("Password").fill("a long enough secret")
    popup.get_by_role("button", name="Sign in", exact=True).click()
    saved(page)


def texts(interview: Interview) -> list[str]:
    return [answer.words for answer in interview.answers.prefetch_related("parts")]


def closed_offline(page: Page, words: str) -> Page:
    """A new tab, after one was closed without a network and with words that it could not send."""
    page.context.set_offline(True)
    write(page, words)
    page.close()
    page.context.set_offline(False)
    return page.context.new_page()
