"""A running interview in a real browser."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from practice.models import Answer, Interview
from tests.factories import make_interview, make_question

type SignIn = Callable[[BrowserContext, User], None]

SAVED = "[data-saved-state][data-state=saved]"


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_question(minutes=5) for _ in range(3)], title="Mock round")


def answer(interview: Interview, position: int = 1) -> Answer:
    return interview.answers.get(position=position)


def write(page: Page, text: str) -> None:
    page.get_by_label("Your answer").press_sequentially(text)


def saved(page: Page) -> None:
    expect(page.locator(SAVED)).to_contain_text("saved ")


def test_what_is_typed_is_saved_by_itself_and_stands_there_after_a_reload(
    signed_in_page: Page, interview: Interview
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "Bias and variance")
    saved(page)
    assert answer(interview).text == "Bias and variance"
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Bias and variance")


def test_the_buttons_save_first_and_lead_on(signed_in_page: Page, interview: Interview, check_axe, shot) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "One")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")
    page.keyboard.type("Two")
    page.get_by_role("button", name="Flag").click()
    expect(page.get_by_role("button", name="Flag", exact=True)).to_have_attribute("aria-pressed", "true")
    check_axe(page)
    shot(page, "interview")
    page.get_by_role("button", name="Finish …").click()
    expect(page.get_by_role("heading", name="Finish Mock round?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("1 question without an answer")
    page.get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Mock round")).to_be_visible()
    assert [a.text for a in interview.answers.all()] == ["One", "Two", ""]
    assert answer(interview, 2).flagged
    check_axe(page)


def test_without_javascript_it_is_plain_forms(
    new_context, learner: User, sign_in: SignIn, interview: Interview
) -> None:
    context = new_context(java_script_enabled=False)
    sign_in(context, learner)
    page = context.new_page()
    page.goto(interview.get_absolute_url())
    page.get_by_label("Your answer").fill("One")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Your answer").fill("Two")
    page.get_by_role("button", name="Flag").click()
    page.get_by_role("button", name="Question 1, answered").click()
    expect(page.get_by_label("Your answer")).to_have_value("One")
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    expect(page).to_have_title("Review of Mock round · Dry Run")
    assert [a.text for a in interview.answers.all()] == ["One", "Two", ""]
    assert answer(interview, 2).flagged
