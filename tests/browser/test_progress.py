"""Looking back, and what to do next, by keyboard alone and without scripts."""

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories import make_blueprint, make_category, make_content, make_past, make_question

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


def test_from_the_next_step_to_all_of_it_by_keyboard(
    signed_in_page: Page, learner: User, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    caches["process"].clear()
    category = make_category(name="Evaluation & Metrics")
    content = make_content(points=["precision over recall", "a base rate", "a cost for each error"])
    questions = [make_question(category, content=content, tags=("metrics",)) for _ in range(3)]
    make_blueprint(sections=[{"category": category, "count": 3}], title="Metrics drill", slug="metrics")
    make_past(learner, questions, 8, now=timezone.now() - timedelta(days=2), title="Metrics drill again")
    page.goto("/")
    step = page.get_by_role("region", name="Next")
    expect(step).to_contain_text("Evaluation & Metrics is where you are least sure")
    page.get_by_role("link", name="All of it").press("Enter")
    expect(page.get_by_role("heading", name="Progress", level=1)).to_be_visible()
    for name in ("The weeks as a table", "The days as a table", "8 attempts as a table"):
        page.get_by_text(name).press("Enter")
    days = page.get_by_role("group", name="The days as a table")
    expect(days.get_by_text("6 min")).to_have_count(8)
    expect(page.get_by_role("row", name="Evaluation & Metrics")).to_contain_text("33 %")
    check_axe(page)
    shot(page, "progress")
    page.goto("/")
    step.get_by_role("link", name="Drill Metrics drill").press("Enter")
    page.get_by_role("button", name="Start").press("Enter")
    expect(page.get_by_text("What is the bias-variance tradeoff?")).to_be_visible()


def test_whoever_begins_is_led_to_something_without_scripts(scripts_off: Page, shot: Shot) -> None:
    caches["process"].clear()
    make_question()
    make_blueprint(1, title="Daily")
    scripts_off.goto("/progress/")
    shot(scripts_off, "progress-empty")
    scripts_off.get_by_role("link", name="Daily").click()
    expect(scripts_off.get_by_role("button", name="Start")).to_be_visible()
