"""The sheet of useful numbers: one key away from a design, a page without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Interview
from tests.browser.interviewing import saved
from tests.factories import make_design, make_interview, make_question, part_of


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_design(), make_question()], minutes=60)


def test_it_is_one_key_away_and_one_writes_on_where_one_was(
    signed_in_page: Page, interview: Interview, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    page.keyboard.type("A day has ")
    page.keyboard.press("Alt+u")
    sheet = page.get_by_role("dialog", name="Useful numbers")
    expect(sheet.get_by_text("86,400 s, about 10⁵")).to_be_visible()
    page.keyboard.press("Alt+n")  # what lies under it is not pressed
    expect(sheet).to_be_visible()
    check_axe(page)
    shot(page, "numbers-sheet")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Scope and sizing")).to_be_focused()
    page.keyboard.type("86,400 seconds.")
    saved(page)
    assert part_of(interview, part=2).text == "A day has 86,400 seconds."


def test_other_kinds_have_none(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}2/")
    expect(page.get_by_role("button", name="Keys")).to_have_attribute("aria-keyshortcuts", "Alt+K")
    expect(page.get_by_role("link", name="Numbers")).to_have_count(0)


def test_without_scripts_it_is_a_page_beside_the_interview(
    scripts_off: Page, interview: Interview, shot: Callable[[Page, str], None]
) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Numbers").click()
    expect(opened.value.get_by_role("heading", name="Useful numbers")).to_be_visible()
    expect(opened.value.get_by_text("86,400 s, about 10⁵")).to_be_visible()
    shot(opened.value, "numbers")
