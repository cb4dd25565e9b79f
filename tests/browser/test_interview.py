"""A running interview in a real browser, when all goes well."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from practice.models import Interview
from tests.browser.interviewing import saved, texts, write
from tests.browser.shifts import shifts
from tests.factories import make_blueprint, make_category, make_content, make_interview, make_question, part_of

type SignIn = Callable[[BrowserContext, User], None]
type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=3, title="Mock round")


def test_what_is_typed_is_saved_by_itself_and_stands_there_after_a_reload(
    signed_in_page: Page, interview: Interview
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "Bias and variance")
    saved(page)
    assert part_of(interview).text == "Bias and variance"
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Bias and variance")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_question_opens(signed_in_page: Page, interview: Interview, width: int) -> None:
    signed_in_page.set_viewport_size({"width": width, "height": 800})
    assert shifts(signed_in_page, interview.get_absolute_url()) == []


def test_the_buttons_save_first_and_lead_on(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
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
    check_axe(page)
    page.get_by_role("button", name="Finish now").click()
    expect(page.get_by_role("heading", name="Mock round")).to_be_visible()
    assert texts(interview) == ["One", "Two", ""]
    assert interview.answers.get(position=2).flagged
    check_axe(page)
    shot(page, "review")


def test_without_javascript_it_is_plain_forms(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
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
    assert texts(interview) == ["One", "Two", ""]
    assert interview.answers.get(position=2).flagged


def test_keys_press_the_buttons_and_a_sheet_lists_them(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "One?")
    page.keyboard.press("Alt+n")
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")
    page.locator("main").focus()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("Alt + N")
    check_axe(page)
    heading, panel = sheet.get_by_role("heading").bounding_box(), sheet.bounding_box()
    assert heading
    assert panel
    assert panel["width"] < 600  # a panel over the page, with its heading on top
    assert heading["y"] - panel["y"] < 60
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Hide time").click()
    expect(page.get_by_role("timer")).to_be_hidden()


def test_one_way_goes_forward_only(signed_in_page: Page, learner: User) -> None:
    interview = make_interview(learner, questions=3, one_way=True)
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "One")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 of 3")
    expect(page.get_by_role("button", name="Question 1, answered")).to_be_disabled()
    page.goto(f"{interview.get_absolute_url()}1/")
    expect(page.locator("main")).to_contain_text("This interview is one way")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 of 3")


def test_the_whole_way_from_signing_up_to_the_history(page: Page, check_axe: CheckAxe, transactional_db: None) -> None:
    categories = [make_category() for _ in range(6)]
    for category in categories:
        make_question(category, content=make_content(points=["the essential thing"]))
    make_blueprint(title="Full loop", slug="full-loop", sections=[{"category": c, "count": 1} for c in categories])
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill("a long enough secret")
    page.get_by_role("button", name="Create the account").click()
    page.goto("/interviews/new/")
    check_axe(page)
    page.get_by_role("link", name="Full loop").click()
    check_axe(page)
    page.get_by_role("button", name="Start the clock").click()
    for position in range(1, 7):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Full loop · {position} of 6")
        write(page, f"The essential thing, {position}")
        if position == 3:
            saved(page)
            page.reload()
            expect(page.get_by_label("Your answer")).to_have_value("The essential thing, 3")
        if position < 6:
            page.get_by_role("button", name="Next").click()
    saved(page)
    second = page.context.new_page()
    second.goto("/")
    second.get_by_role("link", name="Go on with it").click()
    expect(second.get_by_label("Your answer")).to_have_value("The essential thing, 6")
    second.close()
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    expect(page.get_by_text("The word check found 6 of 6 points")).to_be_visible()
    page.get_by_role("button", name="Well").first.click()
    page.get_by_text("new", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("new@example.org")
    page.get_by_label("Password").fill("a long enough secret")
    page.get_by_role("button", name="Sign in", exact=True).last.click()
    page.goto("/interviews/")
    check_axe(page)
    expect(page.get_by_role("row", name="Full loop")).to_contain_text("6 of 6 points")
