"""Runs a learner's code and its tests in the browser's Python: static/js/runner/worker.js calls it, in a worker.

Each run begins anew: its own namespace, an empty folder, and builtins and modules as they were, whatever the code
before has put in their place. What it uses itself it holds under names of its own for the same reason. It needs
nothing of a browser, so the tests of tests/questions/test_harness.py run it in any Python 3.12.
"""

import ast
import builtins
import gc
import importlib
import io
import json
import linecache
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback
import types
from time import perf_counter

# What solutions import most. It is here before the first run, and what a run puts in its place is put back.
RESTORED = (
    *("builtins", "bisect", "collections", "copy", "dataclasses", "functools", "heapq", "io", "itertools", "json"),
    *("math", "operator", "os", "random", "re", "statistics", "string", "time", "typing"),
)
CODE, TESTS, LINE = "your code", "the tests", "your line"
OWN = {CODE, TESTS, LINE}
MOST_OUTPUT = 100_000  # characters of one run; what is printed beyond is counted
MOST_DEPTH = 10_000  # to which code may lift the limit of recursion; without one it fills the memory
LONGEST_VALUE = 1_000  # characters of an expected or a found value
FLUSH_AFTER = 0.05  # seconds
COMPARING = re.compile("near|close|same|equal", re.IGNORECASE)
HINTS = {
    "can't start new thread": "The browser's Python has no threads: call the function itself.",
    "EOF when reading a line": "input() found nothing to read. Write its lines into the box “Input” before you run.",
    "maximum recursion depth exceeded": "The function calls itself without end, or too deeply: look at its base case.",
    "No module named": "Here stand the standard library and what the task requires; no other package can be imported.",
    "MemoryError": "The code took more memory than it may have.",
    "SystemExit": "The code ended the program itself; tests need it to return.",
}


class Expected(str):
    """The message of a test's assert, with what it compared."""

    __slots__ = ("expected", "got")


class Harness:
    """`emit` takes what happens, as JSON; `ask` gives a line for input(), None where there is none, False to stop;
    `is_over` says that all shall stop."""

    def __init__(self, emit, ask=lambda: None, is_over=lambda: False):
        self._emit, self._ask, self._is_over = emit, ask, is_over
        shared = (*RESTORED, *(name for name in ("numpy", "numpy.random", "numpy.linalg") if name in sys.modules))
        kept = {name: importlib.import_module(name) for name in shared}
        self._names = {name: dict(vars(module)) for name, module in kept.items()}
        self._modules = dict(sys.modules)
        self._depth, deepen = sys.getrecursionlimit(), sys.setrecursionlimit
        self._set_depth = sys.setrecursionlimit = lambda limit: deepen(min(limit, MOST_DEPTH))
        self._path, self._home = list(sys.path), os.getcwd()
        self._folder = ""
        self._space = {}
        self._out = _Out(self._tell)

    # --- What the page asks for

    def run(self, code, stdin=""):
        """Run `code` as a program; what `line` evaluates later finds its names."""
        begun = self._begin("__main__", stdin)
        outcome = self._guarded(self._execute, code, CODE)
        return self._end(begun, outcome)

    def line(self, text):
        """Evaluate a line among the names that the last run left, and show its value."""
        begun = self._streams("")
        outcome = self._guarded(self._show, text)
        return self._end(begun, outcome)

    def test(self, code, suites, skip=()):
        """Run `code`, then each suite (its name, its tests) in the same namespace, then every function test_…()."""
        begun = self._begin("task", "", ask=lambda: None)
        outcome = self._guarded(self._execute, code, CODE)
        for name, source in suites if outcome["outcome"] == "ended" else ():
            outcome = self._suite(name, source, set(skip))
            if outcome["outcome"] != "ended":
                break
        return self._end(begun, outcome)

    # --- Tests

    def _suite(self, suite, source, skip):
        outcome = self._guarded(self._execute, source, TESTS)
        if outcome["outcome"] != "ended":
            return outcome
        for name in [name for name in _tests_of(source) if name not in skip]:
            self._tell(type="begins", name=name, suite=suite)
            began = perf_counter()
            found = self._guarded(self._space.get(name) or _gone)
            took = round((perf_counter() - began) * 1000)
            passed = found["outcome"] == "ended"
            self._tell(type="tested", name=name, suite=suite, passed=passed, milliseconds=took, **found)
            if self._is_over():
                return {"outcome": "stopped"}
        return outcome

    # --- One piece of code

    def _execute(self, source, name):
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        tree = ast.parse(source, name)
        if name == TESTS:
            tree = ast.fix_missing_locations(_Explained().visit(tree))
        exec(compile(tree, name, "exec", dont_inherit=True), self._space)

    def _show(self, text):
        linecache.cache[LINE] = (len(text), None, text.splitlines(keepends=True), LINE)
        tree = ast.parse(text, LINE)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, LINE, "exec", dont_inherit=True), self._space)
        if last and (value := eval(compile(ast.Expression(last.value), LINE, "eval"), self._space)) is not None:
            self._out.write(_short(value) + "\n")

    def _guarded(self, function, *arguments):
        """Do it; whatever a learner's code raises is told, never raised further."""
        raised = None
        try:
            function(*arguments)
        except BaseException as error:
            raised = error
        try:
            self._put_back()
        except KeyboardInterrupt:  # a stop that came when the code had just ended
            self._put_back()
        if raised is None:
            return {"outcome": "ended"}
        if isinstance(raised, KeyboardInterrupt):
            return {"outcome": "stopped"}
        if isinstance(raised, SystemExit):
            said = "" if raised.code is None else repr(raised.code)
            return {"outcome": "exited", "message": f"sys.exit({said})", "hint": HINTS["SystemExit"]}
        told = _told(raised)
        raised = None  # its frames hold all that the code had
        return {"outcome": "failed", **told}

    # --- Around it

    def _begin(self, name, stdin, ask=None):
        self._restore()
        module = types.ModuleType(name)
        module.__dict__["__builtins__"] = builtins
        sys.modules[name] = module
        self._space = module.__dict__
        self._folder = tempfile.mkdtemp(prefix="run-")
        os.chdir(self._folder)
        return self._streams(stdin, ask)

    def _streams(self, stdin, ask=None):
        self._out.leave()
        self._out = _Out(self._tell)
        sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = self._out
        sys.stdin = sys.__stdin__ = _In(stdin, ask or self._ask, self._out)
        return perf_counter()

    def _end(self, begun, outcome):
        took = round((perf_counter() - begun) * 1000)
        self._out.flush()
        return json.dumps({**outcome, "milliseconds": took, "unshown": self._out.unshown})

    def _put_back(self):
        """Put back what the code has replaced in the modules that it shares with us."""
        for name, names in self._names.items():
            space = vars(self._modules[name])
            for added in space.keys() - names.keys():
                del space[added]
            space.update(names)

    def _restore(self):
        """Begin anew: forget what the run before imported, but for numpy's own modules, and its files."""
        self._out.leave()
        self._put_back()
        for name in [name for name in sys.modules if name not in self._modules and not name.startswith("numpy")]:
            del sys.modules[name]
        sys.modules.update(self._modules)
        sys.path[:] = self._path
        os.chdir(self._home)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._space = {}
        gc.collect()
        sys.setrecursionlimit = self._set_depth
        self._set_depth(self._depth)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # by which Stop works

    def _tell(self, **what):
        self._emit(json.dumps(what))


class _Out(io.TextIOBase):
    """What is printed, told in pieces, up to a bound."""

    encoding = "utf-8"

    def __init__(self, tell):
        self._tell, self._pieces, self._size, self._told_at = tell, [], 0, perf_counter()
        self._room = MOST_OUTPUT
        self.unshown = 0

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        shown = text[: self._room]
        self.unshown += len(text) - len(shown)
        if shown:
            self._room -= len(shown)
            self._pieces.append(shown)
            self._size += len(shown)
            if self._size > 4096 or perf_counter() - self._told_at > FLUSH_AFTER:
                self.flush()
        return len(text)

    def leave(self):
        """What the run before still says, of an end that came late, is no part of the next one."""
        self._pieces, self._room = [], 0

    def flush(self):
        if self._pieces:
            text, self._pieces, self._size = "".join(self._pieces), [], 0
            self._tell(type="output", text=text)
        self._told_at = perf_counter()


class _In(io.TextIOBase):
    """What input() reads: the lines that were given, then those that the page is asked for."""

    encoding = "utf-8"

    def __init__(self, text, ask, out):
        self._given, self._ask, self._out = io.StringIO(text), ask, out

    def readable(self):
        return True

    def readline(self, size=-1):
        line = self._given.readline()
        if not line:
            self._out.flush()
            asked = self._ask()
            if asked is False:
                raise KeyboardInterrupt
            line = "" if asked is None else f"{asked}\n"
        if line:
            self._out.write(line if line.endswith("\n") else f"{line}\n")  # as a terminal shows what is typed
        return line

    def read(self, size=-1):
        return self._given.read(size)


class _Explained(ast.NodeTransformer):
    """Makes a test's asserts tell what they expected and what they got.

    `assert a and b` becomes two. `assert left == right` and `assert _near(left, right)` work out both sides once and
    put them on the message. The meaning stays; so do the lines.
    """

    def visit_Assert(self, node):
        if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And):
            parts = [ast.copy_location(ast.Assert(part, node.msg), node) for part in node.test.values]
            return [made for part in parts for made in _as_list(self.visit_Assert(part))]
        if isinstance(node.test, ast.Compare) and len(node.test.ops) == 1:
            sides = [node.test.left, node.test.comparators[0]]
            names = self._names(node, sides)
            test = ast.Compare(names[0], node.test.ops, [names[1]])
            sign = _SIGNS[type(node.test.ops[0])]
        elif isinstance(node.test, ast.Call) and len(node.test.args) >= 2 and COMPARING.search(_called(node.test)):
            sides = node.test.args[:2]
            if any(isinstance(side, ast.Starred) for side in sides):
                return node
            names = self._names(node, sides)
            test = ast.Call(node.test.func, [*names, *node.test.args[2:]], node.test.keywords)
            sign = ""
        else:
            return node
        swapped = _is_constant(sides[0]) and not _is_constant(sides[1])
        told = [names[1], names[0]] if swapped else list(names)
        message = node.msg or ast.Constant("")
        explained = ast.Call(
            ast.Name(_EXPLAIN, ast.Load()),
            [ast.Lambda(ast.arguments([], [], None, [], [], None, []), message), *told, ast.Constant(sign)],
            [],
        )
        stored = [ast.Assign([ast.Name(name.id, ast.Store())], side) for name, side in zip(names, sides, strict=True)]
        made = [*stored, ast.Assert(test, explained)]
        return [ast.copy_location(each, node) for each in made]

    @staticmethod
    def _names(node, sides):
        place = f"{node.lineno}_{node.col_offset}"
        return [ast.Name(f"__side_{number}_{place}", ast.Load()) for number in range(len(sides))]


_EXPLAIN = "__explained"
_SIGNS = {
    ast.Eq: "",
    ast.NotEq: "something other than ",
    ast.Lt: "less than ",
    ast.LtE: "at most ",
    ast.Gt: "more than ",
    ast.GtE: "at least ",
    ast.Is: "",
    ast.IsNot: "something other than ",
    ast.In: "one of ",
    ast.NotIn: "none of ",
}


def _explained(message, got, expected, sign):
    told = Expected(message())
    told.got, told.expected = _short(got), sign + _short(expected)
    return told


vars(builtins)[_EXPLAIN] = _explained


def _as_list(made):
    return made if isinstance(made, list) else [made]


def _called(call):
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _is_constant(node):
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def _tests_of(source):
    """The names of a suite's tests, in their order."""
    body = ast.parse(source).body
    return [node.name for node in body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def _gone():
    raise NameError("the test is gone: the code has taken it away")


def _short(value):
    try:
        text = repr(value)
    except Exception as error:
        text = f"<a {type(value).__name__} whose repr() fails: {type(error).__name__}>"
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def _told(error):
    """An exception as a page shows it: without our frames, with the line of the code that it happened in."""
    shown = traceback.TracebackException(type(error), error, error.__traceback__, compact=True)
    each = shown
    while each:
        each.stack[:] = [frame for frame in each.stack if frame.filename in OWN]
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    lines = [frame.lineno for frame in shown.stack if frame.filename == CODE]
    if isinstance(error, SyntaxError) and error.filename == CODE:
        lines = [error.lineno]
    word = f"{type(error).__name__}: {error}".removesuffix(": ")
    trace = "".join(shown.format())[:20_000]
    told = {"message": word[: 2 * LONGEST_VALUE], "trace": trace, "line": lines[-1] if lines else 0}
    if isinstance(error, AssertionError):
        told["message"] = str(error)[: 2 * LONGEST_VALUE]
        if error.args and isinstance(error.args[0], Expected):
            told |= {"expected": error.args[0].expected, "got": error.args[0].got}
    told["hint"] = next((hint for sign, hint in HINTS.items() if sign in word), "")
    return told
