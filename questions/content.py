"""What a question says, as plain values: the common ground of the file formats, the importer, the admin and the models.

Nothing here knows the database. Text fields hold Markdown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

LONGEST_EXCERPT = 200
LONGEST_PASSAGE = 20_000
ROLES = {
    "question": "each is a question",
    "answer": "part of the answer above it",
    "section": "a heading: category or tag",
    "ignore": "left out",
}
"""What the members of a shape can be."""
PACKAGES = ("numpy",)
"""What a code task may require besides the standard library."""


_TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One line of a rubric. `weight` says how much an interviewer would miss it: 1 shows depth, 3 is essential."""

    text: str
    weight: int = 1


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What an interviewer asks next. `probes` are the numbers of the key points that it asks for, from 1: without any
    it goes deeper. `text` is one line; `answer` is what one would say to it aloud.
    """

    text: str
    answer: str = ""
    probes: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What the interviewer tells only when asked: by any of the words `asked_by`, the most telling first."""

    asked_by: tuple[str, ...]
    told: str

    @property
    def label(self) -> str:
        """What it is about, for a list of facts."""
        return self.asked_by[0]


@dataclass(frozen=True, kw_only=True)
class Curveball:
    """A constraint that arrives while one works, at `share` of the time: between 0 and 1, to two decimals."""

    share: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A step of a design, with a box of its own. `minutes` are planned for it; 0: nobody has said."""

    title: str
    minutes: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether it is the one for a picture: it says so in its title."""
        return "diagram" in self.title.casefold()


@dataclass(frozen=True, kw_only=True)
class Task:
    """The code of a coding question. `tests` runs in the namespace that the learner's code has filled.

    `hidden_tests` run the same way, and the learner does not read them while working; "" where there are none.
    `requires` names the PACKAGES that all of it may import.
    """

    starter: str
    solution: str
    tests: str
    hidden_tests: str = ""
    requires: tuple[str, ...] = ()

    @property
    def visible_names(self) -> list[str]:
        """The tests that a learner reads while working."""
        return _TEST.findall(self.tests)

    @property
    def hidden_names(self) -> list[str]:
        return _TEST.findall(self.hidden_tests)


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that changes when a question is edited, so all that a version holds."""

    title: str
    prompt: str
    hints: tuple[str, ...] = ()
    key_points: tuple[Point, ...] = ()
    answer: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    mistakes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    curveball: Curveball | None = None
    stages: tuple[Stage, ...] = ()
    sources: tuple[str, ...] = ()
    task: Task | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A question on its way into or out of the bank; empty strings and 0 mean that the source did not say.

    `line` is where it began in its source, counted from 1; `file` is its path within an archive or folder.
    `is_stub`: the source has a place for an answer, and nothing in it ("Answer here").
    """

    content: Content
    category: str = ""
    slug: str = ""
    kind: str = ""
    difficulty: str = ""
    minutes: int = 0
    tags: tuple[str, ...] = ()
    is_stub: bool = False
    line: int = 0
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class CategoryEntry:
    name: str
    slug: str = ""
    blurb: str = ""
    position: int = 0
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class ResourceEntry:
    title: str
    url: str
    blurb: str = ""
    category: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class TipEntry:
    text: str
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A passage that the reader understood to be no question, and why. `whole` is all of it where `text` is cut."""

    line: int
    text: str
    reason: str
    file: str = ""
    whole: str = ""
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What many passages of a document have in common ("numbers under headings of level 2"), and what they are."""

    name: str
    role: str
    count: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table: how it is called, which field it fills (nothing: none), and what stands in it."""

    name: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something the reader could not understand; `line` is counted from 1, 0 where there is none."""

    line: int
    message: str
    file: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, [self.file, f"line {self.line}" if self.line else ""]))
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a curator decides about a source before it is read anew: roles of shapes, fields of columns, by name."""

    shapes: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


AS_FOUND = Choices()


@dataclass(kw_only=True)
class Document:
    """What a reader found in one source. `licence` is what the source says about its own terms."""

    categories: list[CategoryEntry] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    resources: list[ResourceEntry] = field(default_factory=list)
    tips: list[TipEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    pictures: list[Skipped] = field(default_factory=list)
    licence: str = ""

    def skip(self, line: int, text: str, reason: str, category: str = "") -> None:
        """Note a passage that is left out; a curator may still take it for a question."""
        excerpt, whole = " ".join(text.split())[:LONGEST_EXCERPT], text.strip()[:LONGEST_PASSAGE]
        self.skipped.append(
            Skipped(line=line, text=excerpt, reason=reason, whole="" if whole == excerpt else whole, category=category)
        )

    def fail(self, line: int, message: str) -> None:
        self.errors.append(Problem(line=line, message=message))

    def add(self, other: "Document", file: str) -> None:
        """Take over all of another document, which was found in `file`."""
        self.categories += other.categories
        self.entries += [replace(entry, file=file) for entry in other.entries]
        self.resources += other.resources
        self.tips += other.tips
        self.skipped += [replace(item, file=file) for item in other.skipped]
        self.errors += [replace(problem, file=file) for problem in other.errors]
        self.pictures += [replace(picture, file=file) for picture in other.pictures]
        self.shapes = _joined(self.shapes, other.shapes)
        self.columns += [column for column in other.columns if column.name not in {each.name for each in self.columns}]
        self.licence = self.licence or other.licence


def _joined(shapes: list[Shape], more: list[Shape]) -> list[Shape]:
    """The shapes of several files by their names: what is chosen for one is chosen in all."""
    found = {shape.name: shape for shape in shapes}
    for shape in more:
        known = found.get(shape.name)
        found[shape.name] = replace(known, count=known.count + shape.count) if known else shape
    return list(found.values())
