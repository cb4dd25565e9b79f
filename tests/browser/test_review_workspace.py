"""One question of a review at a time: by keyboard alone, in two tabs, without a network, and without scripts."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from practice import autosave, interviews
from practice.models import Answer, Interview, PointCoverage
from questions.models import Question
from tests.browser.interviewing import offline
from tests.factories import make_content, make_interview, make_question

POINTS = ["bias is a gap that stays", "variance is a spread", "noise is a floor"]
SAYS = "I would begin with the target.\n\nBias is a gap that stays. More data does not close it."
SHOWS = "Bias is a gap that stays."


def answered(user: User, questions: list[Question], *, days: int, text: str) -> Interview:
    now = timezone.now() - timedelta(days=days, minutes=30)
    interview = make_interview(user, questions=questions, now=now, title="Full loop")
    for position in (1, 2):
        autosave.save(interview, position, text=text, based_on=0, now=now)
    interviews.finish(interview, now=now + timedelta(minutes=9))
    PointCoverage.objects.filter(answer__interview=interview, key_point__position=1).update(evidence=SHOWS)
    return interview


@pytest.fixture
def interview(learner: User) -> Interview:
    """A finished one of three questions, the first two answered, a week after another one of the same."""
    told: dict[str, Any] = {"points": POINTS, "answer": "The expected error is a sum of three. " * 12}
    questions = [make_question(content=make_content(title=title, **told)) for title in ("Bias", "Boosting", "Bagging")]
    answered(learner, questions, days=7, text="Variance is a spread.")
    return answered(learner, questions, days=0, text=SAYS)


def address(interview: Interview, position: int = 1) -> str:
    return f"{interview.get_absolute_url()}review/{position}/"


def first(interview: Interview) -> Answer:
    return interview.answers.get(position=1)


def covered(interview: Interview) -> list[bool]:
    return list(first(interview).coverage.values_list("covered", flat=True))


def state(page: Page, form: str) -> Locator:
    return page.locator(f"form[action$='/{form}/'] [data-act-state]")


def test_by_keyboard_alone(
    signed_in_page: Page, interview: Interview, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page, press = signed_in_page, signed_in_page.keyboard.press
    first(interview).coverage.update(covered=False)
    page.goto(address(interview))

    press("Alt+t")
    press("Tab")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    press("Space")
    expect(page.get_by_role("heading", name="Key points: 1 of 3 points")).to_be_visible()
    expect(state(page, "points")).to_have_text("saved")

    press("Tab")
    press("Enter")  # the sentence that shows the point
    mark = page.locator("mark:has(:target)")
    expect(mark).to_contain_text(SHOWS)
    expect(mark).to_be_in_viewport()
    mark.get_by_role("link", name="for key point 1").focus()
    press("Enter")
    expect(page).to_have_url(re.compile(r"#point-\d+$"))

    press("Alt+3")
    expect(page.get_by_role("button", name="Well")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("navigation", name="Questions").get_by_role("link").first).to_have_text(re.compile("well"))

    press("Alt+o")
    press("Tab")
    page.keyboard.type("Say the gap first.")
    expect(state(page, "notes")).to_have_text("saved")
    page.evaluate("document.activeElement.blur()")

    press("Alt+e")
    press("Tab")
    press("Enter")
    expect(page.get_by_text("Variance is a spread.").first).to_be_visible()
    expect(
        page.get_by_role("row", name=re.compile("^bias is a gap that stays not said said unprompted"))
    ).to_be_visible()
    check_axe(page)
    shot(page, "review-of-one-question")

    press("Alt+n")
    expect(page).to_have_url(re.compile("/review/2/$"))
    expect(page.get_by_role("button", name="Keys")).to_have_attribute(
        "aria-keyshortcuts", "Alt+K"
    )  # the page's script has come
    press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Rate it: well")
    press("Escape")
    press("Alt+p")
    expect(page).to_have_url(re.compile("/review/1/$"))
    expect(page.get_by_role("button", name="Keys")).to_have_attribute("aria-keyshortcuts", "Alt+K")
    press("Alt+l")
    expect(page).to_have_url(re.compile("/review/#question-1$"))
    expect(page.get_by_text("Say the gap first.")).to_be_visible()
    check_axe(page)
    shot(page, "review-of-all-questions")
    assert covered(interview) == [True, False, False]
    assert first(interview).rating == 3
    assert interview.user.notes.get().text == "Say the gap first."


def test_two_tabs_undo_nothing_of_one_another(
    context: BrowserContext, signed_in_page: Page, interview: Interview
) -> None:
    first(interview).coverage.update(covered=False)
    page, other = signed_in_page, context.new_page()
    for each in (page, other):
        each.goto(address(interview))
    for each, place, note in ((page, 0, "From the one"), (other, 1, "From the other")):
        each.get_by_role("checkbox").nth(place).check()
        each.get_by_role("textbox").fill(note)
        expect(state(each, "points")).to_have_text("saved")
        expect(state(each, "notes")).to_have_text("saved")
    assert covered(interview) == [True, True, False]
    assert interview.user.notes.get().text == "From the one\n\nFrom the other"
    expect(other.get_by_role("textbox")).to_have_value("From the one\n\nFrom the other")
    other.get_by_role("textbox").press_sequentially(" goes on")  # from what stands there now
    expect(state(other, "notes")).to_have_text("saved")
    assert interview.user.notes.get().text.endswith(" goes on")
    assert interview.user.notes.get().text.count("From the one") == 1


@offline
def test_what_could_not_be_sent_is_sent_by_the_next_page(
    context: BrowserContext, signed_in_page: Page, interview: Interview
) -> None:
    first(interview).coverage.update(covered=False)
    page = signed_in_page
    page.goto(address(interview))
    context.set_offline(True)
    page.get_by_role("checkbox").nth(2).check()
    page.get_by_role("textbox").fill("Written in a train")
    expect(state(page, "points")).to_have_text("offline, kept here")
    expect(page.get_by_text("kept on this computer").first).to_be_visible()
    page.wait_for_timeout(1000)  # longer than the pause after which notes are sent
    page.close()
    assert covered(interview) == [False] * 3
    context.set_offline(False)
    page = context.new_page()
    page.goto(address(interview, 2))
    expect(page.get_by_role("navigation", name="Questions").get_by_role("link").first).to_have_text(
        re.compile("1 of 3")
    )
    assert covered(interview) == [False, False, True]
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('dryrun:copy:'))")
    assert interview.user.notes.get().text == "Written in a train"


@offline
def test_what_was_chosen_elsewhere_since_stands_and_is_said(
    context: BrowserContext, signed_in_page: Page, interview: Interview
) -> None:
    page = signed_in_page
    page.goto(address(interview))
    context.set_offline(True)
    page.get_by_role("button", name="Not at all").click()
    expect(state(page, "rate")).to_have_text("offline, kept here")
    page.close()
    context.set_offline(False)
    Answer.objects.filter(interview=interview, position=1).update(
        rating=4, acts={"rating": {"count": 1, "newest": [["laptop", 1]]}}
    )
    page = context.new_page()
    page.goto(address(interview))
    expect(page.get_by_text("you have chosen elsewhere since").first).to_be_visible()
    expect(page.locator("[aria-pressed=true]")).to_have_text("Without effort")
    assert first(interview).rating == 4


def test_without_scripts_every_part_of_it_works(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(address(interview))
    page.locator(".quote a").first.click()
    expect(page.locator("mark:has(:target)")).to_contain_text(SHOWS)
    page.get_by_role("checkbox").nth(1).check()
    page.get_by_role("button", name="Keep these ticks").click()
    page.get_by_role("textbox").fill("Say the gap first.")
    page.get_by_role("button", name="Save the notes").click()
    expect(page).to_have_url(re.compile(r"/review/1/#notes$"))
    page.get_by_role("button", name="Well").click()
    expect(page.get_by_role("textbox")).to_have_value("Say the gap first.")
    page.locator(".attempts a").first.click()
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_role("link", name="Next question").click()
    expect(page).to_have_url(re.compile("/review/2/$"))
    assert covered(interview)[1]


def test_references_are_opened_by_key_on_the_page_of_all(
    signed_in_page: Page, interview: Interview, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}review/")
    second = page.locator("#question-2")
    summary, text = second.locator(".review-reference > summary"), second.get_by_text("The expected error is a sum")
    expect(text).to_have_count(0)
    with page.expect_response("**/review/2/reference/"):
        summary.focus()  # a moment before it is opened
    page.keyboard.press("Enter")
    expect(text).to_be_visible()
    expect(second.get_by_role("region", name="Your answer")).to_be_in_viewport()
    expect(page.get_by_text("The expected error is a sum")).to_have_count(1)
    check_axe(page)
    shot(page, "review-of-all-with-a-reference")


@pytest.mark.expects_console("ERR_INTERNET_DISCONNECTED", "500 (Internal Server Error)")
def test_a_reference_that_does_not_come_says_so_and_comes_later(
    context: BrowserContext, signed_in_page: Page, interview: Interview
) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}review/")
    fold = page.locator("#question-1 .review-reference")
    state, summary = fold.locator("[data-reference-state]"), fold.locator("> summary")
    page.route("**/reference/", lambda route: route.fulfill(status=500))
    summary.click()
    expect(state).to_contain_text("The server did not answer.")
    expect(fold.get_by_role("link", name="The reference beside your answer to question 1")).to_be_visible()
    page.unroute("**/reference/")
    context.set_offline(True)
    summary.click()
    summary.click()
    expect(state).to_contain_text("You are offline")
    context.set_offline(False)
    expect(fold.get_by_text("The expected error is a sum")).to_be_visible()
    session = context.cookies()
    context.clear_cookies()
    other = page.locator("#question-2 .review-reference")
    other.locator("> summary").click()
    expect(other.locator("[data-reference-state]")).to_contain_text("You are signed out.")
    context.add_cookies(session)  # type: ignore[arg-type]
    other.locator("> summary").click()
    other.locator("> summary").click()
    expect(other.get_by_text("The expected error is a sum")).to_be_visible()


def test_without_scripts_a_fold_leads_to_its_reference(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(f"{interview.get_absolute_url()}review/")
    fold = page.locator("#question-2 .review-reference")
    fold.locator("> summary").click()
    fold.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/review/2/#reference-2$"))
    expect(page.get_by_text("The expected error is a sum")).to_be_visible()
    page.get_by_role("link", name="All on one page").click()
    page.get_by_role("link", name="All of it, to print or save").click()
    expect(page.get_by_text("The expected error is a sum")).to_have_count(3)


def test_on_paper_everything_is_open_and_nothing_is_to_be_clicked(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}review/")
    page.get_by_role("link", name="All of it, to print or save").click()
    page.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    page.get_by_role("button", name="Print or save as PDF").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    expect(page.locator(".review-item .prompt")).to_have_count(3)
    for shown in page.locator(".review-reference").all():
        expect(shown).to_contain_text("The expected error is a sum")
        expect(shown).to_be_visible()
    for gone in (".review-list", ".review-ways", ".review-next", "[aria-pressed=false]", "[data-plain]"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
