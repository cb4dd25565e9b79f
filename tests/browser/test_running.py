"""What code does in the browser's Python, and what it cannot do. One page serves all tests of this file: Python takes
seconds to start, and the site has no part in what runs here.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Worker, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.coding import LONG, TASK, outcomes, output, press, printed, run, words, write_code
from tests.browser.conftest import session_cookie
from tests.factories import make_content, make_interview, make_question, make_user

READY = "[data-runner][data-state=ready]"


@pytest.fixture(scope="module")
def page(
    browser: Browser, browser_context_args: dict[str, Any], django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Page]:
    """A coding question whose saves go nowhere: the database is emptied after the first test, and the page stays."""
    context = browser.new_context(**browser_context_args)
    with django_db_blocker.unblock():
        learner = make_user()
        interview = make_interview(learner, questions=[make_question(content=make_content(task=TASK))])
        context.add_cookies([session_cookie(learner, browser_context_args["base_url"])])
        page = context.new_page()
        page.goto(interview.get_absolute_url())
        for ending in ("save/", "runs/", "state/"):
            context.route(f"**/{ending}", lambda route: route.abort())
        page.set_default_timeout(30_000)
        run(page, "print('first')")
        expect(output(page)).to_have_text("first\n")
    yield page
    context.close()


@pytest.fixture(autouse=True)
def ready(page: Page) -> None:
    expect(page.locator(READY)).to_be_visible(timeout=LONG)


def stop_after(page: Page, code: str) -> float:
    """Run what does not end, press Stop once it has printed something: the milliseconds until it stands still."""
    write_code(page, code)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(output(page)).to_contain_text("on", timeout=LONG)
    return float(
        page.evaluate(
            """() => new Promise((resolve) => {
                const panel = document.querySelector("[data-runner]");
                const began = performance.now();
                new MutationObserver(() => panel.dataset.state === "ready" && resolve(performance.now() - began))
                    .observe(panel, {attributes: true});
                panel.querySelector("[data-stop]").click();
            })"""
        )
    )


def try_line(page: Page, line: str) -> str:
    if not page.locator("[data-own-line]").is_visible():
        page.get_by_text("Your own input").click()
    page.locator("[data-own-line]").fill(line)
    press(page, "Try")
    return printed(page).partition("\n")[2]


class TestRun:
    def test_what_is_printed_and_the_input_that_was_given(self, page: Page) -> None:
        page.locator("[data-stdin]").evaluate("box => box.value = 'Ada\\n36'")
        run(page, 'name = input("Name? ")\nage = int(input())\nprint(f"{name} is {age}")')
        page.locator("[data-stdin]").evaluate("box => box.value = ''")
        assert printed(page) == "Name? Ada\n36\nAda is 36"

    def test_an_error_names_the_line_and_shows_none_of_our_frames(self, page: Page) -> None:
        run(page, "def f():\n    return 1 / 0\n\n\nf()\n")
        assert words(page).inner_text() == "Line 2: ZeroDivisionError: division by zero"
        trace = page.locator(".output [data-trace]").inner_text()
        assert trace.splitlines()[:3] == [
            "Traceback (most recent call last):",
            '  File "your code", line 5, in <module>',
            "    f()",
        ]
        assert "pyodide" not in trace
        assert "harness" not in trace

    def test_what_is_no_python_is_told_with_its_line(self, page: Page) -> None:
        run(page, "x = 1\ndef f(:\n    pass\n")
        assert words(page).inner_text().startswith("Line 2: SyntaxError: invalid syntax")

    def test_input_that_was_not_given_is_asked_for(self, page: Page) -> None:
        write_code(page, 'print("Hello", input("Who? "))')
        page.get_by_role("button", name="Run", exact=True).click()
        page.get_by_label("The program reads a line").fill("Grace")
        page.get_by_label("The program reads a line").press("Enter")
        expect(words(page)).to_contain_text("Ended after")
        assert printed(page) == "Who? Grace\nHello Grace"

    def test_somebody_may_say_that_there_is_no_more_input(self, page: Page) -> None:
        write_code(page, "input()")
        page.get_by_role("button", name="Run", exact=True).click()
        page.get_by_role("button", name="No more lines").click()
        expect(words(page)).to_have_text("Line 1: EOFError: EOF when reading a line")

    def test_a_line_is_tried_among_the_names_of_the_last_run(self, page: Page) -> None:
        run(page, "def double(x):\n    return 2 * x\n")
        assert try_line(page, "double([1])") == "[1, 1]"


class TestStop:
    def test_an_endless_loop_stops_at_once_and_its_variables_live(
        self, page: Page, record_property: Callable[[str, object], None]
    ) -> None:
        took = stop_after(page, "count = 0\nprint('on', flush=True)\nwhile True:\n    count += 1\n")
        record_property("milliseconds", took)  # to be read, not tested
        assert "Its variables are still there" in words(page).inner_text()
        assert int(try_line(page, "count")) > 1000

    def test_waiting_for_a_line_stops_too(self, page: Page) -> None:
        write_code(page, "print('on', flush=True)\ninput()")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_label("The program reads a line")).to_be_visible()
        press(page, "Stop")
        assert words(page).inner_text().startswith("Stopped.")

    def test_what_ignores_being_stopped_is_ended_with_its_worker(self, page: Page) -> None:
        ignored = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        stop_after(page, f"{ignored}print('on', flush=True)\nwhile True: pass\n")
        assert "started anew" in words(page).inner_text()
        expect(page.locator(READY)).to_be_visible(timeout=LONG)
        run(page, "print('alive')")
        assert printed(page) == "alive"


class TestGoneWild:
    def test_memory(self, page: Page) -> None:
        run(page, "kept = []\nwhile True:\n    kept.append(bytearray(10_000_000))\n")
        assert "MemoryError" in words(page).inner_text()
        run(page, "print('alive')")
        assert printed(page) == "alive"

    def test_a_million_lines(self, page: Page) -> None:
        run(page, "for number in range(1_000_000):\n    print(number)\n")
        assert len(printed(page)) <= 100_000
        assert page.locator("[data-unshown]").inner_text().startswith("6,788,890 more characters")

    def test_files(self, page: Page) -> None:
        run(page, "with open('big', 'wb') as file:\n    while True:\n        file.write(bytes(10_000_000))\n")
        assert "No space left on device" in words(page).inner_text()
        run(page, "import os\nprint(os.listdir())")
        assert printed(page) == "[]"

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("import sys\nsys.exit(3)", "Ended by sys.exit(3)"),
            ("raise SystemExit", "Ended by sys.exit()"),
            ("def f(n): return f(n + 1)\nf(0)", "RecursionError: maximum recursion depth exceeded"),
            ("class A:\n    def __repr__(self): return repr(self)\nrepr(A())", "calls itself too deeply"),
            ("import threading\nthreading.Thread(target=print).start()", "RuntimeError: can't start new thread"),
            ("import multiprocessing\nmultiprocessing.Process(target=print).start()", "Error"),
            ("import subprocess\nsubprocess.run(['ls'])", "Error"),
            ("import requests", "ModuleNotFoundError"),
        ],
    )
    def test_is_told(self, page: Page, code: str, said: str) -> None:
        run(page, code)
        assert said in words(page).inner_text()

    def test_deep_recursion_with_the_limit_lifted(self, page: Page) -> None:
        run(
            page, "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1) if n < 9_000 else n\nprint(f(0))"
        )
        assert printed(page) == "9000"
        run(page, "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)")
        assert "RecursionError" in words(page).inner_text()
        expect(page.locator(READY)).to_be_visible(timeout=LONG)
        run(page, "print('alive')")
        assert printed(page) == "alive"

    def test_leaving_the_interpreter(self, page: Page) -> None:
        run(page, "import os\nos._exit(1)")
        expect(page.locator(READY)).to_be_visible(timeout=LONG)
        run(page, "print('alive')")
        assert printed(page) == "alive"

    def test_what_a_run_puts_in_the_place_of_something_is_back_for_the_next(self, page: Page) -> None:
        run(
            page,
            "import math, builtins, json, time, sys\nmath.sqrt = len = None\nbuiltins.print = builtins.len = None\n"
            "json.dumps = time.perf_counter = None\nsys.modules['random'] = 3\n"
            "open('random.py', 'w').write('x')\nimport collections\ncollections.Counter = 3",
        )
        run(
            page,
            "import math, random, json, collections\n"
            "print(len('ab'), math.sqrt(4), random.Random(1).random() > 0, json.dumps(1), collections.Counter('a'))",
        )
        assert printed(page) == "2 2.0 True 1 Counter({'a': 1})"


def run_tests(page: Page, tests: str, code: str) -> None:
    page.locator("[data-suite=visible]").evaluate("(suite, text) => suite.textContent = text", tests)
    write_code(page, code)
    press(page, "Test")


class TestTest:
    @pytest.mark.parametrize(
        ("tests", "told"),
        [
            ("def test_a():\n    assert f(2) == 5, 'twice and one'\n", ["twice and one", "5", "4"]),
            ("def test_a():\n    assert 5 == f(2), 'twice'\n", ["twice", "5", "4"]),
            ("def test_a():\n    assert f(2) < 3, 'small'\n", ["small", "less than 3", "4"]),
            ("def test_a():\n    assert f(1) in (3, 5), 'odd'\n", ["odd", "one of (3, 5)", "2"]),
            ("def test_a():\n    assert f(1) == 2 and f(2) == 5, 'both'\n", ["both", "5", "4"]),
            (
                "import math\ndef _near(a, b): return math.isclose(a, b)\n"
                "def test_a():\n    got = f(1)\n    assert _near(got, 2.5), f'near; got {got}'\n",
                ["near; got 2", "2.5", "2"],
            ),
        ],
    )
    def test_what_was_expected_and_what_came(self, page: Page, tests: str, told: list[str]) -> None:
        run_tests(page, tests, "def f(x):\n    return 2 * x\n")
        row = page.locator("[data-tests] > li")
        assert outcomes(page) == ["failed a"]
        assert [row.locator(f"[data-{name}]").inner_text() for name in ("message", "expected", "got")] == told

    @pytest.mark.parametrize(
        ("code", "message"),
        [
            ("def f(x):\n    raise KeyError('k')\n", "KeyError: 'k'"),
            ("def f(x):\n    import sys\n    sys.exit()\n", "sys.exit()"),
            ("def f(x):\n    return input()\n", "EOFError: EOF when reading a line"),
            ("def f(x):\n    while True: pass\n", "It took longer than 5 seconds, so it was stopped."),
            ("def f(x):\n    return f(x)\n", "RecursionError: maximum recursion depth exceeded"),
        ],
    )
    def test_a_test_that_ends_otherwise_fails_and_the_next_one_runs(self, page: Page, code: str, message: str) -> None:
        run_tests(page, "def test_a():\n    assert f(1)\n\ndef test_b():\n    assert True\n", code)
        row = page.locator("[data-tests] > li").first
        assert row.locator("[data-message]").inner_text().startswith(message)
        assert outcomes(page) == ["failed a", "passed b"]
        assert words(page).inner_text() == "1 of 2 tests passed."

    def test_one_that_cannot_be_stopped_costs_python_and_no_other_test(self, page: Page) -> None:
        loop = "    while True:\n        try:\n            while True: pass\n        except BaseException: pass\n"
        stubborn = f"def f(x):\n{loop}"
        run_tests(page, "def test_a():\n    f(1)\n\ndef test_b():\n    pass\n", stubborn)
        assert outcomes(page) == ["failed a", "passed b"]

    def test_code_that_does_not_run_is_told_once(self, page: Page) -> None:
        run_tests(page, "def test_a():\n    pass\n", "1 / 0")
        assert words(page).inner_text() == "Line 1: ZeroDivisionError: division by zero"
        assert outcomes(page) == []

    def test_a_name_of_a_test_that_the_code_takes_away(self, page: Page) -> None:
        run_tests(page, "def test_a():\n    global test_b\n    del test_b\n\ndef test_b():\n    pass\n", "x = 1")
        assert words(page).inner_text() == "1 of 2 tests passed."


FROM_PYTHON = {
    "js.fetch": "import js\njs.fetch('/')",
    "js.XMLHttpRequest": "import js\njs.XMLHttpRequest.new()",
    "js.document": "import js\njs.document.title",
    "js.postMessage": "import js\njs.postMessage(1)",
    "js.localStorage": "import js\njs.localStorage.length",
    "run_js": "from pyodide.code import run_js\nrun_js('fetch(\"/\")')",
    "import()": "from pyodide.code import run_js\nrun_js('import(\"/static/dist/site.js\")')",
    "a function's constructor": "import pyodide_js\npyodide_js.toPy.constructor('return self')()",
    "pyodide.http.open_url": "from pyodide.http import open_url\nopen_url('/')",
    "pyodide.http.pyfetch": (
        "from pyodide.http import pyfetch\nimport asyncio\ntask = pyfetch('/')\ntask.send(None)\n"
    ),
    "urllib": "from urllib.request import urlopen\nurlopen('http://127.0.0.1/')",
    "socket": "import socket\nsocket.create_connection(('127.0.0.1', 80), timeout=1)",
    "loadPackage": "import pyodide_js\npyodide_js.loadPackage('micropip')\nraise OSError('nothing came')",
    "a lazy file": (
        "import pyodide_js\npyodide_js._module.FS.createLazyFile('/', 'lazy', '/', True, False)\nopen('/lazy').read()"
    ),
}


@pytest.mark.parametrize("name", FROM_PYTHON)
def test_python_reaches_nothing(page: Page, name: str) -> None:
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url))
    run(page, FROM_PYTHON[name])
    assert any(sign in words(page).inner_text() for sign in ("Error", "Exception", "Python broke"))
    ours = ("/save/", "/runs/", "/state/", "/runner/", "/static/dist/")  # the page's own, and a new start of Python
    assert [url for url in sent if not any(part in url for part in ours)] == []


def python_worker(page: Page) -> Worker:
    return page.workers[-1]


TAKEN = (
    "fetch XMLHttpRequest WebSocket EventSource WebTransport importScripts Worker SharedWorker indexedDB caches "
    "cookieStore BroadcastChannel MessageChannel RTCPeerConnection postMessage Notification document localStorage "
    "sessionStorage navigator.storage navigator.locks navigator.sendBeacon navigator.serviceWorker"
).split()


@pytest.mark.parametrize("name", TAKEN)
def test_the_worker_itself_has_no_longer(page: Page, name: str) -> None:
    object_, _, attribute = f"self.{name}".rpartition(".")
    found = python_worker(page).evaluate(
        "([object, name]) => { let at = self; for (const each of object.split('.').slice(1)) at = at[each];"
        " return [typeof at[name], name in Object.getPrototypeOf(at) && typeof Object.getPrototypeOf(at)[name]]; }",
        [object_, attribute],
    )
    assert found[0] == "undefined"


REFUSED = {
    "fetch of a page": "fetch('/interviews/').then(() => 'reached', () => 'refused')",
    "fetch of another site": "fetch('https://example.org/').then(() => 'reached', () => 'refused')",
    "XMLHttpRequest": (
        "new Promise((done) => { const request = new XMLHttpRequest(); request.open('GET', '/interviews/');"
        " request.onload = () => done('reached'); request.onerror = () => done('refused'); request.send(); })"
    ),
    "WebSocket": (
        "new Promise((done) => { try { const socket = new WebSocket('ws://' + location.host + '/');"
        " socket.onopen = () => done('reached'); socket.onerror = () => done('refused'); }"
        " catch { done('refused'); } })"
    ),
    "EventSource": (
        "new Promise((done) => { const source = new EventSource('/interviews/');"
        " source.onopen = () => done('reached'); source.onerror = () => done('refused'); })"
    ),
    "importScripts": (
        "(() => { try { importScripts('/interviews/'); return 'reached'; } catch { return 'refused'; } })()"
    ),
    "import()": "import('/interviews/').then(() => 'reached', () => 'refused')",
    "a nested worker": (
        "new Promise((done) => { try { const worker = new Worker('/runner/'); worker.onerror = () => done('refused');"
        " setTimeout(() => done('reached'), 3000); } catch { done('refused'); } })"
    ),
    "a worker from a blob": (
        "new Promise((done) => { try { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));"
        " worker.onmessage = () => done('reached'); worker.onerror = () => done('refused'); }"
        " catch { done('refused'); } })"
    ),
    "eval": (  # later: what the browser's tools evaluate themselves is exempt
        "new Promise((done) => setTimeout(() => {"
        " try { done((0, eval)('\"reached\"')); } catch { done('refused'); } }))"
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_policy_alone_refuses(page: Page, name: str) -> None:
    """In a worker that has not started, so has all that a worker has: what is left is its policy."""
    with page.expect_event("worker") as opened:
        page.evaluate("() => { window.bare = new Worker('/runner/'); }")
    bare = opened.value
    try:
        assert bare.evaluate(f"async () => await {REFUSED[name]}") == "refused"
    finally:
        page.evaluate("() => window.bare.terminate()")


def test_every_answer_of_the_worker_is_plain_data(page: Page) -> None:
    run(page, "print('<img src=x onerror=alert(1)>')")
    assert printed(page) == "<img src=x onerror=alert(1)>"
    assert json.loads(page.evaluate("JSON.stringify([...document.querySelectorAll('img')].length)")) == 0
