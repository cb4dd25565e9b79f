"""Practice without a clock, what one keeps, one's own interviews, and spoken answers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from practice.models import Recording
from tests.browser.interviewing import saved, write
from tests.factories import make_blueprint, make_category, make_content, make_interview, make_question

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


def test_one_question_without_a_clock(signed_in_page: Page, learner: User, check_axe: CheckAxe) -> None:
    page = signed_in_page
    question = make_question(content=make_content(hints=("Think of underfitting.", "And of overfitting.")))
    page.goto(question.get_absolute_url())
    page.get_by_role("button", name="Answer it without a clock").click()
    write(page, "Too simple underfits.")
    page.get_by_role("button", name="Take a hint").click()
    expect(page.get_by_text("Think of underfitting.")).to_be_visible()
    expect(page.get_by_text("And of overfitting.")).to_have_count(0)
    expect(page.get_by_label("Your answer")).to_have_value("Too simple underfits.")
    check_axe(page)
    page.goto(question.get_absolute_url())
    page.get_by_role("button", name="Go on with your practice").click()
    page.get_by_role("button", name="Show the reference").click()
    expect(page.get_by_text("Expected error is bias squared")).to_be_visible()
    expect(page.get_by_text("1 hint")).to_be_visible()
    page.get_by_role("button", name="With gaps").click()
    expect(page.get_by_role("button", name="With gaps")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Question page").click()
    expect(page.get_by_role("region", name="Practise it")).to_contain_text("practice")
    assert learner.cards.get().question == question


def test_bookmarks_and_notes(signed_in_page: Page, check_axe: CheckAxe) -> None:
    page = signed_in_page
    question = make_question()
    page.goto(question.get_absolute_url())
    page.get_by_role("button", name="Bookmark").click()
    expect(page.get_by_role("button", name="Bookmarked")).to_have_attribute("aria-pressed", "true")
    page.get_by_text("Your notes", exact=False).first.click()
    page.get_by_label("Your notes").fill("Draw the two curves.")
    page.get_by_role("button", name="Save the notes").click()
    check_axe(page)
    page.goto("/bookmarks/")
    expect(page.get_by_text("Draw the two curves.")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="What is the bias-variance tradeoff?").first.click()
    page.get_by_role("button", name="Bookmarked").click()
    expect(page.get_by_role("button", name="Bookmark", exact=True)).to_be_visible()


@pytest.mark.expects_console("422 (Unprocessable")
def test_an_interview_of_ones_own_and_what_to_relax(signed_in_page: Page, check_axe: CheckAxe, shot: Shot) -> None:
    page = signed_in_page
    category = make_category(name="Evaluation")
    make_question(category, difficulty="easy")
    make_question(category, difficulty="hard")
    make_blueprint(title="Debugging round", sections=[{"tag": "debugging"}])
    page.goto("/interviews/new/")
    expect(page.get_by_role("listitem").filter(has_text="Debugging round")).to_contain_text("Not offered now.")
    check_axe(page)
    page.get_by_role("heading", name="Build your own").click()
    page.get_by_label("Evaluation").check()
    page.get_by_label("Questions", exact=True).fill("2")
    page.get_by_label("Difficulty").select_option("hard")
    page.get_by_role("button", name="See what is coming").click()
    expect(page.get_by_role("alert")).to_contain_text("Not done yet.")
    count = page.get_by_label("Questions", exact=True)
    expect(count).to_be_focused()
    expect(count).to_have_accessible_description(re.compile("You can ask for 1 question or choose any difficulty"))
    expect(page.get_by_label("Evaluation")).to_be_checked()
    check_axe(page)
    shot(page, "new-interview")
    page.get_by_label("Difficulty").select_option("")
    page.get_by_role("button", name="See what is coming").click()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
    check_axe(page)
    page.goto("/interviews/new/")
    page.get_by_role("button", name="Start Evaluation, 2 questions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 2")


@pytest.fixture
def spoken(signed_in_page: Page, learner: User) -> Page:
    signed_in_page.goto(make_interview(learner, speak_first=True).get_absolute_url())
    return signed_in_page


def test_an_answer_is_recorded_played_in_the_review_and_deleted(spoken: Page, check_axe: CheckAxe) -> None:
    page = spoken
    page.context.grant_permissions(["microphone"])
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recording", exact=True)).to_be_visible()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The recording is kept.")).to_be_visible()
    check_axe(page)
    recording = Recording.objects.get()
    assert recording.mime_type == "audio/webm"
    assert recording.size == len(recording.sound) > 1000
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recording", exact=True)).to_be_visible()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    sounds = page.locator("audio")
    expect(sounds).to_have_count(2)
    assert (
        sounds.first.evaluate("async sound => { sound.muted = true; await sound.play(); return sound.error }") is None
    )
    page.get_by_role("button", name="Delete the recording").first.click()
    expect(sounds).to_have_count(1)


def test_without_leave_to_use_the_microphone_one_goes_on_in_writing(spoken: Page) -> None:
    page = spoken
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("The browser was not allowed to use the microphone.")).to_be_visible()
    expect(page.get_by_label("A recording made with another program")).to_be_visible()
    write(page, "In writing.")
    saved(page)


def test_without_javascript_a_file_is_taken(scripts_off: Page, learner: User) -> None:
    interview = make_interview(learner, speak_first=True)
    page = scripts_off
    page.goto(interview.get_absolute_url())
    sound: FilePayload = {"name": "answer.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" + bytes(100)}
    page.get_by_label("A recording made with another program").set_input_files(sound)
    page.get_by_role("button", name="Send the recording").click()
    expect(page.locator("main")).to_contain_text("Your recording is kept.")
    assert Recording.objects.get().answer.interview == interview
