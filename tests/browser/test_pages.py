"""The pages that everybody meets first, as a person and a screen reader find them."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts import limits
from accounts.models import User
from practice import interviews
from questions import maths
from tests.browser.interviewing import offline
from tests.factories import make_category, make_content, make_interview, make_question


@pytest.mark.parametrize(("path", "name"), [("/", "home"), ("/accounts/login/", "sign-in"), ("/questions/", "bank")])
def test_an_open_page_is_accessible(
    page: Page,
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
    path: str,
    name: str,
) -> None:
    page.goto(path)
    check_axe(page)
    shot(page, name)


def test_a_session_opens_the_closed_pages(signed_in_page: Page) -> None:
    signed_in_page.goto("/interviews/")
    assert signed_in_page.url.endswith("/interviews/")


FORMULAS = r"""The rule of Bayes, in two lines of words:

$$P(\text{condition} \mid \text{positive})
= \frac{P(\text{positive} \mid \text{condition}) \, P(\text{condition})}{P(\text{positive})}
= \frac{0.9 \cdot 0.01}{0.9 \cdot 0.01 + 0.05 \cdot 0.99} = \frac{0.009}{0.0585} \approx 0.154$$

And $P(A \mid B) = P(B \mid A) P(A) / (P(B \mid A) P(A) + P(B \mid \neg A) P(\neg A) + P(B \mid C) P(C) + P(D))$.
"""


@pytest.mark.parametrize("set_by", ["server", "browser"])
def test_formulas_show_their_results_and_widen_no_page(
    signed_in_page: Page,
    learner: User,
    shot: Callable[[Page, str], None],
    set_by: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if set_by == "browser":  # as what was written before formulas were set on the server
        monkeypatch.setattr(maths, "mathml", Mock(side_effect=maths.NotInstalled))
    page, fetched = signed_in_page, list[str]()
    page.on("request", lambda request: fetched.append(request.url))
    question = make_question(content=make_content(answer=FORMULAS, prompt="What does $x$ say?"))
    interview = make_interview(learner, questions=[question])
    interviews.finish(interview, now=timezone.now())
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{interview.get_absolute_url()}review/")
    expect(page.locator("math").nth(2)).to_be_visible()
    cut = page.locator(".review-reference .math-block").evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth).length"
    )
    assert cut == 0
    assert any("/temml-" in url for url in fetched) == (set_by == "browser")
    shot(page, "formulas")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


EVERYWHERE = [
    "/",
    "/questions/",
    "/questions/{slug}/",
    "/interviews/",
    "/interviews/new/",
    "/interviews/due/",
    "/bookmarks/",
    "/questions/{slug}/report/",
    "/accounts/",
    "/accounts/preferences/",
    "/nowhere/",
]


@pytest.mark.expects_console("404 (Not Found)")
def test_edges_and_the_header_stay_where_they_are_from_page_to_page(signed_in_page: Page, learner: User) -> None:
    page, slug = signed_in_page, make_question().slug
    learner.name = "learner"
    learner.save()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        places = {}
        for address in EVERYWHERE:
            page.goto(address.format(slug=slug))
            places[address] = page.evaluate("""() => {
                const edge = (element) => Math.round(element.getBoundingClientRect().left);
                const first = document.querySelector("main h1:not(.visually-hidden), main .prompt");
                return [edge(document.querySelector(".wordmark")), edge(first),
                    document.querySelector(".site-header").offsetHeight];
            }""")
        assert len(set(map(tuple, places.values()))) == 1, places
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/accounts/login/")
    left = "each => each.getBoundingClientRect().left"
    assert [page.locator(each).first.evaluate(left) for each in (".wordmark", "h1")] == [52, 52]


@pytest.mark.parametrize("address", [*EVERYWHERE[:8], "/accounts/preferences/", "{running}1/", "{past}review/"])
def test_text_of_twice_the_size_fits_the_page(signed_in_page: Page, learner: User, address: str) -> None:
    page = signed_in_page
    question = make_question(make_category(name="Coding & Implementation"))
    past = make_interview(learner, questions=[question], now=timezone.now() - timedelta(hours=2))
    interviews.finish(past, now=timezone.now())
    running = make_interview(learner)
    page.set_viewport_size({"width": 1280, "height": 900})
    links = {"running": running.get_absolute_url(), "past": past.get_absolute_url()}
    page.goto(address.format(slug=question.slug, **links))
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_from_a_question_one_comes_to_more_like_it(signed_in_page: Page) -> None:
    page = signed_in_page
    make_category(name="Another")
    question = make_question(make_category(name="Evaluation"))
    page.goto(question.get_absolute_url())
    page.get_by_role("link", name="Practise more like it under time").click()
    expect(page.get_by_label("Evaluation")).to_be_checked()
    expect(page.get_by_label("Another")).not_to_be_checked()
    expect(page.get_by_label("Kind")).to_have_value("theory")


@pytest.mark.expects_console("htmx:", "429")
def test_a_search_that_is_limited_says_so_and_goes_on_by_itself(signed_in_page: Page) -> None:
    make_question(content=make_content(title="Calibration"))
    make_question(content=make_content(title="Dropout"))
    page = signed_in_page
    page.goto("/questions/")
    search, notice = page.get_by_label("Search the bank"), page.locator("[data-partial-notice]")
    user, now = User.objects.get(), timezone.now()
    limits.spend(f"person {user.pk}", limits.SEARCHING, now=now, cost=limits.SEARCHING.amount + 6)
    search.press_sequentially("calib")
    expect(notice).to_contain_text("You have searched very often")
    expect(notice).to_contain_text("goes on by itself in")
    expect(notice).to_have_attribute("role", "status")
    expect(search).to_have_value("calib")
    expect(page.get_by_text("1 question with “calib”")).to_be_visible()
    expect(notice).to_be_hidden()


@offline
@pytest.mark.expects_console("htmx:")
def test_a_search_that_finds_no_server_says_so_and_is_made_on_return(signed_in_page: Page) -> None:
    page = signed_in_page
    make_question(content=make_content(prompt="What is calibration?"))
    make_question(content=make_content(prompt="What is dropout?"))
    page.goto("/questions/")
    page.context.set_offline(True)
    page.get_by_label("Search the bank").press_sequentially("calibration")
    notice = page.locator("[data-partial-notice]")
    expect(notice).to_contain_text("You are offline")
    expect(page.get_by_role("link", name="What is dropout?")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="What is dropout?")).to_have_count(0)
    expect(page.get_by_role("link", name="What is calibration?")).to_be_visible()
    expect(notice).to_be_hidden()
    expect(page.get_by_label("Search the bank")).to_have_value("calibration")
