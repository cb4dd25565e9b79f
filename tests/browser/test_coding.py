"""A coding question in a real browser: the editor, Python in its worker, and what of it reaches the site."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from practice.models import Interview, Run
from questions.content import Task
from tests.browser.interviewing import saved
from tests.factories import make_content, make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

LONG = 120_000  # milliseconds for the browser's Python to start on a machine that has much to do
TASK = Task(
    starter="def add(a, b):\n    raise NotImplementedError\n",
    solution="def add(a, b):\n    return a + b\n",
    tests="""def test_small_numbers():
    assert add(1, 2) == 3, "one and two are three"


def test_texts():
    assert add("a", "b") == "ab", "texts are put together"
""",
    hidden_tests="def test_nothing():\n    assert add(0, 0) == 0\n",
)


@pytest.fixture
def interview(learner: User) -> Interview:
    content = make_content(task=TASK, prompt="Write `add(a, b)`, which adds.\n\nIt takes two of anything.")
    return make_interview(learner, questions=[make_question(content=content), make_question()], title="Mock round")


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(interview.get_absolute_url())
    return signed_in_page


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Your code")


def write_code(page: Page, code: str) -> None:
    """As if it were pasted: an editor indents by itself what is typed."""
    expect(page.locator(".cm-content")).to_be_visible()
    page.locator(".cm-content").evaluate(
        """(content, code) => {
            content.focus();
            const data = new DataTransfer();
            data.setData("text/plain", code);
            document.getSelection().selectAllChildren(content);
            content.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        code,
    )
    expect(page.locator(".part-code [data-box]")).to_have_value(code)


def words(page: Page) -> Locator:
    return page.locator("[data-words]")


def run(page: Page, code: str) -> None:
    write_code(page, code)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(words(page)).not_to_be_empty(timeout=LONG)


def output(page: Page) -> Locator:
    return page.locator("[data-output]")


def test_own_input_output_and_a_traceback_with_the_right_line(page: Page) -> None:
    page.get_by_text("Your own input").click()
    page.get_by_label("Input: a line for each input()").fill("Ada\n36")
    run(
        page,
        'name = input("Name? ")\nage = int(input())\nprint(f"{name} is {age}")\n\ndef f():\n    return 1 / 0\n\nf()\n',
    )
    expect(output(page)).to_have_text("Name? Ada\n36\nAda is 36\n")
    expect(words(page)).to_have_text("Line 6: ZeroDivisionError: division by zero")
    expect(page.locator(".output [data-trace]")).to_contain_text('File "your code", line 8, in <module>')
    expect(page.locator(".output [data-trace]")).not_to_contain_text("pyodide")
