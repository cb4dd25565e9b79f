"""Which entries of a source are new, nearly there or known, compared with the bank and with what stands earlier.

Of equal ones within a source the one with an answer counts. Equal words under another topic are only alike.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from questions.content import Entry
from questions.models import QuestionVersion
from questions.similarity import Wordings, wording

type Progress = Callable[[int, int], None]
type State = Literal["new", "alike", "known"]

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Other:
    """The question that an entry repeats: in the bank (`slug`) or earlier in the source (`line`)."""

    prompt: str
    answer: str = ""
    slug: str = ""
    line: int = 0
    file: str = ""

    def __str__(self) -> str:
        if self.slug:
            return f"the bank's {self.slug}"
        return ", ".join(filter(None, [self.file, f"line {self.line}"]))


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`likeness` is in per cent; without `other` the entry is new."""

    state: State = "new"
    other: Other | None = None
    likeness: float = 100.0


type _Met = tuple[Other, Entry | None]


def compare(entries: Sequence[Entry], progress: Progress | None = None) -> list[Comparison]:
    """One comparison for each entry, in their order."""
    words = [wording(entry.content.prompt) for entry in entries]
    found = [Comparison()] * len(entries)
    asked = bank()
    for done, number in enumerate(_answered_first(entries, [each.first for each in words])):
        if progress and done % BATCH == 0:
            progress(done, len(entries))
        entry = entries[number]
        if same := asked.same(words[number]):
            found[number] = _repeated(entry, *same)
        elif near := asked.alike(words[number]):
            found[number] = Comparison(state="alike", other=near[0][0], likeness=near[1])
        if found[number].state != "known":
            asked.add(words[number], (_other(entry), entry))
    return found


def bank() -> Wordings[_Met]:
    """What the bank asks, in every version that it ever had."""
    asked: Wordings[_Met] = Wordings()
    versions = QuestionVersion.objects.order_by("pk").values_list("question__slug", "prompt", "answer")
    for slug, prompt, answer in versions.iterator():
        asked.add(wording(prompt), (Other(prompt=prompt, answer=answer, slug=slug), None))
    return asked


def _repeated(entry: Entry, other: Other, earlier: Entry | None) -> Comparison:
    has_other_topic = earlier and (entry.category, entry.tags) != (earlier.category, earlier.tags)
    if has_other_topic and earlier and bool(entry.content.answer) == bool(earlier.content.answer):
        return Comparison(state="alike", other=other)
    return Comparison(state="known", other=other)


def _answered_first(entries: Sequence[Entry], first: Sequence[str]) -> list[int]:
    """The entries' numbers in order; one without an answer comes after all where an equal one has an answer."""
    times = Counter(first)
    answered = {words for words, entry in zip(first, entries, strict=True) if times[words] > 1 and entry.content.answer}
    waits = [words in answered and not entry.content.answer for words, entry in zip(first, entries, strict=True)]
    return sorted(range(len(entries)), key=lambda number: waits[number])


def _other(entry: Entry) -> Other:
    return Other(prompt=entry.content.prompt, answer=entry.content.answer, line=entry.line, file=entry.file)
