"""What the linter asks of an answer and its key points, since somebody asks back (docs/curating.md gives the rules)."""

import re
from collections.abc import Iterator

from questions import markdown
from questions.content import Content, Entry
from questions.kinds import Kind

OPENING_WORDS = (8, 60)
"""Words of the first paragraph, one or two sentences that answer the question aloud."""

TOLD_WORDS = (120, 270)
"""Words of an outstanding story: at most two minutes."""

TOLD_NUMBERS = 6
"""More numbers than that nobody can follow by ear."""

SHARED_RUBRIC = (
    "Makes the own part plain: I for what I did, names for what others did",
    "Names a decision of one's own with the alternative that was turned down",
    "Ends with a result that somebody could check, good or bad",
    "Says what one would do differently, or does differently now",
)
"""The key points that every story is read by, beside its question's own."""

STORY_PASSAGES = (
    "What is probed",
    "STAR outline",
    "Weak",
    "Why that is weak",
    "Solid",
    "Outstanding",
    "Red flags",
)

_LABEL = re.compile(r"\*\*(?P<label>[^*\n]+?)[.:]?\*\*[.:]?\s*")
_NUMBER = re.compile(r"\d[\d,.]*")


def findings(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong, with the section that it concerns. The kind must be known."""
    content, traits = entry.content, Kind(entry.kind).traits
    yield from _opening(content)
    yield from _points(content, shared=SHARED_RUBRIC if traits.is_story else ())
    if traits.is_story:
        yield from _passages(content, STORY_PASSAGES)
        yield from _told(content)
        if tuple(point.text for point in content.key_points[-len(SHARED_RUBRIC) :]) != SHARED_RUBRIC:
            yield "Key points", f"a {entry.kind} question ends with the shared rubric: {'; '.join(SHARED_RUBRIC)}"
    if traits.in_stages:
        if (drawn := len(markdown.diagrams(content.answer))) != 1:
            yield "Answer", f"{drawn} diagrams, wanted one"
        yield from _passages(content, tuple(stage.title for stage in content.stages))


def _opening(content: Content) -> Iterator[tuple[str, str]]:
    first, low, high = content.answer.split("\n\n", 1)[0], *OPENING_WORDS
    if _LABEL.match(first):
        yield "Answer", f"opens with a label, {first[:40]!r}, where a sentence that answers the question is wanted"
    if not low <= (words := len(first.split())) <= high:
        yield "Answer", f"its first paragraph has {words} words, wanted {low} to {high} that answer the question aloud"


def _points(content: Content, *, shared: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """One idea each, as far as a program can tell."""
    for point in content.key_points:
        if point.text not in shared and ("; " in point.text or point.text.count(" and ") > 1):
            yield "Key points", f"holds several ideas: {point.text[:60]!r}"


def _passages(content: Content, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The paragraphs that begin with a label in bold: each of the wanted ones, in their order."""
    labels = [found["label"] for text in content.answer.split("\n\n") if (found := _LABEL.match(text))]
    if (present := [label for label in labels if label in wanted]) != list(wanted):
        missing = next((label for label in wanted if label not in present), "")
        trouble = f"**{missing}.** is missing" if missing else f"their order is {', '.join(present)}"
        yield "Answer", f"a passage each begins with {', '.join(wanted)} in bold; {trouble}"


def _told(content: Content) -> Iterator[tuple[str, str]]:
    _, _, rest = content.answer.partition("**Outstanding.**")
    told, low, high = rest.partition("\n\n**")[0], *TOLD_WORDS
    if not low <= (words := len(told.split())) <= high:
        yield "Answer", f"the outstanding story has {words} words, wanted {low} to {high}, two minutes aloud"
    if (numbers := len(_NUMBER.findall(told))) > TOLD_NUMBERS:
        yield "Answer", f"the outstanding story has {numbers} numbers, at most {TOLD_NUMBERS}"
