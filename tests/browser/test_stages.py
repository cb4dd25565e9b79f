"""A design by stages: by keyboard, against the clock, offline and back, in a second tab, without scripts, reviewed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Interview, Part
from questions.content import FollowUp
from tests.browser.interviewing import conflict, offline, saved
from tests.factories import make_design, make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

FOLLOW_UP = FollowUp(text="What does a failed shard cost?", answer="A third of the results.", probes=(1,))
SCOPE, DIAGRAM, BLOCKS, TRADE_OFFS = 2, 3, 4, 5  # places


@pytest.fixture
def interview(learner: User) -> Interview:
    questions = [make_design(follow_ups=(FOLLOW_UP,)), make_question()]
    return make_interview(learner, questions=questions, minutes=60, interviewer="on", title="Design round")


def box(page: Page, name: str) -> Any:
    return page.get_by_role("textbox", name=name, exact=True)


def test_from_stage_to_stage_by_keyboard(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    expect(box(page, "Scope and sizing")).to_be_focused()
    expect(box(page, "Trade-offs")).to_be_hidden()
    page.keyboard.type("A million readers, ten posts a day.")
    page.keyboard.press("Alt+g")
    expect(box(page, "Diagram")).to_be_focused()
    expect(box(page, "Scope and sizing")).to_be_hidden()
    expect(page.locator("summary", has_text="Scope and sizing")).to_contain_text("7 words")
    page.keyboard.type("A feed service before a cache.")
    page.keyboard.press("Alt+g")
    page.keyboard.type("Fresh or cheap.")
    page.keyboard.press("Alt+b")
    expect(box(page, "Diagram")).to_be_focused()
    saved(page)
    texts = [part_of(interview, part=place).text for place in (1, SCOPE, DIAGRAM, BLOCKS, TRADE_OFFS)]
    assert texts == [
        "",
        "A million readers, ten posts a day.",
        "A feed service before a cache.",
        "",
        "Fresh or cheap.",
    ]
    page.locator("summary", has_text="Trade-offs").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(box(page, "Trade-offs")).to_be_focused()
    check_axe(page)
    shot(page, "stages")


def test_the_clock_shows_each_stage_against_the_plan(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.clock.install()
    page.goto(interview.get_absolute_url())
    scope, diagram, last = (page.locator(".stage").nth(place) for place in range(3))
    expect(scope.get_by_text("by the plan, now")).to_be_visible()
    expect(scope.locator("[data-stage-time]")).to_have_text("10 min")  # six of thirty minutes, of a share of 51
    box(page, "Scope and sizing").press_sequentially("A million readers.")
    page.clock.run_for(130_000)
    expect(scope.locator("[data-stage-time]")).to_have_text("2 of 10 min")
    page.clock.run_for(10 * 60_000)
    expect(scope.locator("[data-stage-time]")).to_have_text("12 of 10 min")
    expect(scope.get_by_text("by the plan, now")).to_be_hidden()
    expect(diagram.get_by_text("by the plan, now")).to_be_visible()
    page.keyboard.press("Alt+g")
    page.keyboard.type("Now.")
    expect(scope.locator("[data-stage-time]")).to_have_text("10 min")  # the server had a second of it, and no more
    expect(last.locator("[data-stage-time]")).to_have_text("26 min")


@offline
def test_offline_and_back(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    page.context.set_offline(True)
    box(page, "Scope and sizing").press_sequentially("In the tunnel.")
    page.keyboard.press("Alt+g")
    page.keyboard.type("Still there.")
    expect(page.locator("[data-notice]")).to_contain_text("You are offline.")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(interview.get_absolute_url())
    saved(again)
    assert [part_of(interview, part=place).text for place in (SCOPE, DIAGRAM)] == ["In the tunnel.", "Still there."]


@conflict
def test_a_second_tab_quarrels_about_its_stage_alone(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    box(other, "Scope and sizing").fill("From the other tab.")
    saved(other)
    box(page, "Scope and sizing").fill("From this tab.")
    panel = page.get_by_role("region", name="Two texts for this box")
    expect(panel).to_have_count(1)
    page.keyboard.press("Alt+g")
    page.locator("summary", has_text="Trade-offs").click()
    box(page, "Trade-offs").fill("Fresh or cheap.")
    page.locator("summary", has_text="Scope and sizing").click()
    panel.get_by_role("button", name="Use the text from elsewhere").click()
    saved(page)
    assert part_of(interview, part=SCOPE).text == "From the other tab."
    assert part_of(interview, part=TRADE_OFFS).text == "Fresh or cheap."


def test_one_box_and_back_without_losing_a_word(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    box(page, "Scope and sizing").fill("A million readers.")
    page.get_by_role("button", name="One box instead").click()
    expect(box(page, "Your answer")).to_be_visible()
    expect(box(page, "Scope and sizing")).to_have_value("A million readers.")
    expect(page.locator(".stage")).to_have_count(2)  # what has words, and the list that draws itself
    box(page, "Your answer").fill("All at once.")
    check_axe(page)
    page.get_by_role("button", name="A box for each stage").click()
    expect(page.locator(".stage")).to_have_count(3)
    expect(box(page, "Your answer")).to_have_value("All at once.")
    assert [part_of(interview, part=place).text for place in (1, SCOPE)] == ["All at once.", "A million readers."]


def test_said_closes_all_stages_and_the_review_shows_them(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    box(page, "Scope and sizing").fill("A million readers, ten posts a day.")
    page.keyboard.press("Alt+g")
    box(page, "Diagram").fill("A feed service before a cache.")
    page.get_by_role("button", name="That is my answer").click()
    reply = box(page, "Your reply")
    expect(reply).to_be_focused()
    expect(page.locator(".stage")).to_have_count(0)
    expect(page.get_by_role("region", name="Scope and sizing, as you said it")).to_contain_text("A million readers")
    expect(page.get_by_role("region", name="Diagram, as you said it")).to_be_visible()
    assert not Part.objects.said().filter(said_at=None, answer__position=1).exclude(role="reply").exists()
    Part.objects.filter(answer__interview=interview, position=SCOPE).update(seconds=400)
    Part.objects.filter(answer__interview=interview, position=DIAGRAM).update(seconds=1400)
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Finish").click()
    first = page.locator("#question-1")
    times = first.get_by_role("definition")
    assert [told.strip() for told in times.all_inner_texts()[:3]] == ["6 of 10 min", "23 of 15 min, over", "left blank"]
    expect(first.get_by_role("progressbar", name="Diagram: 23 of 15 min, over")).to_be_visible()
    expect(first.get_by_role("region", name="Diagram, question 1")).to_have_text("A feed service before a cache.")
    expect(first.get_by_role("heading", name="Your answer")).to_have_count(0)
    check_axe(page)
    shot(page, "stages-review")


def test_without_scripts_every_stage_is_a_box_of_one_form(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    box(page, "Scope and sizing").fill("A million readers.")
    page.locator("summary", has_text="Trade-offs").click()
    box(page, "Trade-offs").fill("Fresh or cheap.")
    page.get_by_role("button", name="One box instead").click()
    box(page, "Your answer").fill("All at once.")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("2 of 2 · Design round · Dry Run")
    texts = [part_of(interview, part=place).text for place in (1, SCOPE, DIAGRAM, TRADE_OFFS)]
    assert texts == ["All at once.", "A million readers.", "", "Fresh or cheap."]
