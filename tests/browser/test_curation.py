"""Curation in a real browser: preview, key points, code, local copies, versions, review, reports."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from questions.authoring import lifecycle, reports, versions
from questions.content import Curveball, Fact, FollowUp, Point, Stage, Task
from questions.models import Question, Report
from tests.browser.coding import LONG
from tests.browser.conftest import NewContext
from tests.factories import make_content, make_question, make_user, make_writer

NOW = timezone.now()
TASK = Task(
    starter="def f():\n    ...\n", solution="def f():\n    return 1\n", tests="def test_f():\n    assert f() == 1\n"
)
POINTS = (Point(text="underfits", weight=3), Point(text="overfits", weight=2), Point(text="noise stays", weight=1))

type SignIn = Callable[[BrowserContext, User], None]


@pytest.fixture
def question(transactional_db: None) -> Question:
    return make_question(slug="bias", content=make_content(title="Bias", key_points=POINTS, task=TASK))


@pytest.fixture
def writer(transactional_db: None) -> User:
    return make_writer(email="writer@example.org")


@pytest.fixture
def page(context: BrowserContext, writer: User, sign_in: SignIn) -> Page:
    sign_in(context, writer)
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def change(question: Question) -> str:
    return reverse("admin:questions_question_change", args=[question.pk])


def versions_page(question: Question) -> str:
    return reverse("admin:questions_question_history", args=[question.pk])


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("input[name=_continue]").first.click()


def test_a_change_is_previewed_saved_compared_and_restored(
    page: Page, question: Question, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page.goto(change(question))
    page.get_by_label("Question:").fill("What is the *tradeoff* of $b^2 + v$?")
    page.get_by_role("button", name="Preview").first.click()
    frame = page.frame_locator("iframe:not(.is-coming)")
    expect(frame.locator(".prompt em")).to_have_text("tradeoff")
    expect(frame.locator(".prompt math")).to_be_visible()
    page.get_by_label("Reference answer:").press_sequentially(" And so it *ends*.")
    frame.get_by_text("Reference answer try first").click()
    expect(frame.locator("details em")).to_have_text("ends")
    page.get_by_label("Note:").fill("With the formula")
    check_axe(page)
    shot(page, "curation-form")
    save(page)
    assert question.latest.number == 2

    page.get_by_role("link", name="Versions").click()
    expect(page.locator(".diff").first).to_contain_text("added: *")
    expect(page.get_by_role("row", name="With the formula")).to_contain_text("waiting")
    check_axe(page)
    shot(page, "curation-versions")
    page.get_by_label("Why", exact=True).fill("Words say it better")
    with page.expect_navigation():
        page.get_by_role("button", name="Restore as a new version").click()
    expect(page.get_by_text("version 1 is the newest again")).to_be_visible()
    assert (question.latest.number, question.latest.note) == (3, "Restored version 1: Words say it better")


def test_key_points_are_moved_added_and_removed_by_keyboard(page: Page, question: Question) -> None:
    page.goto(change(question))
    page.get_by_label("Key point 3", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-rows=key_points] [data-rows-status]")).to_have_text("Moved to place 2 of 4.")
    expect(page.get_by_label("Key point 2", exact=True)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    first = page.get_by_label("Key point 1", exact=True)
    expect(first).to_be_focused()
    expect(first).to_have_value("noise stays")
    page.get_by_role("button", name="Move down: key point 1").press("Enter")
    expect(page.get_by_role("button", name="Move down: key point 2")).to_be_focused()
    page.get_by_role("button", name="Remove: key point 3").press("Enter")
    page.get_by_role("button", name="Add a key point").press("Enter")
    page.keyboard.type("more data helps")
    save(page)
    assert [(point.text, point.weight) for point in question.latest.content.key_points] == [
        ("underfits", 3),
        ("noise stays", 1),
        ("more data helps", 1),
    ]


def test_follow_ups_are_written_by_keyboard_and_probe_the_same_points_wherever_these_go(
    page: Page, question: Question, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page.goto(change(question))
    page.get_by_label("Key points that follow-up 1 probes", exact=True).focus()
    for words in ("1, 3", "Why does it shrink?", "Averages are less noisy."):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Add a follow-up").press("Enter")
    page.keyboard.type("And with one tree?")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-rows=follow_ups] [data-rows-status]")).to_have_text("Moved to place 1 of 2.")
    probes = page.get_by_label("Key points that follow-up 2 probes", exact=True)
    page.get_by_label("Key point 3", exact=True).press("Alt+ArrowUp")
    expect(probes).to_have_value("1, 2")
    page.get_by_role("button", name="Remove: key point 1").press("Enter")
    expect(probes).to_have_value("1")
    check_axe(page)
    shot(page, "curation-follow-ups")
    save(page)
    content = question.latest.content
    assert [point.text for point in content.key_points] == ["noise stays", "overfits"]
    assert content.follow_ups == (
        FollowUp(text="And with one tree?"),
        FollowUp(text="Why does it shrink?", answer="Averages are less noisy.", probes=(1,)),
    )


def test_a_local_copy_brings_its_follow_ups_back(page: Page, question: Question) -> None:
    page.goto(change(question))
    page.get_by_label("Follow-up 1", exact=True).fill("And now?")
    page.get_by_label("Answer to follow-up 1", exact=True).fill("It grows.")
    page.get_by_label("Key points that follow-up 1 probes", exact=True).fill("2")
    page.get_by_role("button", name="Add a follow-up").click()
    page.get_by_label("Follow-up 2", exact=True).fill("And then?")
    expect(page.get_by_label("Follow-up 2", exact=True)).to_have_value("And then?")
    page.goto("/")
    page.goto(change(question))
    page.get_by_role("button", name="Take it back").click()
    save(page)
    assert question.latest.content.follow_ups == (
        FollowUp(text="And now?", answer="It grows.", probes=(2,)),
        FollowUp(text="And then?"),
    )


def test_code_is_written_in_an_editor(page: Page, question: Question, check_axe: Callable[[Page], None]) -> None:
    page.goto(change(question))
    page.get_by_text("Code task").click()
    editor = page.get_by_role("textbox", name="Solution")
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# the end")
    check_axe(page)
    page.keyboard.press("Escape")
    save(page)
    assert question.latest.content.task == Task(
        starter=TASK.starter, solution=TASK.solution + "# the end\n", tests=TASK.tests
    )


def test_a_half_written_form_survives_the_end_of_a_session(
    page: Page, question: Question, writer: User, sign_in: SignIn
) -> None:
    page.goto(change(question))
    page.get_by_label("Reference answer:").fill("Long and thoughtful.")
    page.get_by_label("Key point 4", exact=True).fill("one more")
    page.context.clear_cookies(name="session")
    save(page)
    assert "/login/" in page.url

    sign_in(page.context, writer)
    page.goto(change(question))
    expect(page.get_by_text("was not stored. It is kept on this computer.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("Reference answer:")).to_have_value("Long and thoughtful.")
    expect(page.get_by_label("Key point 4", exact=True)).to_have_value("one more")
    save(page)
    assert question.latest.answer == "Long and thoughtful."
    expect(page.locator("[data-form-copy]")).to_be_hidden()


def test_a_stored_new_question_is_not_offered_again(page: Page, question: Question) -> None:
    page.goto(reverse("admin:questions_question_add"))
    page.get_by_label("Title:").fill("Calibration")
    page.get_by_label("Question:").fill("When is a model calibrated?")
    page.get_by_label("Category:").select_option(index=1)
    page.get_by_label("Kind:").select_option("theory")
    page.get_by_label("Minutes:").fill("5")
    with page.expect_navigation():
        page.locator("input[name=_addanother]").first.click()
    expect(page.get_by_label("Title:")).to_have_value("")
    expect(page.locator("[data-form-copy]")).to_be_hidden()
    assert Question.objects.filter(slug="calibration").exists()


def test_the_second_of_two_curators_is_told_and_loses_nothing(
    page: Page, question: Question, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page.goto(change(question))
    page.get_by_label("Reference answer:").fill("My answer.")
    theirs = make_content(title="Bias", prompt="Their question?", key_points=POINTS, task=TASK)
    versions.revise(question, theirs, now=NOW, editor=make_user(email="grace@example.org"), note="Clearer")
    save(page)
    expect(page.get_by_role("heading", name="grace@example.org saved version 2 meanwhile")).to_be_visible()
    expect(page.get_by_label("Reference answer:")).to_have_value("My answer.")
    check_axe(page)
    shot(page, "curation-conflict")
    with page.expect_navigation():
        page.get_by_role("button", name="Save both").click()
    latest = question.latest
    assert (latest.number, latest.prompt, latest.answer) == (3, "Their question?", "My answer.")


def test_a_reviewer_reads_and_publishes_and_a_learner_reports(
    new_context: NewContext, question: Question, sign_in: SignIn, check_axe: Callable[[Page], None]
) -> None:
    writer, learner = make_user(), make_user(email="learner@example.org")
    versions.revise(question, make_content(title="Bias", prompt="Which error stays?"), now=NOW, editor=writer)
    reviewing = new_context()
    sign_in(reviewing, make_writer("Curators", "Reviewers", email="reviewer@example.org"))
    desk = reviewing.new_page()
    desk.goto(versions_page(question))
    with desk.expect_navigation():
        desk.get_by_role("button", name="Publish version 2").click()
    expect(desk.get_by_text("“Bias”: version 2 is published.")).to_be_visible()

    learning = new_context()
    sign_in(learning, learner)
    page = learning.new_page()
    page.goto("/questions/bias/")
    expect(page.get_by_text("Reviewed by")).to_be_visible()
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("It is unclear").check()
    page.get_by_label("What is wrong").fill("Which model?")
    check_axe(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("A curator has not looked at it yet.")).to_be_visible()

    desk.goto(change(question))
    desk.get_by_role("link", name="It is unclear").click()
    desk.get_by_label("State:").select_option("fixed")
    desk.get_by_label("Note to the reporter:").fill("Now it says which.")
    with desk.expect_navigation():
        desk.locator("input[name=_save]").first.click()
    assert Report.objects.get().state == "fixed"

    page.goto("/")
    page.get_by_role("link", name="Read the reply").click()
    expect(page.get_by_text("Now it says which.")).to_be_visible()
    check_axe(page)


def test_an_old_version_says_what_was_corrected(
    page: Page, question: Question, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    points = (POINTS[2], Point(text="underfits badly", weight=2), Point(text="a new one"))
    task = Task(starter=TASK.starter, solution="def f():\n    return 2\n", tests=TASK.tests)
    content = make_content(title="Bias", prompt="Which error stays?", key_points=points, task=task)
    versions.revise(question, content, now=NOW, note="Sharper")
    lifecycle.publish(question, now=NOW)
    page.goto("/questions/bias/versions/1/")
    expect(page.get_by_role("heading", name="Corrected since")).to_be_visible()
    check_axe(page)
    shot(page, "old-version")


def test_the_lists_are_accessible(page: Page, question: Question, check_axe: Callable[[Page], None]) -> None:
    reports.report(question.latest, make_user(), problem="wrong", text="No.", now=NOW)
    for name in ("question", "report"):
        page.goto(reverse(f"admin:questions_{name}_changelist"))
        check_axe(page)


def test_without_scripts_the_preview_opens_as_a_page(
    new_context: NewContext, question: Question, writer: User, sign_in: SignIn
) -> None:
    context = new_context(java_script_enabled=False)
    sign_in(context, writer)
    page = context.new_page()
    page.goto(change(question))
    page.get_by_label("Question:").fill("What is *left*?")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Preview").first.click()
    expect(opened.value.locator(".prompt em")).to_have_text("left")


def test_without_scripts_what_an_interviewer_asks_and_tells_is_written_all_the_same(
    new_context: NewContext, question: Question, writer: User, sign_in: SignIn
) -> None:
    context = new_context(java_script_enabled=False)
    sign_in(context, writer)
    page = context.new_page()
    page.goto(change(question))
    page.get_by_label("Key points that follow-up 2 probes", exact=True).fill("3")
    page.get_by_label("Follow-up 2", exact=True).fill("And now?")
    page.get_by_label("Answer to follow-up 2", exact=True).fill("It grows.")
    page.get_by_label("Key point 2", exact=True).fill("")
    page.get_by_text("A design, or a case to ask about").click()
    page.get_by_label("Facts:").fill("- labels, delay: after a day")
    page.get_by_label("Curveball:").fill("(0.4) The budget halves.")
    page.get_by_label("Stages:").fill("- (10) Data\n- Model")
    save(page)
    content = question.latest.content
    assert content.follow_ups == (FollowUp(text="And now?", answer="It grows.", probes=(2,)),)
    assert content.facts == (Fact(asked_by=("labels", "delay"), told="after a day"),)
    assert content.curveball == Curveball(share=0.4, text="The budget halves.")
    assert content.stages == (Stage(title="Data", minutes=10), Stage(title="Model"))


def test_a_code_task_is_checked_in_the_curators_browser_before_it_is_published(
    context: BrowserContext, sign_in: SignIn, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    reviewer = make_user(email="super@example.org", is_staff=True, is_superuser=True)
    sign_in(context, reviewer)
    page = context.new_page()
    wrong = replace(TASK, solution="def f():\n    return 2\n")
    question = make_question(publish=False, content=make_content(title="Code", task=wrong))
    page.goto(change(question))
    page.get_by_role("button", name="Check the code").click()
    words = page.locator("[data-check-words]")
    expect(words).to_have_text("The solution does not pass its tests, so it cannot be published.", timeout=LONG)
    expect(page.get_by_text("Solution: test_f fails.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("Its solution has not passed its tests")).to_be_visible()
    question.refresh_from_db()
    assert question.status == "draft"

    page.goto(change(question))
    page.get_by_text("Code task", exact=True).click()
    page.locator("textarea[name=solution]").evaluate(
        "(box, text) => { box.value = text; box.dispatchEvent(new Event('refill')); }", TASK.solution
    )
    page.get_by_role("button", name="Check the code").click()
    expect(words).to_have_text("The solution passes every test (1). This code may be published.", timeout=LONG)
    check_axe(page)
    page.locator("[data-code-check]").scroll_into_view_if_needed()
    shot(page, "admin-code-check")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and publish").click()
    question.refresh_from_db()
    assert question.status == "published"
