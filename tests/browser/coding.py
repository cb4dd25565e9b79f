"""What tests of code that runs in the browser share."""

from playwright.sync_api import Locator, Page, expect

from questions.content import Task

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
    """The sentence that says what came of a run."""
    return page.locator("[data-words]")


def output(page: Page) -> Locator:
    return page.locator("[data-output]")


def press(page: Page, button: str) -> None:
    """Press a button of the panel, and wait for the sentence that ends it."""
    page.locator("[data-words]").evaluate("words => words.textContent = ''")
    page.get_by_role("button", name=button, exact=True).click()
    expect(words(page)).not_to_be_empty(timeout=LONG)


def run(page: Page, code: str) -> None:
    write_code(page, code)
    press(page, "Run")


def outcomes(page: Page) -> list[str]:
    """Each test of the last run: passed or failed, and its name."""
    rows = page.locator("[data-tests] > li")
    return [
        f"{row.locator('[data-word]').inner_text()} {row.locator('[data-name]').inner_text()}" for row in rows.all()
    ]


def printed(page: Page) -> str:
    return output(page).inner_text().rstrip("\n")
