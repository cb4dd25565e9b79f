"""Drawing in an answer: on a real board, saved like anything that is written."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import FrameLocator, Page, expect

from accounts.models import User
from practice import autosave, interviews, scenes
from practice.models import Interview, ReceivedText
from questions.models import Kind
from tests.browser.conftest import AXE, WCAG_AA
from tests.browser.interviewing import conflict, offline, saved, write
from tests.factories import make_design, make_interview, make_question, make_scene, make_whole_content, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

BOARD = "iframe[title='Drawing board']"
BOX, LINE = ({"type": kind, "id": kind, "points": [[0, 0], [90, 90]]} for kind in ("rectangle", "line"))


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_question(kind=Kind.DESIGN), make_question()], title="Design round")


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(interview.get_absolute_url())
    return signed_in_page


def opened(page: Page) -> FrameLocator:
    """The drawing board, after it was asked for."""
    page.get_by_role("button", name="Draw").click()
    board = page.frame_locator(BOARD)
    expect(board.locator("canvas.interactive")).to_be_visible()
    expect(board.locator("canvas.interactive")).to_be_in_viewport()
    return board


def draw(page: Page, key: str, *, start: tuple[int, int], end: tuple[int, int]) -> None:
    """One shape, by its key and the mouse."""
    page.keyboard.press(key)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def label(page: Page, words: str) -> None:
    """Of the shape that was just drawn."""
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    page.keyboard.press("Escape")


def kinds(interview: Interview) -> list[str]:
    return [each["type"] for each in scenes.read(part_of(interview, part=2).text)]


def stored(page: Page, interview: Interview, *expected: str) -> None:
    """Wait until that is what is saved; a board hands on what is drawn a moment later."""
    for _ in range(60):
        if kinds(interview) == list(expected):
            break
        page.wait_for_timeout(100)
    assert kinds(interview) == list(expected)
    saved(page)


def drawn(interview: Interview, *elements: dict[str, Any]) -> autosave.Saved:
    """As by another page, some time ago."""
    now = interview.started_at
    text = make_scene(*elements)
    return autosave.save(interview, 1, part=2, text=text, based_on=0, now=now, writer="f" * 36, sequence=1)


def test_a_design_is_drawn_and_reviewed(
    page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot, tmp_path: Path
) -> None:
    check_axe(page)
    board = opened(page)
    draw(page, "r", start=(400, 350), end=(560, 450))
    label(page, "API")
    draw(page, "o", start=(800, 350), end=(1000, 450))
    label(page, "Feature store")
    draw(page, "a", start=(575, 400), end=(785, 400))
    saved(page)
    shot(page, "sketch-board")
    board.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    expect(page.get_by_role("img", name="Sketch, API, Feature store")).to_be_visible()
    check_axe(page)
    shot(page, "sketch-closed")
    assert kinds(interview) == ["rectangle", "text", "ellipse", "text", "arrow"]

    page.reload()
    picture = page.get_by_role("img", name="Sketch of 2 shapes and 1 arrow. API, Feature store. API to Feature store.")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 500")

    page.get_by_role("button", name="Finish …").click()
    page.get_by_role("button", name="Finish now").click()
    expect(picture).to_be_visible()
    check_axe(page)
    shot(page, "sketch-review")
    for name, ending, holds in (
        ("Picture (.svg)", ".svg", "<svg "),
        ("Drawing (.excalidraw)", ".excalidraw", '{"type"'),
    ):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"sketch-{interview.pk}-1{ending}"
        download.value.save_as(tmp_path / ending)
        assert (tmp_path / ending).read_text().startswith(holds)


def test_it_stands_in_the_stage_that_is_for_it(
    signed_in_page: Page, learner: User, check_axe: CheckAxe, shot: Shot
) -> None:
    page = signed_in_page
    interview = make_interview(learner, questions=[make_design()], minutes=60)
    page.goto(interview.get_absolute_url())
    stage = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Draw", include_hidden=True))
    stage.locator("summary").click()
    opened(page)
    draw(page, "r", start=(400, 350), end=(560, 450))
    label(page, "Feature store")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    expect(stage.locator("[data-stage-words]")).to_have_text("drawn, 2 words")
    saved(page)
    check_axe(page)
    shot(page, "sketch-stage")
    page.reload()
    expect(stage.get_by_role("img", name="Sketch of 1 shape and 0 arrows. Feature store.")).to_be_visible()
    expect(stage.locator("[data-stage-words]")).to_have_text("drawn, 2 words")


def test_to_look_at_a_drawing_changes_nothing(page: Page, interview: Interview) -> None:
    drawn(interview)
    page.reload()
    board = opened(page)
    page.wait_for_timeout(1500)  # longer than a change takes to be saved
    board.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    part = part_of(interview, part=2)
    assert (part.revision, part.received_texts.count()) == (1, 1)


def test_by_keyboard_one_opens_it_leaves_it_and_passes_it_by(page: Page, interview: Interview) -> None:
    page.get_by_label("Your answer").press("Tab")
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    page.keyboard.press("Enter")
    board = page.frame_locator(BOARD)
    expect(board.locator(".excalidraw-container")).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.press("Escape")  # puts the tool away
    expect(board.get_by_role("radio", name="Selection")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    expect(page.locator(BOARD)).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Notes")).to_be_focused()


@pytest.mark.parametrize("opens", ["", ".main-menu-trigger", ".help-icon", ".color-picker__button.active-color"])
def test_on_the_board_nothing_is_out_of_reach(page: Page, interview: Interview, opens: str) -> None:
    board = opened(page)
    draw(page, "r", start=(400, 350), end=(560, 450))
    if opens:
        board.locator(opens).first.click()
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.frames[-1].evaluate(AXE.read_text(encoding="utf-8"))
        told = page.frames[-1].evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG_AA)
        found += [(each["id"], node["html"]) for each in told["violations"] for node in each["nodes"]]
    assert found == []


def test_the_keys_of_the_page_rest_while_one_draws(page: Page, interview: Interview) -> None:
    opened(page)
    page.keyboard.press("Alt+N")
    page.wait_for_timeout(300)
    expect(page).to_have_title("1 of 2 · Design round · Dry Run")
    expect(page.locator(BOARD)).to_be_visible()


@offline
def test_what_was_drawn_offline_is_sent_when_one_is_back(page: Page, interview: Interview) -> None:
    opened(page)
    page.context.set_offline(True)
    draw(page, "r", start=(400, 350), end=(560, 450))
    expect(page.locator("[data-saved-state][data-state=offline]")).to_contain_text("offline")
    draw(page, "d", start=(700, 350), end=(800, 450))
    page.context.set_offline(False)
    stored(page, interview, "rectangle", "diamond")


@offline
def test_what_a_closed_tab_could_not_send_is_sent_by_the_next(page: Page, interview: Interview) -> None:
    opened(page)
    page.context.set_offline(True)
    draw(page, "r", start=(400, 350), end=(560, 450))
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(interview.get_absolute_url())
    stored(again, interview, "rectangle")
    opened(again)
    draw(again, "d", start=(700, 350), end=(800, 450))
    again.keyboard.press("Escape")
    stored(again, interview, "rectangle", "diamond")


@offline
def test_without_a_connection_the_board_does_not_open_and_says_so(page: Page, interview: Interview) -> None:
    page.context.set_offline(True)
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_text("The drawing board cannot be had now")).to_be_visible()
    page.context.set_offline(False)
    opened(page)


@conflict
def test_two_tabs_show_both_drawings_and_the_person_picks(
    page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
) -> None:
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    opened(other)
    draw(other, "o", start=(400, 350), end=(560, 450))
    saved(other)
    opened(page)
    draw(page, "r", start=(400, 350), end=(700, 450))
    panel = page.get_by_role("region", name="Two sketches")
    expect(panel.get_by_role("heading")).to_be_focused()
    for picture in (panel.get_by_role("img").nth(0), panel.get_by_role("img").nth(1)):
        expect(picture).to_have_attribute("src", re.compile("^data:image/png"))
    check_axe(page)
    shot(page, "sketch-conflict")
    panel.get_by_role("button", name="Use the sketch drawn here").click()
    saved(page)
    expect(page.get_by_role("button", name="Draw")).to_be_focused()
    assert kinds(interview) == ["rectangle"]
    opened(page)
    draw(page, "d", start=(400, 550), end=(560, 650))
    page.keyboard.press("Escape")
    stored(page, interview, "rectangle", "diamond")


def test_at_the_end_of_time_what_is_on_the_board_counts(page: Page, interview: Interview) -> None:
    interview.deadline = timezone.now() + timedelta(seconds=8)
    interview.started_at = interview.current_since = interview.deadline - timedelta(minutes=30)
    interview.save()
    page.reload()
    opened(page)
    expect(page.get_by_role("timer")).to_have_text("00:01", timeout=10_000)
    draw(page, "r", start=(400, 350), end=(560, 450))
    expect(page).to_have_url(re.compile("/review/$"), timeout=20_000)
    expect(page.get_by_role("img", name="Sketch of 1 shape")).to_be_visible()
    assert kinds(interview) == ["rectangle"]


def test_at_the_end_of_time_a_line_beyond_all_bounds_is_drawn_with_fewer_points(
    page: Page, interview: Interview
) -> None:
    interview.deadline = timezone.now() + timedelta(seconds=12)
    interview.started_at = interview.current_since = interview.deadline - timedelta(minutes=30)
    interview.save()
    page.reload()
    board = opened(page)
    points = [[place % 900, place % 70] for place in range(24_000)]
    paste(page, json.dumps({"type": "excalidraw/clipboard", "elements": [LINE | {"points": points}], "files": {}}))
    expect(board.locator("[data-words]")).to_contain_text("This sketch is too large to be saved.")
    expect(page).to_have_url(re.compile("/review/$"), timeout=20_000)
    assert kinds(interview) == ["line"]
    (line,) = scenes.read(part_of(interview, part=2).text)
    assert 5_000 < len(line["points"]) < 20_000
    assert line["points"][-1] == [float(23_999 % 900), float(23_999 % 70)]


def test_that_is_my_answer_closes_the_drawing_too(signed_in_page: Page, learner: User, check_axe: CheckAxe) -> None:
    page = signed_in_page
    question = make_question(kind=Kind.DESIGN, content=make_whole_content(task=None))
    interview = make_interview(learner, questions=[question], interviewer="on")
    page.goto(interview.get_absolute_url())
    opened(page)
    draw(page, "r", start=(400, 350), end=(560, 450))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="That is my answer").click()
    expect(page.get_by_label("Your reply")).to_be_visible()
    expect(page.get_by_role("button", name="Draw")).to_have_count(0)
    expect(page.get_by_role("img", name="Sketch of 1 shape")).to_be_visible()
    check_axe(page)
    assert part_of(interview, part=2).said_at


def paste(page: Page, text: str) -> None:
    """Into the board, as from another drawing."""
    page.mouse.move(600, 500)
    page.frames[-1].evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.querySelector(".excalidraw-container").focus();
            document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        text,
    )


def test_what_cannot_be_kept_is_taken_out_and_said(page: Page, interview: Interview) -> None:
    board = opened(page)
    page_in_it = {"type": "embeddable", "id": "e", "x": 0, "y": 0, "width": 90, "height": 90, "link": "https://x.org"}
    box = BOX | {"x": 200, "y": 0, "width": 90, "height": 90, "link": "javascript:alert(1)"}
    paste(page, json.dumps({"type": "excalidraw/clipboard", "elements": [page_in_it, box], "files": {}}))
    expect(board.get_by_role("status").filter(has_text="cannot be kept in a sketch")).to_be_visible()
    stored(page, interview, "rectangle")
    assert "javascript" not in part_of(interview, part=2).text


def test_a_drawing_that_grows_too_large_is_told_before_and_loses_nothing(page: Page, interview: Interview) -> None:
    long = LINE | {"points": [[place % 900, place % 70] for place in range(8_900)]}
    assert 76_000 < len(drawn(interview, long).part.text) < 80_000
    page.reload()
    board = opened(page)
    room = board.locator("[data-words]")
    words = "x" * 2_000
    for _ in range(3):
        paste(page, words)
    expect(room).to_have_text("This sketch is nearly full: shapes and words take less room than freehand lines.")
    saved(page)
    for _ in range(3):
        paste(page, words)
    expect(room).to_contain_text("This sketch is too large to be saved. Take something away")
    expect(page.locator("[data-saved-state]")).to_have_text("not saved")
    for _ in range(3):
        board.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-saved-state][data-state=saved]")).to_be_visible()
    assert kinds(interview).count("text") == 3


def test_without_scripts_the_place_says_what_is_missing(scripts_off: Page, interview: Interview, shot: Shot) -> None:
    page = scripts_off
    drawn(interview)
    page.goto(interview.get_absolute_url())
    expect(page.get_by_text("Drawing needs JavaScript. Words do as well")).to_be_visible()
    expect(page.get_by_role("img", name="Sketch of 2 shapes")).to_be_visible()
    expect(page.get_by_role("button", name="Draw")).to_be_hidden()
    page.get_by_label("Your answer").fill("API, then the feature store.")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("2 of 2 · Design round · Dry Run")
    assert (part_of(interview).text, part_of(interview, part=2).revision) == ("API, then the feature store.", 1)


def test_the_review_shows_what_came_beside_it(page: Page, interview: Interview, check_axe: CheckAxe) -> None:
    drawn(interview)
    stale = autosave.save(
        interview, 1, part=2, text=make_scene(BOX), based_on=0, now=interview.started_at, writer="e" * 36, sequence=1
    )
    assert stale.received.outcome == ReceivedText.Outcome.STALE
    interviews.finish(interview, now=timezone.now())
    page.reload()
    page.get_by_text("Another sketch of yours").click()
    expect(page.get_by_role("img", name="Sketch of 1 shape and 0 arrows.")).to_be_visible()
    check_axe(page)


def test_only_who_draws_loads_the_board(page: Page, interview: Interview) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.reload()
    write(page, "Words.")
    saved(page)
    assert not [url for url in loaded if "sketch-board" in url or "fonts" in url]
