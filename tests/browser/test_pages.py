"""The pages that everybody meets first, as a person and a screen reader find them."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from practice import interviews
from tests.factories import make_content, make_interview, make_question


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


def test_formulas_show_their_results_and_widen_no_page(
    signed_in_page: Page, learner: User, shot: Callable[[Page, str], None]
) -> None:
    page = signed_in_page
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
    shot(page, "formulas")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
