"""What journeys through an interview share."""

import pytest
from playwright.sync_api import Page, expect

from practice.models import Interview

offline = pytest.mark.expects_console("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
conflict = pytest.mark.expects_console("409 (Conflict)")


def write(page: Page, text: str) -> None:
    page.get_by_label("Your answer").press_sequentially(text)


def saved(page: Page) -> None:
    expect(page.locator("[data-saved-state][data-state=saved]")).to_contain_text("saved ")


def texts(interview: Interview) -> list[str]:
    return [answer.words for answer in interview.answers.prefetch_related("parts")]


def closed_offline(page: Page, words: str) -> Page:
    """A new tab, after one was closed without a network and with words that it could not send."""
    page.context.set_offline(True)
    write(page, words)
    page.close()
    page.context.set_offline(False)
    return page.context.new_page()
