"""The interview page as one writes in it: caret, keys, a phone's keyboard, what is told and what tells a state."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from practice.models import Interview
from tests.browser.interviewing import offline, saved, write
from tests.factories import make_content, make_interview, make_question

type SignIn = Callable[[BrowserContext, User], None]
type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

LONG = "\n\n".join(f"Paragraph {number} of a task that is longer than a screen." for number in range(30))


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=3, title="Mock round")


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(interview.get_absolute_url())
    return signed_in_page


def position(box: Locator) -> tuple[int, int]:
    """Where the caret stands, and how long the text is."""
    at, length = box.evaluate("box => [box.selectionStart, box.value.length]")
    return at, length


def test_a_long_task_is_read_from_its_top(signed_in_page: Page, learner: User) -> None:
    page = signed_in_page
    task = make_question(content=make_content(prompt=LONG, starter="class RunningStats:\n    pass\n"))
    page.goto(make_interview(learner, questions=[task]).get_absolute_url())
    expect(page.locator(".cm-content")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.keyboard.type("# behind what stands there")
    expect(page.locator(".part-code [data-box]")).to_have_value(
        "class RunningStats:\n    pass\n# behind what stands there"
    )


def test_the_caret_is_where_one_stopped(page: Page) -> None:
    write(page, "First words.")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Alt+n")
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")
    write(page, "Second question.")
    page.keyboard.press("Alt+p")
    expect(page).to_have_title("1 of 3 · Mock round · Dry Run")
    assert position(page.get_by_label("Your answer")) == (6, 12)
    page.keyboard.type("and more ")
    expect(page.get_by_label("Your answer")).to_have_value("First and more words.")
    page.keyboard.press("Control+End")
    saved(page)
    page.reload()
    page.keyboard.type(" And again.")
    expect(page.get_by_label("Your answer")).to_have_value("First and more words. And again.")


KEYDOWN = """([target, told]) =>
    target.dispatchEvent(new KeyboardEvent("keydown", {...told, altKey: true, bubbles: true, cancelable: true}))"""


@pytest.mark.parametrize("key", ["Dead", "ń", "ę", "ß", "ś", "˜"])
def test_letters_of_the_option_key_stay_letters_where_one_writes(page: Page, key: str) -> None:
    box = page.get_by_label("Your answer").element_handle()
    for code in "ENSFK":
        untouched = page.evaluate(KEYDOWN, [box, {"key": key, "code": f"Key{code}"}])
        assert untouched, code
    main = page.locator("main").element_handle()
    assert not page.evaluate(KEYDOWN, [main, {"key": key, "code": "KeyN"}])  # elsewhere the place of the key decides
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")


def test_the_keys_can_be_turned_off_and_on_again(page: Page, check_axe: CheckAxe) -> None:
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").uncheck()
    check_axe(page)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Keys")).to_be_focused()
    page.reload()
    page.get_by_label("Your answer").press("Alt+n")
    page.locator("main").press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_title("1 of 3 · Mock round · Dry Run")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("Alt+n")
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")


def test_a_flag_is_shown_and_said(page: Page) -> None:
    page.get_by_role("button", name="Flag").click()
    flag = page.get_by_role("button", name="Flag", exact=True)
    expect(flag).to_have_attribute("aria-pressed", "true")
    assert "✓" in flag.evaluate("button => getComputedStyle(button, '::before').content")
    expect(page.locator("[data-announce]")).to_have_text("Flagged to come back to.")


@offline
def test_a_flag_that_could_not_be_sent_is_sent_again(page: Page, interview: Interview) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="Flag").click()
    expect(page.get_by_text("You are offline.").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.").first).to_be_hidden()
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("2 of 3 · Mock round · Dry Run")
    assert interview.answers.get(position=1).flagged


@offline
def test_a_notice_moves_nothing_that_one_reads_or_writes(page: Page) -> None:
    box = page.get_by_label("Your answer")
    before = box.bounding_box()
    page.context.set_offline(True)
    write(page, "In the tunnel.")
    expect(page.get_by_text("You are offline.").first).to_be_visible()
    after = box.bounding_box()
    assert before
    assert after
    assert (after["x"], after["y"]) == (before["x"], before["y"])
    page.context.set_offline(False)
    saved(page)


COVERED = """box => {
    const {left, bottom} = box.getBoundingClientRect();
    const there = document.elementFromPoint(left + 20, Math.min(bottom, innerHeight) - 4);
    return there === box ? "" : (there && (there.className || there.tagName));
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 400), (320, 256)])
def test_a_keyboard_on_the_screen_covers_no_line(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    box = page.get_by_label("Your answer")
    box.press_sequentially("\n".join("A line of an answer." for _ in range(20)))
    box.scroll_into_view_if_needed()
    assert box.evaluate(COVERED) == ""


def test_states_are_told_in_forced_colours(page: Page, shot: Shot) -> None:
    page.get_by_role("button", name="Flag").click()
    page.emulate_media(forced_colors="active")
    style = "([element, part, name]) => getComputedStyle(element, part)[name]"
    mark = page.locator(".map-mark[aria-current]").element_handle()
    other = page.locator(".map-mark:not([aria-current])").first.element_handle()
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page.evaluate(style, [mark, "::before", "backgroundColor"]) not in {canvas, "rgba(0, 0, 0, 0)"}
    colours = [page.evaluate(style, [each, None, "backgroundColor"]) for each in (mark, other)]
    assert colours[0] != colours[1]
    flag = page.get_by_role("button", name="Flag", exact=True).element_handle()
    next_ = page.get_by_role("button", name="Save", exact=True).element_handle()
    assert page.evaluate(style, [flag, None, "backgroundColor"]) != page.evaluate(
        style, [next_, None, "backgroundColor"]
    )
    shot(page, "forced-colours")


def test_the_page_that_asks_to_finish_keeps_its_clock_and_its_lists_apart(
    page: Page, check_axe: CheckAxe, shot: Shot
) -> None:
    write(page, "Answered, and flagged.")
    page.get_by_role("button", name="Flag").click()
    page.get_by_role("button", name="Finish …").click()
    expect(page.get_by_role("heading", name="Finish Mock round?")).to_be_focused()
    clock = page.get_by_role("timer")
    told = clock.inner_text()
    expect(clock).not_to_have_text(told)
    blank = page.locator(".callout", has_text="2 questions without an answer")
    expect(blank.get_by_role("listitem")).to_have_count(2)
    flagged = page.locator(".callout", has_text="1 question flagged to come back to")
    expect(flagged.get_by_role("listitem")).to_have_count(1)
    check_axe(page)
    shot(page, "finish")
    page.get_by_role("link", name="Go on writing").click()
    expect(page).to_have_title("1 of 3 · Mock round · Dry Run")


def test_a_clock_that_is_set_back_gives_no_time(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.clock.run_for(1000)
    before = page.get_by_role("timer").inner_text()
    page.evaluate("const real = Date.now; Date.now = () => real() - 600_000")
    page.clock.run_for(1000)
    minutes = [int(told.split(":")[0]) for told in (before, page.get_by_role("timer").inner_text())]
    assert abs(minutes[0] - minutes[1]) <= 1
