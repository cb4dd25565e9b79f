"""A coding question in a real browser: the editor, the page around it, and what of it reaches the site."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from accounts.models import User
from practice import interviews
from practice.models import Interview, Run
from questions.content import Fact
from tests.browser.coding import LONG, TASK, outcomes, press, printed, run, words, write_code
from tests.browser.interviewing import conflict, offline, saved, sign_in_beside
from tests.factories import make_content, make_interview, make_question, part_of

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

PROMPT = "Write `add(a, b)`, which adds.\n\nIt takes two numbers or two texts, and gives their sum."


@pytest.fixture
def interview(learner: User) -> Interview:
    content = make_content(task=TASK, prompt=PROMPT)
    return make_interview(learner, questions=[make_question(content=content), make_question()], title="Mock round")


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(interview.get_absolute_url())
    expect(editor(signed_in_page)).to_be_visible()
    return signed_in_page


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


def box(page: Page) -> Locator:
    return page.locator(".part-code [data-box]")


class TestEditor:
    def test_what_is_typed_is_saved_as_ever(self, page: Page, interview: Interview) -> None:
        write_code(page, "")
        editor(page).press_sequentially("def add(a, b):\nreturn [a")
        saved(page)
        assert part_of(interview).text == "def add(a, b):\n    return [a]"  # indented, and the bracket closed

    def test_tab_indents_and_after_escape_it_leads_out(self, page: Page) -> None:
        write_code(page, "x")
        editor(page).press("Home")
        editor(page).press("Tab")
        expect(box(page)).to_have_value("    x")
        editor(page).press("Escape")
        editor(page).press("Tab")
        expect(editor(page)).not_to_be_focused()
        expect(box(page)).to_have_value("    x")

    def test_undo_survives_a_reload(self, page: Page) -> None:
        write_code(page, "first")
        editor(page).press("End")
        page.wait_for_timeout(600)  # what is typed at once is undone at once
        editor(page).press_sequentially(" second")
        saved(page)
        page.reload()
        expect(editor(page)).to_have_text("first second")
        editor(page).click()
        editor(page).press("Control+z")
        expect(box(page)).to_have_value("first")

    def test_there_is_a_search(self, page: Page) -> None:
        editor(page).click()
        editor(page).press("Control+f")
        expect(page.get_by_role("textbox", name="Find")).to_be_focused()

    def test_the_size_of_the_letters_is_kept(self, page: Page) -> None:
        size = "() => getComputedStyle(document.querySelector('.cm-editor')).fontSize"
        before = page.evaluate(size)
        page.get_by_role("button", name="Larger code").click()
        larger = page.evaluate(size)
        page.reload()
        expect(editor(page)).to_be_visible()
        assert float(before[:-2]) < float(larger[:-2])
        assert page.evaluate(size) == larger

    @conflict
    def test_two_texts_are_chosen_from_and_the_editor_shows_the_chosen_one(
        self, page: Page, interview: Interview
    ) -> None:
        other = page.context.new_page()
        other.goto(interview.get_absolute_url())
        write_code(other, "def add(a, b): return 0  # elsewhere")
        saved(other)
        write_code(page, "def add(a, b): return 1  # here")
        page.get_by_role("button", name="Use the text from elsewhere").click()
        expect(editor(page)).to_have_text("def add(a, b): return 0  # elsewhere")
        expect(editor(page)).to_be_focused()
        saved(page)
        assert part_of(interview).text.endswith("# elsewhere")


class TestPage:
    def test_the_divider_moves_by_keys_and_by_mouse_and_stays(self, page: Page) -> None:
        divider = page.get_by_role("separator", name="Width of the question")
        width = "() => document.querySelector('#statement').getBoundingClientRect().width"
        before = page.evaluate(width)
        divider.press("ArrowRight")
        expect(divider).to_have_attribute("aria-valuenow", "42")
        assert page.evaluate(width) > before
        at = divider.bounding_box()
        assert at
        page.mouse.move(at["x"] + 8, at["y"] + 50)
        page.mouse.down()
        page.mouse.move(at["x"] - 200, at["y"] + 50)
        page.mouse.up()
        assert page.evaluate(width) < before
        kept = divider.get_attribute("aria-valuenow")
        page.reload()
        expect(page.get_by_role("separator")).to_have_attribute("aria-valuenow", kept or "")

    def test_tests_are_told_one_by_one_and_kept_with_the_part(
        self, page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
    ) -> None:
        write_code(page, "def add(a, b):\n    return int(a) + b\n")
        press(page, "Test")
        assert outcomes(page) == ["passed small numbers", "failed texts"]
        expect(words(page)).to_have_text("1 of 2 tests passed.")
        expect(page.locator("[data-tests]")).to_contain_text("ValueError: invalid literal for int()")
        saved(page)
        check_axe(page)
        shot(page, "coding-tested")
        kept = Run.objects.get()
        assert (kept.part, kept.passed, kept.failed, kept.had_hidden) == (part_of(interview), 1, 1, False)
        assert kept.code == part_of(interview).text

    @offline
    def test_what_was_run_without_a_network_is_kept_when_it_is_back(self, page: Page) -> None:
        run(page, "print('there')")
        expect(page.locator("[data-unkept]")).to_be_hidden()
        page.context.set_offline(True)
        run(page, "print('in the tunnel')")
        expect(page.get_by_text("Not kept on the site yet")).to_be_visible()
        assert [kept.code for kept in Run.objects.all()] == ["print('there')"]
        page.context.set_offline(False)
        expect(page.locator("[data-unkept]")).to_be_hidden()
        assert sorted(kept.code for kept in Run.objects.all()) == ["print('in the tunnel')", "print('there')"]

    def test_hidden_tests_are_not_on_the_page(self, page: Page) -> None:
        assert "test_nothing" not in page.content()
        expect(page.get_by_text("1 hidden until the end")).to_be_attached()

    def test_one_types_on_while_python_loads(self, page: Page) -> None:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.context.route("**/*.wasm", hold)
        write_code(page, "print(1)")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator("[data-runner-state]")).to_contain_text("Loading Python")
        editor(page).press("Control+End")
        editor(page).press_sequentially("  # and on")
        expect(box(page)).to_have_value("print(1)  # and on")
        for route in held:
            route.continue_()
        expect(words(page)).to_contain_text("Ended after", timeout=LONG)

    def test_control_and_enter_runs(self, page: Page) -> None:
        write_code(page, "print('by key')")
        editor(page).press("Control+Enter")
        expect(words(page)).to_contain_text("Ended after", timeout=LONG)
        assert printed(page) == "by key"
        expect(box(page)).to_have_value("print('by key')")

    def test_a_page_without_code_loads_none_of_it(self, signed_in_page: Page, interview: Interview) -> None:
        asked: list[str] = []
        signed_in_page.on("request", lambda request: asked.append(request.url))
        signed_in_page.goto(f"{interview.get_absolute_url()}2/")
        signed_in_page.wait_for_load_state("networkidle")
        assert [url for url in asked if "pyodide" in url or "runner" in url or "code-editor" in url] == []
        assert signed_in_page.evaluate("crossOriginIsolated") is False

    def test_facts_are_asked_for_beside_the_code(self, signed_in_page: Page, learner: User) -> None:
        facts = (Fact(asked_by=("log", "logs"), told="The loss is nan from step 12 on."),)
        question = make_question(content=make_content(task=TASK, prompt=PROMPT, facts=facts))
        interview = make_interview(learner, questions=[question], interviewer="on")
        page = signed_in_page
        page.goto(interview.get_absolute_url())
        write_code(page, "def add(a, b): ...")
        page.get_by_text("Ask the interviewer").first.click()
        page.get_by_role("textbox", name="Ask the interviewer").fill("May I see the log?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("The loss is nan from step 12 on.")).to_be_visible()
        expect(box(page)).to_have_value("def add(a, b): ...")
        expect(editor(page)).to_have_text("def add(a, b): ...")


class TestWithout:
    def test_scripts(self, scripts_off: Page, interview: Interview, shot: Shot) -> None:
        page = scripts_off
        page.goto(interview.get_absolute_url())
        expect(page.get_by_text("To run code takes JavaScript.")).to_be_visible()
        page.get_by_label("Your code").fill("def add(a, b):\n    return a + b\n")
        page.get_by_role("button", name="Next").click()
        expect(page).to_have_title("2 of 2 · Mock round · Dry Run")
        assert part_of(interview).text == "def add(a, b):\n    return a + b\n"

    def test_memory_that_a_page_can_share(self, signed_in_page: Page, interview: Interview) -> None:
        """Where a browser or a proxy leaves the isolating headers out, a loop is ended with its worker."""
        page = signed_in_page

        def without(route: Route) -> None:
            answer = route.fetch()
            headers = {name: value for name, value in answer.headers.items() if "embedder" not in name}
            route.fulfill(response=answer, headers=headers)

        page.route("**/interviews/*/1/", without)
        page.goto(f"{interview.get_absolute_url()}1/")
        assert page.evaluate("crossOriginIsolated") is False
        run(page, "print('here')")
        assert printed(page) == "here"
        write_code(page, "while True: pass")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible(timeout=LONG)
        press(page, "Stop")
        expect(words(page)).to_contain_text("started anew")
        run(page, "print('again')")
        assert printed(page) == "again"

    @pytest.mark.expects_console("WebAssembly", "Content Security Policy")
    def test_leave_to_run_web_assembly(self, signed_in_page: Page, interview: Interview) -> None:
        page = signed_in_page

        def forbidding(route: Route) -> None:
            answer = route.fetch()
            policy = answer.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
            route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

        page.context.route("**/runner/", forbidding)
        page.goto(interview.get_absolute_url())
        write_code(page, "print(1)")
        page.get_by_role("button", name="Run", exact=True).click()
        sentence = "This browser cannot run Python here. You can write and hand in all the same; nothing else changes."
        expect(words(page)).to_have_text(sentence)
        saved(page)
        assert part_of(interview).text == "print(1)"

    def test_web_assembly_at_all(self, context: BrowserContext, signed_in_page: Page, interview: Interview) -> None:
        context.add_init_script("delete globalThis.WebAssembly;")
        signed_in_page.goto(interview.get_absolute_url())
        expect(signed_in_page.get_by_text("This browser cannot run Python here.")).to_be_visible()
        write_code(signed_in_page, "print(1)")
        saved(signed_in_page)


class TestReview:
    def test_code_its_tests_and_the_reference_and_run_it_again(
        self, signed_in_page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot
    ) -> None:
        part = part_of(interview)
        part.text, part.revision = "def add(a, b):\n    return a + b  # mine\n", 1
        part.save()
        interviews.finish(interview, now=timezone.now())
        page = signed_in_page
        page.goto(f"{interview.get_absolute_url()}review/")
        code = page.get_by_role("region", name="Your code, question 1")
        expect(code.locator(".k").first).to_have_text("def")
        expect(page.get_by_text("No test was run.")).to_be_visible()
        press(page, "Test")
        expect(words(page)).to_have_text("3 of 3 tests passed.")
        expect(page.locator("[data-tests]")).to_contain_text("nothing (hidden)")
        page.get_by_text("Reference answer").first.click()  # which is fetched, and the comparison with it
        page.get_by_text("Compare with the reference solution").click()
        expect(page.locator(".diff-code ins")).to_contain_text("# mine")
        check_axe(page)
        shot(page, "coding-review")
        page.reload()
        expect(page.get_by_text("Afterwards: 3 of 3 tests passed")).to_be_visible()
        assert Run.objects.get().had_hidden


@pytest.mark.skipif("numpy" not in settings.PYODIDE_PACKAGES, reason="numpy is not here (make numpy, then bin/build).")
def test_numpy(signed_in_page: Page, learner: User) -> None:
    task = replace(
        TASK,
        tests="import numpy as np\ndef test_sum():\n    assert np.allclose(add(np.ones(2), 1), [2, 2]), 'all'\n",
        requires=("numpy",),
    )
    interview = make_interview(learner, questions=[make_question(content=make_content(task=task))])
    page = signed_in_page
    page.goto(interview.get_absolute_url())
    write_code(page, "import numpy as np\n\ndef add(a, b):\n    return np.add(a, b)\n")
    press(page, "Test")
    expect(words(page)).to_have_text("1 of 1 test passed.")
    run(page, "import numpy as np\nprint(np.eye(2))\nnp.array = None")
    run(page, "import numpy as np\nprint(np.array([1, 2]) * 2)")
    assert printed(page) == "[2 4]"


def test_without_numpy_the_page_says_why_it_is_not_offered(
    signed_in_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PYODIDE_PACKAGES", frozenset())
    question = make_question(content=make_content(task=replace(TASK, requires=("numpy",))))
    signed_in_page.goto(question.get_absolute_url())
    expect(signed_in_page.get_by_text("Its code needs numpy, which this site does not have")).to_be_visible()
    expect(signed_in_page.get_by_role("button", name="Answer it without a clock")).to_have_count(0)


@pytest.mark.expects_console("401 (Unauthorized)", "403 (Forbidden)")
def test_signing_in_again_beside_an_isolated_page(page: Page, interview: Interview, learner: User) -> None:
    """The page shares no window with others, so the sign-in tells it over a channel that it is done."""
    page.context.clear_cookies()
    write_code(page, "typed = 'while signed out'")
    sign_in_beside(page, learner)
    assert part_of(interview).text == "typed = 'while signed out'"
