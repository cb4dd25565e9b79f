"""What one says of one's own answers, at human speed, on slow networks and on none."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from accounts.models import User
from practice import interviews
from practice.models import Interview
from questions.models import Tip
from tests.browser.interviewing import offline
from tests.factories import make_blueprint, make_content, make_interview, make_question

type SignIn = Callable[[BrowserContext, User], None]

POINTS = [f"key point number {number}" for number in range(7)]
LATENCY = 300  # milliseconds: more than there are between two clicks


@pytest.fixture
def interview(learner: User) -> Interview:
    """A finished one of one question with seven key points, none of them covered, and mistakes to unfold."""
    question = make_question(content=make_content(points=POINTS, mistakes=("To forget the point.",)))
    interview = make_interview(learner, questions=[question], now=timezone.now() - timedelta(minutes=5))
    interviews.finish(interview, now=timezone.now())
    return interview


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(f"{interview.get_absolute_url()}review/")
    return signed_in_page


def slow_down(page: Page) -> None:
    connection = page.context.new_cdp_session(page)
    connection.send("Network.enable")
    told = {"offline": False, "latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1}
    connection.send("Network.emulateNetworkConditions", told)


def covered(interview: Interview) -> list[bool]:
    return list(interview.answers.get().coverage.values_list("covered", flat=True))


def test_quick_ticks_lose_nothing_and_close_nothing(page: Page, interview: Interview) -> None:
    slow_down(page)
    page.get_by_text("Common mistakes").click()
    for box in page.get_by_role("checkbox").all():
        box.click()
        page.wait_for_timeout(100)
    expect(page.get_by_role("heading", name="Key points: 7 of 7 points, in 7 key points")).to_be_visible()
    expect(page.locator("#score")).to_contain_text("7 of 7 points, all of them confirmed by you.")
    expect(page.get_by_text("To forget the point.")).to_be_visible()
    assert covered(interview) == [True] * 7
    expect(page.get_by_role("checkbox").last).to_be_focused()


def test_of_two_quick_ratings_the_last_counts(page: Page, interview: Interview) -> None:
    slow_down(page)
    page.get_by_role("button", name="Without effort").click()
    page.get_by_role("button", name="Not at all").click()
    expect(page.get_by_text("It comes again on")).to_be_visible()
    page.wait_for_timeout(2 * LATENCY)
    assert interview.answers.get().rating == 1
    assert interview.user.cards.get().due < timezone.now() + timedelta(days=2)
    pressed = page.locator("[aria-pressed=true]")
    expect(pressed).to_have_text("Not at all")
    expect(pressed).to_be_focused()


def test_a_reply_that_comes_late_takes_no_newer_words_away(page: Page, interview: Interview) -> None:
    """The tick is answered before there is a rating, and its answer arrives after that of the rating."""
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/points/", lambda route: held.append((route, route.fetch())))
    with page.expect_request("**/points/"):
        page.get_by_role("checkbox").first.click()
    while not held:
        page.wait_for_timeout(20)
    page.get_by_role("button", name="Well").click()
    expect(page.get_by_text("It comes again on")).to_be_visible()
    route, answer = held.pop()
    route.fulfill(response=answer)
    expect(page.locator("#ticks-1 [data-act-state]")).to_have_text("saved")
    expect(page.get_by_text("It comes again on")).to_be_visible()
    expect(page.locator("#score")).to_contain_text("1 of 7 points")


@offline
def test_what_is_ticked_offline_says_so_and_is_sent_on_return(page: Page, interview: Interview) -> None:
    page.context.set_offline(True)
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_text("You are offline.").first).to_be_visible()
    page.get_by_role("button", name="Well").click()
    assert covered(interview) == [False] * 7
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.").first).to_be_hidden()
    expect(page.get_by_text("It comes again on")).to_be_visible()
    assert covered(interview) == [True] + [False] * 6
    assert interview.answers.get().rating == 3


@pytest.mark.expects_console("401 (Unauthorized)", "403 (Forbidden)")
def test_signed_out_it_asks_to_sign_in_and_then_sends(
    page: Page, interview: Interview, learner: User, sign_in: SignIn
) -> None:
    page.context.clear_cookies()
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_text("You are signed out.").first).to_be_visible()
    expect(page.get_by_role("link", name="Sign in and go on")).to_be_visible()
    expect(page.get_by_role("checkbox").first).to_be_checked()  # and the question still stands there
    sign_in(page.context, learner)
    other = page.context.new_page()
    other.goto("/interviews/signed-in/")  # where a sign-in in another window ends
    expect(page.get_by_text("You are signed out.").first).to_be_hidden()
    assert covered(interview) == [True] + [False] * 6


@pytest.mark.expects_console("403 (Forbidden)")
def test_an_old_form_token_is_renewed_without_a_word(page: Page, interview: Interview) -> None:
    page.locator("input[name=csrfmiddlewaretoken]").evaluate_all("all => all.forEach(one => one.value = 'old')")
    page.get_by_role("checkbox").first.click()
    expect(page.get_by_role("heading", name="Key points: 1 of 7 points")).to_be_visible()
    assert covered(interview) == [True] + [False] * 6


def test_without_javascript_a_rating_leads_back_to_its_question(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(f"{interview.get_absolute_url()}review/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Keep these ticks").click()
    page.get_by_role("button", name="Well").click()
    expect(page).to_have_url(f"{page.url.split('#')[0]}#question-1")
    expect(page.get_by_role("heading", name="Key points: 1 of 7 points")).to_be_visible()
    expect(page.get_by_text("It comes again on")).to_be_visible()


def test_a_map_leads_to_each_question_and_says_which_are_rated(signed_in_page: Page, learner: User) -> None:
    page = signed_in_page
    questions = [make_question(content=make_content(points=POINTS, answer="Long. " * 900)) for _ in range(3)]
    long = make_interview(learner, questions=questions, now=timezone.now() - timedelta(minutes=5))
    interviews.finish(long, now=timezone.now())
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{long.get_absolute_url()}review/")
    map_of = page.get_by_role("navigation", name="Questions")
    for number in (3, 2):
        map_of.get_by_role("link", name=re.compile(rf"^Question {number}\b.*not rated")).click()
        expect(page.locator(f"#question-{number} .prompt")).to_be_in_viewport()
        expect(map_of).to_be_in_viewport(ratio=1)
    second = page.locator("#question-2")
    points, rating = (second.locator(part).bounding_box() for part in (".review-points", ".review-rating"))
    assert points
    assert rating
    assert rating["x"] == points["x"]
    assert 0 <= rating["y"] - (points["y"] + points["height"]) < 48, "the rating stands under the key points"
    second.get_by_role("button", name="Well").click()
    expect(map_of.get_by_role("link", name=re.compile(r"^Question 2\b.*\bwell$"))).to_be_visible()


@pytest.mark.parametrize("address", ["/questions/", "/interviews/new/mock-round/", "{interview}review/"])
def test_tips_stand_under_a_heading_and_look_like_no_boxes_to_tick(
    signed_in_page: Page, interview: Interview, address: str
) -> None:
    Tip.objects.create(text="Say it aloud.")
    make_blueprint(1, slug="mock-round")
    page = signed_in_page
    page.goto(address.format(interview=interview.get_absolute_url()))
    tip = page.get_by_role("listitem").filter(has_text="Say it aloud.")
    assert tip.evaluate("(item) => getComputedStyle(item).listStyleType") == "disc"
    for pseudo in ("::before", "::after"):
        assert tip.evaluate(f"(item) => getComputedStyle(item, '{pseudo}').content") == "none"
    before = tip.evaluate("(item) => item.parentElement.previousElementSibling.tagName")
    assert before in {"H2", "H3"}
