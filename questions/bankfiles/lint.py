"""The bank's linter, which CI runs: what a file must be beyond being readable (docs/curating.md gives the rules)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from questions import markdown, maths
from questions.content import Content, Entry, Problem, Task
from questions.models import Difficulty, Kind
from questions.similarity import Wordings, wording

from . import (
    browser_libraries,
    lint_answer,
    lint_code,
    lint_diagrams,
    lint_interviewer,
    lint_maths,
    question_file,
)
from .load import INDEX, BankFiles, read_bank

LONGEST_HEADLINE = 140
LONGEST_POINT = 32  # words
_TESTS = {"Tests": (6, 12), "Hidden tests": (1, 12)}
_COUNTS = {"Hints": (2, 3), "Key points": (4, 8), "Follow-ups": (2, 4), "Mistakes": (2, 4)}

_FENCED = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2`*~*$", re.DOTALL | re.MULTILINE)
_BLOCK_MATHS = re.compile(r"\$\$.*?\$\$", re.DOTALL)
_CODE_OR_MATHS = re.compile(r"`[^`\n]*`|\$[^$\n]*\$")
_HTML = re.compile(r"<(?!https?:)/?[a-zA-Z][^>\n]*>")
_HEADING = re.compile(r"^#{1,2} ", re.MULTILINE)
_LINK = re.compile(r"(?P<image>!?)\[[^\]]*\]\((?P<url>[^)\s]*)\)")

_TOP = "1"

type Finding = tuple[str, str]  # the section that it concerns ("" is the question itself) or a line; and what is wrong


@dataclass(kw_only=True)
class Checked:
    problems: list[Problem] = field(default_factory=list)
    questions: int = 0
    maths_checked: bool = True
    not_run: list[str] = field(default_factory=list)  # code that requires what is not installed here, and why
    diagrams_checked: bool = True


def check_bank(folder: Path) -> Checked:
    """Check every file of a bank. Raises BankError where files cannot be read at all."""
    files = read_bank(folder)
    result = Checked(questions=len(files.entries))
    texts = {entry.file: (folder / entry.file).read_text(encoding="utf-8") for entry in files.entries}
    for entry in files.entries:
        findings = [*_canonical(entry, texts[entry.file]), *_findings(entry)]
        result.problems += _located(entry, texts[entry.file], findings)
    result.problems += _unlisted(files)
    result.problems += _alike(files.entries)
    runnable = [entry for entry in files.entries if _can_run(entry, result.not_run)]
    for entry, findings in _code(runnable):
        result.problems += _located(entry, texts[entry.file], findings)
    for checked, check in (("maths_checked", _maths), ("diagrams_checked", _diagrams)):
        try:
            for entry, findings in check(files.entries):
                result.problems += _located(entry, texts[entry.file], findings)
        except (maths.NotInstalled, browser_libraries.NotInstalled):
            setattr(result, checked, False)
    result.problems.sort(key=lambda problem: (problem.file, problem.line))
    return result


def _located(entry: Entry, text: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    lines = question_file.lines_of_sections(text)
    for section, message in findings:
        line = int(section) if section.isdigit() else lines.get(section, 1)
        yield Problem(
            line=line, message=f"{section}: {message}" if section in lines and section else message, file=entry.file
        )


# --- One file


def _canonical(entry: Entry, text: str) -> Iterator[Finding]:
    """The form that `dump_bank` writes, so that a dump after a load changes nothing."""
    wanted = question_file.write(entry).split("\n")
    for number, line in enumerate(text.split("\n"), 1):
        if number > len(wanted) or line != wanted[number - 1]:
            expected = wanted[number - 1] if number <= len(wanted) else "the end"
            yield str(number), f"not in canonical form; expected {expected[:80]!r}"
            return
    if len(text.split("\n")) < len(wanted):
        yield str(len(wanted)), "the file ends too early"


def _findings(entry: Entry) -> Iterator[Finding]:
    if entry.kind not in Kind.values:
        yield _TOP, f"the kind {entry.kind!r} is none of {', '.join(Kind.values)}"
        return
    yield from _front_matter(entry)
    yield from _prompt(entry.content)
    yield from _lists(entry.content)
    yield from _answer(entry)
    yield from lint_interviewer.findings(entry)
    yield from lint_answer.findings(entry)
    if Kind(entry.kind).traits.has_code and not entry.content.task:
        yield "", f"a {entry.kind} question needs Starter, Solution and Tests"
    if entry.content.task and not entry.content.task.hidden_tests:
        yield "Hidden tests", "0 tests, wanted 1 to 12"
    for name, text in _passages(entry.content):
        yield from ((name, message) for message in _markup(name, text))
        for diagram in markdown.diagrams(text):
            yield from ((name, message) for message in lint_diagrams.findings(diagram))


def _front_matter(entry: Entry) -> Iterator[Finding]:
    low, high = Kind(entry.kind).traits.minutes
    if entry.difficulty not in Difficulty.values:
        yield _TOP, f"the difficulty {entry.difficulty!r} is none of {', '.join(Difficulty.values)}"
    if not low <= entry.minutes <= high:
        yield _TOP, f"minutes: {entry.minutes}, for this kind {low} to {high}"
    if not 2 <= len(entry.tags) <= 4:
        yield _TOP, f"tags: {len(entry.tags)}, wanted 2 to 4"
    for tag in entry.tags:
        if tag != tag.lower() and not re.search(r"[A-Z]{2}|[A-Z]\w*[A-Z]|\b[A-Z]\b", tag):
            yield _TOP, f"the tag {tag!r} is not lower-case"
    if not 1 <= len(entry.content.sources) <= 3:
        yield _TOP, f"sources: {len(entry.content.sources)}, wanted 1 to 3"
    for source in entry.content.sources:
        if not source.startswith("https://") or not _is_address(source):
            yield _TOP, f"the source {source!r} is not an address that starts with https://"


def _prompt(content: Content) -> Iterator[Finding]:
    headline = content.prompt.split("\n\n", 1)[0]
    if "\n" in headline or len(headline) > LONGEST_HEADLINE:
        yield (
            "",
            f"the first paragraph has {len(headline)} characters; one line of at most {LONGEST_HEADLINE} is wanted",
        )


def _lists(content: Content) -> Iterator[Finding]:
    points = content.key_points
    lists = {
        "Hints": content.hints,
        "Key points": points,
        "Follow-ups": content.follow_ups,
        "Mistakes": content.mistakes,
    }
    for name, (low, high) in _COUNTS.items():
        if not low <= len(lists[name]) <= high:
            yield name, f"{len(lists[name])} items, wanted {low} to {high}"
    for point in points:
        if (words := len(point.text.split())) > LONGEST_POINT:
            yield "Key points", f"{words} words, at most {LONGEST_POINT}: {point.text[:60]!r}"
    weights = {point.weight for point in points}
    if not weights <= {1, 2, 3} or 3 not in weights or len(weights) < 2:
        yield "Key points", "the weights are 1, 2 and 3: at least one 3, and not all the same"


def _answer(entry: Entry) -> Iterator[Finding]:
    low, high = Kind(entry.kind).traits.answer_words
    words = len(_BLOCK_MATHS.sub(" ", _FENCED.sub(" ", entry.content.answer)).split())
    if not low <= words <= high:
        yield "Answer", f"{words} words, for this kind {low} to {high}"


def _passages(content: Content) -> Iterator[Finding]:
    yield "", content.prompt
    yield "Answer", content.answer
    for name, items in (("Hints", content.hints), ("Mistakes", content.mistakes)):
        yield from ((name, item) for item in items)
    yield from (("Key points", point.text) for point in content.key_points)
    for follow_up in content.follow_ups:
        yield from (("Follow-ups", text) for text in (follow_up.text, follow_up.answer))
    yield from (("Facts", fact.told) for fact in content.facts)
    if content.curveball:
        yield "Curveball", content.curveball.text


def _markup(section: str, text: str) -> Iterator[str]:
    """What a passage may not hold: headings of its own, HTML, images, links that lead nowhere."""
    prose = _BLOCK_MATHS.sub(" ", _FENCED.sub("", text))
    if _HEADING.search(prose):
        yield "a heading with # or ##; inside an answer use ### or bold words"
    prose = _CODE_OR_MATHS.sub("", prose)
    if found := _HTML.search(prose):
        yield f"this looks like HTML: {found[0][:40]}"
    for link in _LINK.finditer(prose):
        if link["image"]:
            yield f"an image: {link['url'][:60]}"
        elif not _is_address(link["url"]):
            yield f"a link to {link['url'][:60]!r}, which is no address"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", url)


# --- All files together


def _unlisted(files: BankFiles) -> Iterator[Problem]:
    """The index gives the order of every question, and names none that is not there."""
    present = {(entry.category, entry.slug) for entry in files.entries}
    listed = {(category, slug) for category, slugs in files.index.orders.items() for slug in slugs}
    for category, slug in sorted(present - listed):
        yield Problem(line=1, message=f"{category}/{slug} is missing in its category's list of questions", file=INDEX)
    for category, slug in sorted(listed - present):
        yield Problem(line=1, message=f"{category}/{slug} is listed, but there is no such file", file=INDEX)
    for category, slugs in files.index.orders.items():
        for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            yield Problem(line=1, message=f"{category}/{slug} is listed twice", file=INDEX)


def _alike(entries: list[Entry]) -> Iterator[Problem]:
    seen: Wordings[str] = Wordings()
    titles: dict[str, str] = {}
    for entry in entries:
        words = wording(entry.content.prompt)
        if same := seen.same(words):
            yield Problem(line=1, message=f"asks the same as {same}", file=entry.file)
        elif alike := seen.alike(words):
            yield Problem(line=1, message=f"asks nearly the same as {alike[0]} ({alike[1]:.0f} %)", file=entry.file)
        if other := titles.get(entry.content.title.casefold()):
            yield Problem(line=1, message=f"has the title of {other}", file=entry.file)
        titles[entry.content.title.casefold()] = entry.file
        seen.add(words, entry.file)


def _can_run(entry: Entry, not_run: list[str]) -> bool:
    """Whether what its code requires is installed here; where not, it is noted."""
    try:
        lint_code.require(entry.content.task.requires if entry.content.task else ())
    except lint_code.NotInstalled as missing:
        not_run.append(f"{entry.file}: {missing}")
        return False
    return True


def _code(entries: list[Entry]) -> Iterator[tuple[Entry, list[Finding]]]:
    tasks = [(entry, entry.content.task) for entry in entries if entry.content.task]
    suites = [
        (entry, task, name, tests)
        for entry, task in tasks
        for name, tests in (("Tests", task.tests), ("Hidden tests", task.hidden_tests))
        if tests
    ]
    runs = lint_code.run_all((code, tests) for _, task, _, tests in suites for code in (task.solution, task.starter))
    for (entry, _, name, _), solved, started in zip(suites, runs[::2], runs[1::2], strict=True):
        yield entry, [*_solution(solved, name), *_starter(started)]
    for entry, task in tasks:
        yield entry, [("Hidden tests", f"{name} is a visible test, too") for name in _names_of_both(task)]


def _names_of_both(task: Task) -> list[str]:
    """Where both suites run in one namespace, the second of a name takes the place of the first."""
    return sorted({*task.visible_names} & {*task.hidden_names})


def _solution(run: lint_code.Run, suite: str) -> Iterator[Finding]:
    if run.broken:
        yield "Solution", f"does not run: {run.broken}"
        return
    for name in run.failed:
        yield "Solution", f"fails {name}: {run.results[name][:120]}"
    if run.printed:
        yield "Solution", "prints something"
    low, high = _TESTS[suite]
    if not low <= len(run.results) <= high:
        yield suite, f"{len(run.results)} tests, wanted {low} to {high}"


def _starter(run: lint_code.Run) -> Iterator[Finding]:
    if run.broken:
        yield "Starter", f"does not run: {run.broken}"
    for name in run.passed:
        yield "Starter", f"passes {name} before anything is written"


def _maths(entries: list[Entry]) -> Iterator[tuple[Entry, list[Finding]]]:
    found = [
        (entry, name, formula)
        for entry in entries
        for name, text in _passages(entry.content)
        for formula in markdown.formulas(text)
    ]
    refused = lint_maths.unsettable(dict.fromkeys(formula for _, _, formula in found))
    for entry, name, (latex, _) in found:
        if latex in refused:
            yield entry, [(name, f"maths that cannot be set: {latex[:60]} ({refused[latex][:100]})")]


def _diagrams(entries: list[Entry]) -> Iterator[tuple[Entry, list[Finding]]]:
    found = [
        (entry, name, diagram.source)
        for entry in entries
        for name, text in _passages(entry.content)
        for diagram in markdown.diagrams(text)
    ]
    if not found:
        return
    wrong = lint_diagrams.drawn(dict.fromkeys(source for _, _, source in found))
    for entry, name, source in found:
        yield entry, [(name, f"a diagram: {message}") for message in wrong[source]]
