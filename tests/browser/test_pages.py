"""The pages that everybody meets first, as a person and a screen reader find them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize(("path", "name"), [("/", "home"), ("/accounts/login/", "sign-in"), ("/questions/", "bank")])
def test_an_open_page_is_accessible(
    page: Page,
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
    path: str,
    name: str,
) -> None:
    page.goto(path)
    check_axe(page)
    shot(page, name)


def test_a_session_opens_the_closed_pages(signed_in_page: Page) -> None:
    signed_in_page.goto("/interviews/")
    assert signed_in_page.url.endswith("/interviews/")
