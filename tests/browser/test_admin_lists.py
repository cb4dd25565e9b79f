"""The admin's lists on a desk's screen: every column is in sight, every field has a name."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from questions.authoring import lifecycle
from questions.models import Resource, Tip
from tests.browser.conftest import AXE
from tests.factories import make_blueprint, make_category, make_curator, make_interview, make_question

type SignIn = Callable[[BrowserContext, User], None]
type Shot = Callable[[Page, str], None]

LISTS = [
    "questions/question",
    "questions/category",
    "questions/resource",
    "questions/tip",
    "practice/blueprint",
    "practice/interview",
    "accounts/user",
]


@pytest.fixture
def page(transactional_db: None, context: BrowserContext, sign_in: SignIn) -> Page:
    curator = make_curator(email="a.curator.with.a.long.name@example.org", name="A Curator")
    sign_in(context, curator)
    for name in ("Coding & Implementation", "Behavioral & Applied ML"):
        question = make_question(make_category(name=name), publish=False)
        lifecycle.publish(question, now=timezone.now(), reviewer=curator)
    Resource.objects.create(title="A book about everything", url="https://example.org/" + "long/" * 12)
    Tip.objects.create(text="Say the answer in one sentence first, then support it.")
    make_blueprint(title="Full loop")
    make_interview(curator, title="Full loop")
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


@pytest.mark.parametrize("model", LISTS)
def test_every_column_is_in_sight_and_every_field_has_a_name(page: Page, model: str) -> None:
    page.goto(f"/admin/{model}/")
    table = page.locator("#changelist .results")
    wide, seen = table.evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide <= seen
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    grave = page.evaluate("""async () => (await axe.run()).violations
        .filter(({impact}) => ["serious", "critical"].includes(impact)).map(({id, nodes}) => [id, nodes[0].html])""")
    assert grave == []


def test_how_the_list_of_questions_looks(page: Page, shot: Shot) -> None:
    page.goto("/admin/questions/question/")
    shot(page, "admin-questions")
