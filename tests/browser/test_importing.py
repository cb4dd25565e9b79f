"""A curator brings in a list, in a real browser: upload, preview with picks, confirm, export."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from questions.models import Question, Status
from tests.factories import make_category, make_curator, make_question

pytestmark = pytest.mark.django_db(transaction=True)

LIST = """\
## Theory

- Explain the bias-variance tradeoff.
- What is a leaf?
- What is a root? 🚀

Thanks for reading.
"""


@pytest.fixture
def page(transactional_db: None, context: BrowserContext, sign_in: Callable[[BrowserContext, User], None]) -> Page:
    sign_in(context, make_curator())
    return context.new_page()


@pytest.fixture
def upload(page: Page, tmp_path: Path) -> Page:
    """The preview of LIST, in a bank that has nearly one of its questions."""
    make_question(slug="there", category=make_category(name="Theory", slug="theory"))
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    page.goto("/admin/questions/question/")
    page.get_by_role("link", name="Import…").click()
    page.get_by_label("File").set_input_files(tmp_path / "list.md")
    page.get_by_role("button", name="Upload and preview").click()
    return page


def test_import_with_a_pick(upload: Page) -> None:
    expect(upload.get_by_text("2 new")).to_be_visible()
    expect(upload.get_by_text("Nothing is stored yet.")).to_be_visible()
    upload.get_by_text("1 passage skipped").click()
    expect(upload.get_by_role("cell", name="Thanks for reading.")).to_be_visible()

    upload.get_by_label("Explain the bias-variance tradeoff.").check()
    upload.get_by_role("button", name="Import as drafts").click()

    expect(upload.get_by_text("3 questions as drafts")).to_be_visible()
    assert Question.objects.filter(status=Status.DRAFT).count() == 3


def test_accessible(upload: Page, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]) -> None:
    shot(upload, "import-preview")
    check_axe(upload)


def test_export(page: Page) -> None:
    make_question(slug="there")
    page.goto("/admin/questions/question/")
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("export_anki")
    with page.expect_download() as download:
        page.get_by_role("button", name="Run").click()
    assert download.value.suggested_filename.endswith("-anki.txt")
