"""The story bank in a real browser, by keyboard, without scripts, and after a crash."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from questions.models import Kind, Question
from tests.browser.interviewing import write
from tests.factories import make_content, make_interview, make_question, make_story

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def prompt(transactional_db: None) -> Question:
    content = make_content(prompt="Tell me about a project that you led.")
    return make_question(kind=Kind.BEHAVIORAL, content=content)


def test_a_story_is_written_and_deleted(
    signed_in_page: Page, learner: User, prompt: Question, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto("/")
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name="Your stories").click()
    check_axe(page)
    shot(page, "stories-empty")
    page.get_by_role("link", name="Write a story").click()
    page.get_by_label("Title").fill("Spare parts")
    page.get_by_label("Your own part").fill("I wrote the baseline.")
    page.get_by_text("Prompts that it could serve").first.click()
    page.get_by_label("Tell me about a project that you led.").check()
    check_axe(page)
    shot(page, "story")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your story is saved.")).to_be_visible()
    make_story(learner, title="Search that found too little")
    page.reload()
    check_axe(page)
    shot(page, "stories")
    page.get_by_role("link", name="What they serve").click()
    expect(page.get_by_role("region", name="Prompts with a story")).to_contain_text("Spare parts")
    check_axe(page)
    shot(page, "story-prompts")
    page.get_by_role("link", name="Spare parts").click()
    expect(page.get_by_label("Tell me about a project that you led.")).to_be_checked()
    page.get_by_role("link", name="Delete …").click()
    check_axe(page)
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("link", name="Spare parts")).to_have_count(0)
    assert [story.title for story in learner.stories.all()] == ["Search that found too little"]


def test_what_is_half_written_is_offered_back(signed_in_page: Page, learner: User, prompt: Question) -> None:
    page = signed_in_page
    page.goto("/stories/new/")
    page.get_by_label("Result").fill("Half of the stock was enough.")
    page.get_by_text("Prompts that it could serve").first.click()
    page.get_by_label("Tell me about a project that you led.").check()
    page.goto("/stories/")
    page.goto("/stories/new/")
    expect(page.get_by_text("It is kept on this computer.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Result")).to_have_value("Half of the stock was enough.")
    expect(page.get_by_label("Tell me about a project that you led.")).to_be_checked()
    page.get_by_label("Title").fill("Spare parts")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your story is saved.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('dryrun:story:'))") == []
    page.get_by_role("link", name="Write a story").click()
    expect(page.get_by_label("Result")).to_have_value("")
    expect(page.locator("[data-form-copy]")).to_be_hidden()
    assert learner.stories.get().result == "Half of the stock was enough."


def test_signing_out_leaves_nothing_of_a_story(signed_in_page: Page, prompt: Question) -> None:
    page = signed_in_page
    page.goto("/stories/new/")
    page.get_by_label("Result").fill("Half of the stock was enough.")
    page.goto("/stories/")
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('dryrun:story:'))") == []


@pytest.mark.expects_console("409 (Conflict)")
def test_two_tabs_lose_nothing(signed_in_page: Page, learner: User, check_axe: CheckAxe, shot: Shot) -> None:
    story = make_story(learner, action="We compared two models.")
    one, two = signed_in_page, signed_in_page.context.new_page()
    for tab, words in ((two, "We compared three models."), (one, "We asked the planners first.")):
        tab.goto(story.get_absolute_url()) if tab is two else None
        one.goto(story.get_absolute_url()) if tab is two else None
        tab.get_by_label("Action").fill(words)
        tab.get_by_role("button", name="Save").click()
    expect(one.get_by_role("alert")).to_contain_text("We compared three models.")
    expect(one.get_by_label("Action")).to_have_value("We asked the planners first.")
    check_axe(one)
    shot(one, "story-conflict")
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_text("Your story is saved.")).to_be_visible()
    assert learner.stories.get().action == "We asked the planners first."


def test_without_javascript_it_is_plain_forms(scripts_off: Page, learner: User, prompt: Question) -> None:
    page = scripts_off
    page.goto("/stories/new/")
    page.get_by_label("Situation").fill("Stock ran out.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Situation")).to_have_value("Stock ran out.")
    page.get_by_label("Title").fill("Spare parts")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Spare parts")).to_be_visible()
    assert learner.stories.get().situation == "Stock ran out."


@pytest.mark.expects_console("ERR_INTERNET_DISCONNECTED")
def test_an_answer_says_which_story_it_tells(
    signed_in_page: Page, learner: User, prompt: Question, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    make_story(learner, title="Search that found too little")
    make_story(learner, title="Spare parts", serves=[prompt])
    interview = make_interview(learner, questions=[prompt])
    page.goto(interview.get_absolute_url())
    page.get_by_text("for your own count").click()
    choice = page.get_by_label("The story that you tell")
    expect(choice.get_by_role("option").nth(1)).to_have_text("Spare parts (for this prompt)")
    check_axe(page)
    page.context.set_offline(True)
    choice.select_option(label="Spare parts (for this prompt)")
    page.wait_for_timeout(500)
    assert interview.answers.get().story is None
    with page.expect_response("**/story/"):
        page.context.set_offline(False)
    expect(page.locator("input[name=story_was]")).not_to_have_value("")
    shot(page, "interview-story")
    page.reload()
    expect(choice).to_have_value(str(interview.answers.get().story_id))
    write(page, "I led the forecast of spare parts.")
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    expect(page.locator("main")).to_contain_text("told in your last behavioral answer")
    page.get_by_text("Another story").click()
    page.get_by_label("The story that you tell").select_option(label="Search that found too little")
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_role("link", name="Search that found too little")).to_be_visible()
    check_axe(page)
    shot(page, "review-story")


def test_the_choice_goes_along_without_javascript(scripts_off: Page, learner: User, prompt: Question) -> None:
    page = scripts_off
    make_story(learner, title="Spare parts")
    interview = make_interview(learner, questions=[prompt])
    page.goto(interview.get_absolute_url())
    page.get_by_text("for your own count").click()
    page.get_by_label("The story that you tell").select_option(label="Spare parts")
    page.get_by_label("Your answer").fill("I led it.")
    page.get_by_role("button", name="Save").click()
    answer = interview.answers.get()
    assert answer.story
    assert (answer.story.title, answer.parts.get(position=1).text) == ("Spare parts", "I led it.")
