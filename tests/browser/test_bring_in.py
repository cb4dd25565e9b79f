"""Taking one's answers away and bringing them in on another account, as a person does it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from practice import autosave, bookmarks, interviews
from tests.factories import make_interview, make_question, make_user


@pytest.mark.expects_console("422")  # the file that is refused
def test_answers_move_from_one_account_to_another(
    signed_in_page: Page,
    learner: User,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[BrowserContext, User], None],
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    began, asked = timezone.now() - timedelta(days=2), [make_question(), make_question()]
    interview = make_interview(learner, questions=asked, title="Phone screen", now=began)
    autosave.save(interview, 1, text="What I said that day.", based_on=0, now=began)
    interviews.finish(interview, now=began + timedelta(minutes=9))
    bookmarks.write_notes(learner, asked[0], text="Read it again.", based_on="", now=began)
    page = signed_in_page
    page.goto("/accounts/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your data").click()
    archive = tmp_path / "dry-run.zip"
    download.value.save_as(archive)

    context = new_context()
    sign_in(context, make_user(email="ada@elsewhere.example", name="Ada"))
    other = context.new_page()
    other.goto("/accounts/")
    other.get_by_role("link", name="Bring answers in").click()
    other.get_by_label("Your archive").set_input_files({"name": "x.json", "mimeType": "", "buffer": b"{}"})
    other.get_by_role("button", name="Look at it").click()
    expect(other.get_by_text("This is not a practice.json of this release.")).to_be_visible()
    check_axe(other)

    other.get_by_label("Your archive").set_input_files(archive)
    other.get_by_role("button", name="Look at it").click()
    expect(other.get_by_text("1, with 2 answers")).to_be_visible()
    other.locator("summary", has_text="The attempts").click()
    shot(other, "bring-in-check")
    check_axe(other)
    other.get_by_role("button", name="Bring it in").click()
    expect(other.get_by_text("Brought in: 1 attempt, 1 note.")).to_be_visible()
    other.get_by_role("link", name="Phone screen").click()
    expect(other.get_by_text("What I said that day.")).to_be_visible()
