"""Blocks and arrows in text: what the grammar makes of any text, and the list that draws itself."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from accounts.models import User
from practice import autosave, interviews
from practice.models import Interview
from tests.browser.interviewing import conflict, saved
from tests.factories import make_design, make_interview, part_of
from tests.paths import ROOT

type Read = Callable[[str], dict[str, Any]]

BLOCKS = 4  # its place

# Says of each text, one JSON string a line: what it means, and what Graphviz draws of it.
PROGRAM = """
import { createInterface } from "node:readline";
const { instance } = await import(process.argv[1]);
const { graph, read, told } = await import(process.argv[2]);
const viz = await instance();
for await (const line of createInterface({ input: process.stdin })) {
  const found = read(JSON.parse(line));
  const { status, output, errors } = viz.render(graph(found), { format: "json0" });
  const { objects = [], edges = [] } = status === "success" ? JSON.parse(output) : {};
  const labels = objects.map((each) => each.label), arrows = edges.map((each) => [each.tail, each.head]);
  const words = told(found), complaints = errors.map((each) => each.message);
  console.log(JSON.stringify({ ...found, told: words, status, complaints, labels, arrows_drawn: arrows }));
}
"""


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """The grammar that the browser runs, with Graphviz behind it, in a process of Node's."""
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv/bin"))
    library, grammar = ROOT / "node_modules/@viz-js/viz/dist/viz.js", ROOT / "static/js/parts/blocks.js"
    if not node or not library.exists():
        sentence = "Node.js or Viz.js is not installed (make install-dev)."
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
    command: list[str] = [node or "", "--input-type=module", "-e", PROGRAM, str(library), str(grammar)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        source, told = process.stdin, process.stdout

        def read(text: str) -> dict[str, Any]:
            source.write(json.dumps(text) + "\n")
            source.flush()
            found: dict[str, Any] = json.loads(told.readline())
            return found

        yield read
        source.close()
        process.wait()


def names(found: dict[str, Any]) -> list[str]:
    return [block["name"] for block in found["blocks"]]


def test_a_line_is_a_block_or_arrows(read: Read) -> None:
    found = read(
        "# the path of a query\n"
        "Store [database]\n\n"
        "API -> Feature  store: features: 20 ms\n"
        "api -> Queue [queue] --> Trainer\n"
        "Client [user] <-> API\r\n"
    )
    assert names(found) == ["Store", "API", "Feature store", "Queue", "Trainer", "Client"]
    assert [block["kind"] for block in found["blocks"]] == [
        "database",
        "service",
        "service",
        "queue",
        "service",
        "user",
    ]
    assert [(each["from"], each["sort"], each["to"], each["label"]) for each in found["arrows"]] == [
        (1, "->", 2, "features: 20 ms"),
        (1, "->", 3, ""),
        (3, "-->", 4, ""),
        (5, "<->", 1, ""),
    ]
    assert (found["errors"], found["told"]) == ([], "6 blocks, 4 arrows")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("API ->", "An arrow needs a block on either side."),
        ("-> API", "An arrow needs a block on either side."),
        ("A -> -> B", "An arrow needs a block on either side."),
        ("[database]", "A block needs a name."),
        ("Store [databse]", "[databse] is none of service, database, queue, model, user, external."),
        ("Store [constructor]", "[constructor] is none of service, database, queue, model, user, external."),
        ("Store [database] too", "Brackets stand once, behind a name: Store [database]."),
        ("Store: hot", "A label needs an arrow before it: A -> B: label."),
        (f"A -> {'b' * 61}", "A name may have 60 letters; this has 61."),
        (f"A -> B: {'b' * 61}", "A label may have 60 letters; this has 61."),
    ],
)
def test_a_line_that_says_nothing_is_told_and_holds_up_no_other(read: Read, line: str, message: str) -> None:
    found = read(f"First -> Second\n{line}\nThird")
    assert found["errors"] == [{"line": 2, "message": message}]
    assert names(found) == ["First", "Second", "Third"]


def test_a_list_is_bounded(read: Read) -> None:
    found = read("\n".join(f"Block {number}" for number in range(61)))
    assert (len(found["blocks"]), found["errors"]) == (60, [{"line": 61, "message": "At most 60 blocks are drawn."}])
    found = read("\n".join(["A -> B"] * 121))
    assert (len(found["arrows"]), found["errors"]) == (120, [{"line": 121, "message": "At most 120 arrows are drawn."}])
    found = read("\n" * 100_000 + "A\nB")
    assert found["errors"] == [{"line": 100_001, "message": "More than 200 lines are not drawn."}]


pieces = st.sampled_from(
    ["->", "-->", "<->", ":", "[", "]", "[database]", "[queue]", "\n", " ", "#", "\\N", "\\", "&lt;"]
)
words = st.lists(
    pieces | st.sampled_from(["API", "Store", "<b>x</b>", '"', "}", "{", "|", "=", ";"]) | st.text(max_size=8)
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=words.map(" ".join) | st.text())
def test_any_text_is_drawn_word_for_word(read: Read, text: str) -> None:
    """Whatever is written: each line is drawn or told, Graphviz takes it, and shows the words themselves."""
    found = read(text)
    assert found["status"] == "success"
    assert not [each for each in found["complaints"] if "no value for width of" not in each]
    shown = [label.replace("\\\\", "\\").replace("&amp;", "&") for label in found["labels"]]
    assert shown == names(found)
    assert found["arrows_drawn"] == [[each["from"], each["to"]] for each in found["arrows"]]
    assert all(0 < len(name) <= 120 and name == " ".join(name.split()) for name in names(found))
    told = {each["line"] for each in found["errors"]}
    assert len(told) == len(found["errors"])
    assert told <= set(range(1, len(text) + 2))


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=[make_design()], minutes=60, title="Design round")


LINES = """Client [user] -> Feed service: GET /feed
Feed service -> Cache [database]: 5 ms
Feed service -> Ranker [model]
Posts [queue] --> Ранжировщик
Posts -> 特征存储 [database]
"""


def test_the_list_draws_itself_by_keyboard_alone(
    signed_in_page: Page, interview: Interview, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    page = signed_in_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(interview.get_absolute_url())
    page.keyboard.press("Alt+g")
    page.keyboard.press("Tab")
    box = page.get_by_role("textbox", name="Blocks and arrows")
    expect(box).to_be_focused()
    assert not [address for address in asked if "worker" in address]  # nothing is fetched before it is needed
    page.keyboard.type(LINES)
    picture = page.get_by_role("img", name="Blocks and arrows: 7 blocks, 5 arrows")
    expect(picture).to_be_visible()
    expect(picture.locator("text", has_text="Feed service")).to_be_visible()
    page.keyboard.type("Cache ->\nStore [databse]")
    told = page.get_by_role("status", name="Lines that are not drawn").get_by_role("listitem")
    expect(told).to_have_text(
        [
            "Line 6: An arrow needs a block on either side.",
            "Line 7: [databse] is none of service, database, queue, model, user, external.",
        ]
    )
    check_axe(page)
    shot(page, "blocks")
    saved(page)
    assert part_of(interview, part=BLOCKS).text == f"{LINES}Cache ->\nStore [databse]"
    page.reload()
    expect(picture).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Finish").click()
    expect(picture).to_be_visible()
    expect(page.get_by_role("region", name="Blocks and arrows, question 1")).to_contain_text("Cache ->")
    check_axe(page)
    shot(page, "blocks-review")


@conflict
def test_what_comes_from_elsewhere_is_drawn_too(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    for tab, text in ((other, "A -> B -> C"), (page, "A -> B")):
        tab.locator("summary", has_text="Diagram").click()
        tab.get_by_role("textbox", name="Blocks and arrows").fill(text)
        if tab is other:
            saved(other)
    page.get_by_role("button", name="Use the text from elsewhere").click()
    expect(page.get_by_role("img", name="Blocks and arrows: 3 blocks, 2 arrows")).to_be_visible()


def test_markup_in_a_list_stays_words(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    page.locator("summary", has_text="Diagram").click()
    page.get_by_role("textbox", name="Blocks and arrows").fill('<img src=x onerror=alert(1)> -> B" URL="javascript')
    picture = page.get_by_role("img", name="Blocks and arrows: 2 blocks, 1 arrow")
    expect(picture).to_be_visible()
    assert picture.locator("text").all_text_contents() == ["<img src=x onerror=alert(1)>", 'B" URL="javascript']
    assert not page.locator(".diagram-picture :is(a, img, image)").count()


def test_without_scripts_the_text_is_kept_and_said_not_to_be_drawn(scripts_off: Page, interview: Interview) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    page.locator("summary", has_text="Diagram").click()
    assert "<noscript>It is drawn where scripts run; the text is kept in any case.</noscript>" in page.content()
    page.get_by_role("textbox", name="Blocks and arrows").fill("A -> B")
    page.get_by_role("button", name="Save").click()
    assert part_of(interview, part=BLOCKS).text == "A -> B"


REFERENCE = """Two stores and a ranker:

```dot A post goes to a queue and a store, and the feed service asks the store and the ranker.
digraph {
  rankdir=LR
  node [shape=box]
  "Feed service" -> "Ranker"
  "Feed service" -> "Feed store" [label="5 ms"]
  "Feed store" [shape=cylinder]
  "Post queue" -> "Feed store"
}
```
"""


def test_the_review_shows_both_pictures_and_a_checklist(
    signed_in_page: Page, learner: User, check_axe: Callable[[Page], None], shot: Callable[[Page, str], None]
) -> None:
    interview = make_interview(learner, questions=[make_design(answer=REFERENCE)], minutes=60, title="Design round")
    autosave.save(interview, 1, part=BLOCKS, text=LINES, based_on=0, now=interview.started_at)
    interviews.finish(interview, now=interview.started_at)
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}review/")
    expect(page.get_by_role("img", name="Blocks and arrows: 7 blocks, 5 arrows")).to_be_visible()
    reference = page.get_by_role("img", name="A post goes to a queue and a store")
    expect(reference).to_have_count(1)
    expect(reference).to_be_visible()  # here, and not once more in the reference answer
    checklist = page.get_by_role("group", name="Its 4 components: none ticked")
    expect(checklist.get_by_role("listitem")).to_have_text(["Feed service", "Ranker", "Feed store", "Post queue"])
    checklist.get_by_role("checkbox", name="Ranker").check()
    page.get_by_role("checkbox", name="Feed service").check()
    expect(page.get_by_role("group", name="Its 4 components: 2 ticked")).to_be_visible()
    assert interview.answers.get().drawn == ["Feed service", "Ranker"]
    check_axe(page)
    shot(page, "diagrams-review")
    page.reload()
    expect(page.get_by_role("checkbox", name="Ranker")).to_be_checked()


def test_without_scripts_the_checklist_is_a_form(scripts_off: Page, learner: User) -> None:
    interview = make_interview(learner, questions=[make_design(answer=REFERENCE)], minutes=60)
    interviews.finish(interview, now=interview.started_at)
    page = scripts_off
    page.goto(f"{interview.get_absolute_url()}review/")
    page.get_by_role("checkbox", name="Post queue").check()
    page.get_by_role("group", name="Its 4 components").locator("xpath=..").get_by_role("button").click()
    expect(page.get_by_role("checkbox", name="Post queue")).to_be_checked()
    assert interview.answers.get().drawn == ["Post queue"]
