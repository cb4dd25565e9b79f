"""The plan until the day of an interview, in a real browser: set by keyboard, begun, changed, and without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Blueprint, Preparation, Rating
from questions.models import Kind, Question
from tests.factories import make_blueprint, make_card, make_category, make_preparation, make_question

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def rounds(transactional_db: None) -> list[Blueprint]:
    theory, designs = make_category(name="Theory & Concepts"), make_category(name="System Design for ML")
    for _ in range(12):
        make_question(theory, minutes=6)
    make_question(designs, kind=Kind.DESIGN, minutes=45)
    return [
        make_blueprint(sections=[{"category": theory, "kind": "theory", "count": 3}], title="Theory round", minutes=20),
        make_blueprint(sections=[{"category": designs, "kind": "design"}], title="Design round", minutes=45),
    ]


def test_a_day_is_set_and_todays_part_begun(
    signed_in_page: Page, learner: User, rounds: list[Blueprint], check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto("/")
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name="Your plan").click()
    check_axe(page)
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_label("Day of the interview")).to_be_focused()
    page.get_by_label("Day of the interview").fill((timezone.localdate() + timedelta(days=16)).isoformat())
    for each in rounds:
        page.get_by_label(each.title).check()
    page.get_by_label("Sunday").fill("0")
    shot(page, "plan-prepare")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ready by")).to_be_visible()
    expect(page.get_by_role("region", name="What does not fit")).to_contain_text("longer than your longest day")
    page.locator(".plan-week summary").first.press("Enter")
    check_axe(page)
    make_card(
        learner, Question.objects.filter(kind=Kind.THEORY)[0], Rating.GOOD, now=timezone.now() - timedelta(days=2)
    )
    page.reload()
    shot(page, "plan")
    page.get_by_role("button", name="Start today’s part").press("Enter")
    page.wait_for_url("**/interviews/*/1/")
    interview = learner.interviews.open().get()
    assert interview.minutes == sum(answer.minutes for answer in interview.answers.all()) <= 30
    page.goto("/plan/")
    expect(page.get_by_role("link", name="Go on with it")).to_be_visible()


def test_without_scripts_a_day_is_taken_off_and_the_plan_ended(
    scripts_off: Page, learner: User, rounds: list[Blueprint]
) -> None:
    make_preparation(learner, rounds=rounds, now=timezone.now())
    page = scripts_off
    page.goto("/plan/")
    page.get_by_role("button", name="Day off").nth(1).click()
    expect(page.get_by_text("is left out now")).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("is in the plan again")).to_be_visible()
    page.get_by_role("link", name="Change the day").click()
    page.get_by_label("Tuesday").fill("45")
    page.get_by_role("button", name="Save").click()
    assert Preparation.objects.get().tuesday == 45
    page.goto("/plan/prepare/")
    page.get_by_role("button", name="Stop preparing").click()
    page.wait_for_url("**/")
    assert not Preparation.objects.exists()
