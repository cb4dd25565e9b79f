"""Drawing in an answer: on a real board, saved like anything that is written."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from accounts.models import User
from practice.models import Interview
from questions.models import Kind
from tests.browser.interviewing import saved
from tests.factories import make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_question(kind=Kind.DESIGN), make_question()], title="Design round")


def opened(page: Page) -> FrameLocator:
    """The drawing board, after it was asked for."""
    page.get_by_role("button", name="Draw").click()
    board = page.frame_locator("iframe[title='Drawing board']")
    expect(board.locator("canvas.interactive")).to_be_visible()
    return board


def draw(page: Page, key: str, *, start: tuple[int, int], end: tuple[int, int]) -> None:
    page.keyboard.press(key)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def test_what_is_drawn_is_saved(signed_in_page: Page, interview: Interview, shot: Shot) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    opened(page)
    draw(page, "r", start=(400, 350), end=(560, 450))
    saved(page)
    shot(page, "sketch-board")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    shot(page, "sketch-closed")

    assert '"rectangle"' in part_of(interview, part=2).text
