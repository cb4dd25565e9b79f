"""Somebody asks back: said, asked, replied, told; by keyboard, without scripts, in two tabs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Interview
from questions.content import Curveball, Fact, FollowUp, Point
from tests.browser.interviewing import conflict, saved, write
from tests.factories import make_content, make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

FOLLOW_UPS = (
    FollowUp(text="What happens to it with *more data*?", answer="Variance falls, bias stays.", probes=(2,)),
    FollowUp(text="And in very large networks?", answer="The curve may descend twice."),
)
FACTS = (Fact(asked_by=("users", "scale"), told="Ten million a day."), Fact(asked_by=("latency",), told="100 ms."))


@pytest.fixture
def interview(learner: User) -> Interview:
    points = (Point(text="a simple model underfits", weight=3), Point(text="variance falls with more data", weight=2))
    theory = make_question(content=make_content(key_points=points, follow_ups=FOLLOW_UPS))
    curveball = Curveball(share=0.001, text="Half of the machines are gone.")
    told: dict[str, Any] = {"facts": FACTS, "curveball": curveball, "follow_ups": FOLLOW_UPS}
    design = make_question(kind="design", content=make_content(prompt="Design a feed.", key_points=points, **told))
    return make_interview(learner, questions=[theory, design], title="Mock round", interviewer="on")


def say(page: Page) -> None:
    page.get_by_role("button", name="That is my answer").click()


def test_an_answer_is_said_and_a_follow_up_comes(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "It depends.")
    page.keyboard.press("Alt+t")
    reply = page.get_by_role("textbox", name="Your reply")
    expect(reply).to_be_focused()
    expect(reply).to_have_accessible_description("Interviewer: What happens to it with more data?")
    expect(page.locator("[data-announce]")).to_have_text("Interviewer: What happens to it with more data?")
    expect(page.get_by_role("region", name="Your answer, as you said it")).to_have_text("It depends.")
    expect(page.get_by_text("1 follow-up at most")).to_be_visible()
    check_axe(page)
    shot(page, "conversation")
    page.keyboard.type("The variance falls with more data.")
    saved(page)
    page.reload()
    expect(reply).to_have_value("The variance falls with more data.")
    say(page)
    expect(reply).to_have_accessible_description("Interviewer: And in very large networks?")
    say(page)
    expect(page.get_by_text("The interviewer has nothing more to ask here.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your")).to_have_count(0)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    first = page.get_by_role("region", name="Question 1")
    expect(first.get_by_text("Interviewer: What happens to it")).to_be_visible()
    expect(first.get_by_text("said after a nudge")).to_be_visible()
    first.get_by_text("What one would reply").first.click()
    expect(first.get_by_text("Variance falls, bias stays.").first).to_be_visible()
    check_axe(page)
    shot(page, "conversation-review")


def test_facts_are_told_on_asking_and_the_curveball_comes_by_itself(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}2/")
    write(page, "Candidates, then ranking.")
    expect(page.get_by_text("Half of the machines are gone.", exact=True)).to_be_visible(timeout=15_000)
    page.get_by_text("Ask the interviewer").first.click()
    page.get_by_label("Ask the interviewer", exact=True).fill("How many users?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Ten million a day.")).to_be_visible()
    page.get_by_label("Ask the interviewer", exact=True).fill("Which colour?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("That is yours to decide: state your assumption.")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("Candidates, then ranking.")
    check_axe(page)
    shot(page, "conversation-design")
    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    second = page.get_by_role("region", name="Question 2")
    second.get_by_text("1 fact never asked for").click()
    expect(second.get_by_text("100 ms.").first).to_be_visible()


def test_without_javascript_too(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    page.get_by_label("Your answer").fill("It depends.")
    say(page)
    page.get_by_label("Your reply").fill("The variance falls.")
    say(page)
    expect(page.get_by_text("The interviewer has nothing more to ask here.")).to_be_visible()
    assert [part_of(interview, part=part).text for part in (1, 2)] == ["It depends.", "The variance falls."]


@conflict
def test_what_another_tab_wrote_after_it_was_said_is_kept_beside_it(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write(page, "It depends.")
    saved(page)
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    say(page)
    expect(page.get_by_label("Your reply")).to_be_visible()
    other.get_by_label("Your answer").fill("It depends. On what?")
    expect(other.get_by_label("Your reply")).to_be_visible()
    received = part_of(interview).received_texts.exclude(outcome="applied")
    assert list(received.values_list("text", "outcome")) == [("It depends. On what?", "said")]
