"""A question whose answer has several boxes: each is saved for itself, and all go with the page's buttons."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from practice.models import Interview
from tests.browser.coding import write_code
from tests.browser.interviewing import conflict, offline, saved
from tests.factories import make_content, make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def interview(learner: User) -> Interview:
    content = make_content(starter="def softmax(x):\n    ...\n")
    return make_interview(learner, questions=[make_question(content=content), make_question()], title="Mock round")


def stored(interview: Interview) -> list[str]:
    """The notes, the code, the words beside it."""
    return [part_of(interview, part=part).text for part in range(3)]


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


def write_all(page: Page) -> None:
    editor(page).press("Control+End")
    editor(page).press_sequentially("# stable")
    page.get_by_label("Beside the code").press_sequentially("Subtract the maximum.")
    page.get_by_text("Notes for yourself").click()
    page.get_by_label("Notes", exact=True).press_sequentially("Ask about axes.")


EVERYTHING = ["Ask about axes.", "def softmax(x):\n    ...\n# stable", "Subtract the maximum."]


def test_every_box_is_saved_by_itself(
    signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write_all(page)
    saved(page)
    check_axe(page)
    shot(page, "interview-code")
    assert stored(interview) == EVERYTHING
    page.reload()
    expect(page.get_by_label("Beside the code")).to_have_value("Subtract the maximum.")
    expect(page.get_by_label("Notes", exact=True)).to_have_value("Ask about axes.")


@offline
def test_what_two_boxes_could_not_send_is_sent_by_the_next_page(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    page.context.set_offline(True)
    write_all(page)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(interview.get_absolute_url())
    expect(again.get_by_label("Beside the code")).to_have_value("Subtract the maximum.")
    saved(again)
    assert stored(interview) == EVERYTHING


@conflict
def test_a_quarrel_about_one_box_leaves_the_others_alone(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    other.get_by_label("Beside the code").fill("From the other tab.")
    saved(other)
    page.get_by_label("Beside the code").fill("From this tab.")
    panel = page.get_by_role("region", name="Two texts for this box")
    expect(panel).to_have_count(1)
    write_code(page, "def softmax(x): return x")
    panel.get_by_role("button", name="Use the text from elsewhere").click()
    saved(page)
    assert stored(interview) == ["", "def softmax(x): return x", "From the other tab."]


def test_without_javascript_one_form_carries_them_all(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    page.get_by_text("Notes for yourself").click()
    page.get_by_label("Notes", exact=True).fill("Ask about axes.")
    page.get_by_label("Your code").fill(EVERYTHING[1])
    page.get_by_label("Beside the code").fill("Subtract the maximum.")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("2 of 2 · Mock round · Dry Run")
    assert stored(interview) == EVERYTHING


def test_a_copy_of_a_page_from_before_there_were_parts_is_sent(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    page.evaluate(
        """([user, path]) => localStorage.setItem(
            `dryrun:copy:${user}:${path}:${"a".repeat(36)}`,
            JSON.stringify({path, writer: "a".repeat(36), sequence: 0, revision: 0, text: "def old(): ...",
                            notes: "Old notes.", notesSeen: "", at: Date.now()}))""",
        [str(interview.user.pk), f"{interview.get_absolute_url()}1/save/"],
    )
    page.reload()
    expect(page.locator(".part-code [data-box]")).to_have_value("def old(): ...")
    assert stored(interview) == ["Old notes.", "def old(): ...", ""]
