"""A curator brings in a list, in a real browser: upload, read as told, tick, confirm, go back, undo; export."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from questions.models import Import, Question, Status
from tests.factories import make_category, make_curator, make_question

pytestmark = pytest.mark.django_db(transaction=True)

LIST = """\
## Theory

- Explain the bias-variance tradeoff.
- What is a leaf?
- What is a root? 🚀

Thanks for reading.

![two rings](rings.png)

### Eine Liste ohne Fragezeichen

1. Die Tiefe eines Baumes

   Die Zahl der Kanten bis zum tiefsten Blatt.
"""


@pytest.fixture
def curator(transactional_db: None) -> User:
    return make_curator()


@pytest.fixture
def page(curator: User, context: BrowserContext, sign_in: Callable[[BrowserContext, User], None]) -> Page:
    sign_in(context, curator)
    return context.new_page()


def upload_in(page: Page, folder: Path) -> Page:
    """The preview of LIST, in a bank that has nearly one of its questions."""
    make_question(slug="there", category=make_category(name="Theory", slug="theory"))
    (folder / "list.md").write_text(LIST, encoding="utf-8")
    page.goto("/admin/questions/question/")
    page.get_by_role("link", name="Import…").click()
    page.get_by_label("File").set_input_files(folder / "list.md")
    page.get_by_role("button", name="Upload and preview").click()
    return page


@pytest.fixture
def upload(page: Page, tmp_path: Path) -> Page:
    return upload_in(page, tmp_path)


@pytest.fixture
def without_scripts(
    curator: User,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[BrowserContext, User], None],
    tmp_path: Path,
) -> Page:
    context = new_context(java_script_enabled=False)
    sign_in(context, curator)
    return upload_in(context.new_page(), tmp_path)


def drafts() -> list[str]:
    questions = Question.objects.filter(status=Status.DRAFT).order_by("position")
    return sorted(question.latest.prompt for question in questions)


def decide(page: Page) -> None:
    """Take the near one and the skipped one, leave out a new one, and have the German list read as questions."""
    page.get_by_text("How the file was read").click()
    page.get_by_label("Numbers under headings of level 3").select_option("question")
    page.get_by_role("button", name="Read again like this").click()
    page.get_by_label("What is a root?").uncheck()
    page.get_by_role("button", name="Nearly the same (0 of 1)").click()
    expect(page.get_by_role("heading", name="The bank's there, 100 % alike")).to_be_visible()
    page.get_by_label("Explain the bias-variance tradeoff.").check()
    page.get_by_role("button", name="Skipped").click()
    page.get_by_label("Thanks for reading.").check()
    page.get_by_role("button", name="New (2 of 3)").click()


RIGHT = [
    "Die Tiefe eines Baumes",
    "Explain the bias-variance tradeoff.",
    "Thanks for reading.",
    "What is a leaf?",
]


def test_a_curators_hand_on_an_import(upload: Page) -> None:
    expect(upload.get_by_text("Nothing is stored yet.")).to_be_visible()
    decide(upload)
    expect(upload.get_by_label("What is a root?")).not_to_be_checked()
    row = upload.locator(".import-row", has_text="Die Tiefe eines Baumes")
    row.get_by_text("Answer", exact=True).click()
    expect(row.get_by_text("Die Zahl der Kanten bis zum tiefsten Blatt.")).to_be_visible()
    preview = upload.url
    upload.get_by_role("button", name="Import 4 questions as drafts").click()

    expect(upload.get_by_text("4 questions as drafts")).to_be_visible()
    assert drafts() == RIGHT

    upload.goto(preview)
    expect(upload.get_by_text("This was done already, and nothing is stored twice.")).to_be_visible()
    assert drafts() == RIGHT

    upload.goto(Import.objects.get().get_absolute_url())
    upload.get_by_role("link", name="Undo…").click()
    upload.get_by_role("button", name="Undo the import").click()
    expect(upload.get_by_text("4 questions were deleted")).to_be_visible()
    assert drafts() == []


def test_the_same_without_scripts(without_scripts: Page) -> None:
    decide(without_scripts)
    without_scripts.get_by_role("button", name="Import 4 questions as drafts").click()
    expect(without_scripts.get_by_text("4 questions as drafts")).to_be_visible()
    assert drafts() == RIGHT


def test_it_says_that_a_file_is_being_read(page: Page, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST * 2_000, encoding="utf-8")
    page.goto("/admin/questions/question/import/")
    page.get_by_label("File").set_input_files(tmp_path / "list.md")
    page.evaluate(
        "document.querySelector('[data-import]').addEventListener('submit', (event) => event.preventDefault())"
    )
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("status")).to_contain_text("Uploading and reading list.md, 0.5 MB.")
    expect(page.get_by_role("progressbar", name="Upload")).to_be_visible()


def test_by_keyboard_alone(upload: Page) -> None:
    upload.get_by_label("What is a root?").focus()
    upload.keyboard.press("Space")
    expect(upload.get_by_label("What is a root?")).not_to_be_checked()
    upload.get_by_role("button", name="Skipped").focus()
    upload.keyboard.press("Enter")
    expect(upload.get_by_role("heading", name="Skipped")).to_be_visible()
    upload.get_by_role("button", name="Import 1 question as draft").focus()
    upload.keyboard.press("Enter")
    expect(upload.get_by_text("1 questions as drafts")).to_be_visible()
    assert drafts() == ["What is a leaf?"]


@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_the_screen(upload: Page, width: int) -> None:
    upload.set_viewport_size({"width": width, "height": 900})
    upload.get_by_text("How the file was read").click()
    assert upload.evaluate("document.documentElement.scrollWidth") <= width


def test_accessible(upload: Page, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]) -> None:
    upload.get_by_text("How the file was read").click()
    shot(upload, "import-preview")
    check_axe(upload)
    upload.get_by_role("button", name="Nearly the same").click()
    check_axe(upload)


def test_export(page: Page) -> None:
    make_question(slug="there")
    page.goto("/admin/questions/question/")
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("export_anki")
    with page.expect_download() as download:
        page.get_by_role("button", name="Run").click()
    assert download.value.suggested_filename.endswith("-anki.txt")
