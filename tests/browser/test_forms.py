"""Forms that come back with errors, and the menu, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_question

type CheckAxe = Callable[[Page], None]


@pytest.mark.expects_console("422 (Unprocessable")
@pytest.mark.parametrize(
    ("address", "button", "field"),
    [
        ("/accounts/signup/", "Create the account", "Password"),
        ("/questions/{slug}/report/", "Send", "Problem"),
    ],
)
def test_the_first_field_at_fault_has_the_focus_and_a_summary_leads_to_all(
    signed_in_page: Page, check_axe: CheckAxe, address: str, button: str, field: str
) -> None:
    page = signed_in_page
    question = make_question()
    if "signup" in address:
        page.context.clear_cookies()
    page.goto(address.format(slug=question.slug))
    page.locator("form").last.evaluate("form => { form.noValidate = true; }")
    if "signup" in address:
        page.get_by_label("E-mail").fill("somebody@example.org")
        page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name=button).click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Not done yet.")
    focused = page.locator(":focus")
    link = alert.get_by_role("link").first
    assert focused.evaluate(
        "each => (each.closest('fieldset') ?? each).matches(':has(.errorlist), [aria-invalid=true]')"
    )
    expect(link).to_have_text(field)
    check_axe(page)


def test_the_menu_closes_when_the_focus_goes_on_and_by_escape_from_anywhere(signed_in_page: Page) -> None:
    page = signed_in_page
    page.goto("/questions/")
    menu = page.locator("details[data-menu]")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    menu.locator("summary").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
