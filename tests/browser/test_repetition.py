"""What is due, by keyboard alone, without a network for a while, and without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from practice.models import Confidence, Interview, Rating
from tests.browser.interviewing import offline
from tests.factories import make_card, make_category, make_content, make_question, part_of
from tests.forecasting import again, practised

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

ANSWER = """In one breath: **bias** is the error of a model that is too simple, **variance** that of one that follows
its sample, and the tradeoff is that what lowers one raises the other.

Expected squared error splits into bias squared, variance and noise. A linear model on a curved target misses it in
every sample; a deep tree hits each sample and misses the next. More data and ensembles move the balance."""

QUESTIONS = [
    ("Bias and variance", "What is the bias-variance tradeoff, and how would you see on which side a model stands?"),
    ("Leakage", "A model is much better offline than online. How do you find out whether the data leak?"),
    ("Calibration", "When does it matter that a classifier's probabilities are calibrated?"),
]
POINTS = [
    "High bias: the model is too simple and underfits in training and in validation",
    "High variance: the fit changes with the sample, training is good and validation is not",
    "Learning curves tell the two apart",
]


@pytest.fixture(autouse=True)
def due(learner: User) -> None:
    """Three questions that are due; two of them fit into a day."""
    User.objects.filter(pk=learner.pk).update(due_minutes=12, time_zone="Europe/Berlin")
    category = make_category(name="Machine-learning fundamentals")
    for days, (title, prompt) in enumerate(QUESTIONS):
        content = make_content(title=title, prompt=prompt, points=POINTS, answer=ANSWER, hints=["Think of the sample."])
        question = make_question(category, minutes=6, content=content)
        make_card(learner, question, Rating.GOOD, now=timezone.now() - timedelta(days=40 - days))


def repetition(learner: User) -> Interview:
    return learner.interviews.repetitions().get()


def ratings(learner: User) -> list[int | None]:
    return list(repetition(learner).answers.values_list("rating", flat=True))


def press(page: Page, key: str) -> None:
    """Press a key once the page listens to keys."""
    expect(page.get_by_role("button", name="Keys")).to_have_attribute("aria-keyshortcuts", "Alt+K")
    page.keyboard.press(key)


def test_a_day_by_keyboard_alone(signed_in_page: Page, learner: User, check_axe: CheckAxe, shot: Shot) -> None:
    page = signed_in_page
    page.goto("/interviews/due/")
    expect(page.locator("main")).to_contain_text("2 questions, about 12 minutes, without a clock.")
    expect(page.locator("main")).to_contain_text("1 more is due")
    check_axe(page)
    shot(page, "due")
    page.get_by_role("button", name="Begin").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Due again · 0 done, 2 to go")
    press(page, "Alt+w")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("Learning curves tell the two apart, in 4 steps.")
    expect(page.locator("[data-saved-state]")).to_contain_text("saved")
    check_axe(page)
    shot(page, "due-question")
    press(page, "Alt+4")

    expect(page.get_by_text("you expected 75 %")).to_be_visible()
    assert part_of(repetition(learner)).text == "Learning curves tell the two apart, in 4 steps."
    points = page.get_by_role("checkbox", name="Learning curves")
    expect(points).to_be_checked()
    page.get_by_role("checkbox", name="High bias").focus()
    press(page, "Space")
    expect(page.get_by_role("heading", name="Key points: 2 of 3 points")).to_be_visible()
    check_axe(page)
    shot(page, "due-revealed")
    press(page, "3")

    expect(page.get_by_role("heading", level=1)).to_have_text("Due again · 1 done, 1 to go")
    expect(page.locator(".last-rated")).to_contain_text("Bias and variance: well. It comes again on")
    check_axe(page)
    shot(page, "due-next")
    press(page, "Alt+z")

    expect(page.get_by_role("heading", level=1)).to_have_text("Due again · 0 done, 2 to go")
    expect(page.get_by_text("you expected 75 %")).to_be_visible()
    press(page, "1")
    expect(page.locator(".last-rated")).to_contain_text("Bias and variance: not at all.")
    press(page, "1")  # how sure one is, of the second
    expect(page.get_by_text("you expected 0 %")).to_be_visible()
    press(page, "2")

    expect(page.locator("main")).to_contain_text("Done for today.")
    assert ratings(learner) == [Rating.AGAIN, Rating.HARD]
    check_axe(page)
    shot(page, "due-done")
    page.get_by_role("link", name="Review it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Due again")


@offline
def test_a_rating_without_a_network_says_so_and_leads_on_when_it_is_back(signed_in_page: Page, learner: User) -> None:
    page = signed_in_page
    page.goto("/interviews/due/")
    page.get_by_role("button", name="Begin").click()
    press(page, "5")
    expect(page.get_by_text("you expected 100 %")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_have_attribute(
        "aria-keyshortcuts", "Alt+K"
    )  # its scripts have come
    page.context.set_offline(True)
    press(page, "3")
    expect(page.get_by_text("You are offline.").first).to_be_visible()
    assert ratings(learner) == [None]
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Due again · 1 done, 1 to go")
    assert ratings(learner) == [Rating.GOOD, None]


def test_without_scripts_nothing_is_missing(scripts_off: Page, learner: User) -> None:
    page = scripts_off
    page.goto("/interviews/due/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Your answer").fill("It is a tradeoff.")
    page.get_by_role("button", name="Take a hint").click()
    expect(page.get_by_text("Think of the sample.")).to_be_visible()
    page.get_by_role("button", name="50 %").click()
    page.get_by_role("checkbox", name="High variance").check()
    page.get_by_role("button", name="With gaps").click()
    expect(page.locator(".last-rated")).to_contain_text("with gaps")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("checkbox", name="High variance")).to_be_checked()
    page.get_by_role("button", name="Without effort").click()
    page.get_by_role("button", name="Not now").click()
    expect(page.locator("#prompt")).to_contain_text("calibrated")
    page.get_by_role("button", name="Stop for now").click()
    expect(page.locator("main")).to_contain_text("1 question, about 6 minutes")
    first = repetition(learner).answers.get()
    assert (first.confidence, first.hints_shown, first.rating) == (50, 1, Rating.EASY)
    assert part_of(repetition(learner)).text == "It is a tradeoff."


def test_how_sure_one_was_is_shown_beside_what_was_covered(
    signed_in_page: Page, learner: User, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    metrics, systems = make_category(name="Evaluation and metrics"), make_category(name="Systems design")
    for category, confidence, ticked, count in (
        (metrics, Confidence.ALL, 1, 9),
        (metrics, Confidence.MOST, 1, 11),
        (systems, Confidence.HALF, 2, 7),
        (systems, Confidence.LITTLE, 1, 5),
    ):
        again(practised(learner, category, confidence, ticked=ticked), count - 1)
    page.goto("/progress/")
    expect(page.locator("main")).to_contain_text("In Evaluation and metrics you said 86 % and covered 50 %")
    page.get_by_text("By category").click()
    check_axe(page)
    shot(page, "calibration")
