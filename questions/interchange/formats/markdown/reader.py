"""Lists of questions as people publish them in Markdown or plain text (docs/curating.md names the layouts).

Each passage has a shape, each shape a role (`shapes`). Here the passages are put together by their roles: what follows
a question is its answer, up to the next question, or heading as high.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from questions import markdown
from questions.content import AS_FOUND, CategoryEntry, Choices, Document, ResourceEntry, TipEntry
from questions.interchange.formats import table, wording
from questions.text import MOST_QUESTIONS, Unreadable

from . import passages, sections, shapes
from .blocks import parse
from .open_question import Label, OpenQuestion
from .passages import Passage
from .plain_markdown import Source, prepare

_BOLD_LEVEL, _TOPIC_LEVEL = 7, 8  # what serves as a heading stands below every heading
_LONGEST_TOPIC = 8  # words; more of them set a scene
_LONGEST_LICENCE = 80
_RESOURCE = re.compile(r"\[(?P<title>[^\]]{1,500})\]\((?P<url>[^)\s]{1,1000})\)[\s:–—-]{0,9}(?P<blurb>.*)", re.DOTALL)
_APART = {
    "contents": "part of the table of contents",
    "about": "in a section that is not about questions",
    "licence": "in a section that is not about questions",
    "asking back": "a question that one asks the interviewer",
}
_OUTSIDE = {
    "code": "code outside any question",
    "item": "a list item that asks nothing",
    "table": "a table without a column of questions",
}


def read(text: str, choices: Choices = AS_FOUND) -> Document:
    """Find categories, questions with their answers, resources and tips; note what was skipped, and why.

    A curator's `choices` of roles for shapes, by their names, win.
    """
    document = Document()
    source = prepare(text, document)
    flat = passages.flatten(parse(source.text))
    roles = shapes.weigh(flat, choices.shapes)
    stars_add_up = wording.uses_several_stars(text)
    reader = _Reader(source=source, document=document, roles=roles, stars_add_up=stars_add_up, columns=choices.columns)
    for passage in flat:
        reader.take(passage)
    reader.finish()
    reader.list_categories()
    document.shapes = shapes.listed(roles)
    licence = source.meta.get("license") or source.meta.get("licence")
    if isinstance(licence, str):
        document.licence = licence[:_LONGEST_LICENCE]
    document.skipped.sort(key=lambda item: item.line)
    return document


@dataclass(kw_only=True)
class Section:
    """A heading that is no question, or what serves as one."""

    level: int
    name: str
    line: int
    topic: str = ""
    difficulty: str = ""
    blurb: str = ""
    depth: int = 0
    has_questions: bool = False


@dataclass(kw_only=True)
class _Reader:
    """`stems` are the list items that set a scene for the questions nested in them, by depth; `until` is the line up
    to which all was taken; `folds` are those open: what each is for, and the label that its end restores."""

    source: Source
    document: Document
    roles: shapes.Roles
    stars_add_up: bool
    columns: Mapping[str, str]
    question: OpenQuestion | None = None
    path: list[Section] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    stems: dict[int, str] = field(default_factory=dict)
    folds: list[tuple[str, Label]] = field(default_factory=list)
    until: int = 0

    def take(self, passage: Passage) -> None:
        if passage.first < self.until:  # it was taken with the list around it
            return
        role = self.roles.role(passage)
        if role == "ignore":
            self.skip(passage, "left out by choice")
            return
        match passage.kind:
            case "heading":
                self._heading(passage, role)
            case "fold":
                self._fold(passage, role)
            case "closes":
                self._fold_closes()
            case "item":
                self._item(passage, role)
            case "table":
                self._table(passage)
            case "rest":
                self._rest(passage)
            case _:
                self._run(passage, role)

    def begin(self, passage: Passage) -> OpenQuestion:
        self.finish()
        category, tags = self._category_and_tags()
        is_number = passage.kind == "heading" and wording.LABEL_ONLY.fullmatch(passage.text)
        self.question = OpenQuestion(
            prompt="" if is_number else self.roles.without_count(passage),
            line=self.source.number(passage.line),
            passage=passage,
            stems=tuple(stem for depth, stem in sorted(self.stems.items()) if depth < passage.depth),
            category=category,
            tags=tags,
            difficulty=next((section.difficulty for section in reversed(self.path) if section.difficulty), ""),
        )
        if passage.label == "::":
            self.question.under("answer")
        self.question.tell(passage.parts[1])
        return self.question

    def finish(self) -> None:
        question, self.question = self.question, None
        if question is None:
            return
        entry = question.entry(stars_add_up=self.stars_add_up)
        if not entry.content.title:
            self.document.skip(question.line, question.prompt or "(no text)", "a number or a mark without a question")
            return
        if len(self.document.entries) == MOST_QUESTIONS:
            raise Unreadable(question.line, f"More than {MOST_QUESTIONS:,} questions. Split the file.")
        for section in self.path:
            section.has_questions = True
        self.document.entries.append(entry)

    def enter(self, level: int, text: str, passage: Passage) -> None:
        """Begin a section; it ends those that stand as high or lower."""
        self.finish()
        self.path = [section for section in self.path if section.level < level]
        section = Section(
            level=level,
            name=sections.name_of(text),
            line=self.source.number(passage.first),
            topic=passage.topic,
            difficulty=wording.difficulty_of(text),
            depth=passage.depth,
        )
        self.path.append(section)
        self.sections.append(section)

    def add_or_skip(self, passage: Passage, reason: str = "") -> None:
        """What asks nothing: part of the open question, or nothing of an import's."""
        question = self.question
        if question and self._belongs(passage):
            is_whole = passage.kind in {"item", "code", "table", "rest"}
            question.add(self.passage(passage) if is_whole else passage.text)
            return
        self.finish()
        if passage.topic == "licence" and not self.document.licence and passage.kind == "text":
            self.document.licence = markdown.to_text(passage.text)[:_LONGEST_LICENCE]
        else:
            self.skip(passage, reason or _OUTSIDE.get(passage.kind, "text outside any question"))

    def _belongs(self, passage: Passage) -> bool:
        """Whether what stands here is part of the open question: within its item or heading, or below a list of one."""
        if self.question is None:
            return False
        asked = self.question.passage
        if passage.kind == "item" and asked.depth:
            return passage.depth > asked.depth or (asked.alone and passage.depth == asked.depth)
        return asked.depth <= passage.depth or asked.alone or passage.depth > 0

    # --- Each kind of passage

    def _heading(self, passage: Passage, role: str) -> None:
        question, text = self.question, passage.text
        asked = question.passage if question else None
        is_deeper = asked and asked.kind == "heading" and passage.block.level > asked.block.level
        inside = passage.depth or self.folds or is_deeper
        if question and wording.is_answer_title(text) and (inside or question.passage.kind != "item"):
            question.under("answer")
        elif question and inside and role != "question":
            question.add(self.passage(passage))
        elif role == "question":
            self.stems.clear()
            self.begin(passage)
        elif passage is self.roles.title or not text.strip():
            self.finish()
        else:
            self.stems.clear()
            self.enter(passage.block.level, text, passage)

    def _item(self, passage: Passage, role: str) -> None:
        self.stems = {depth: stem for depth, stem in self.stems.items() if depth < passage.depth}
        self.path = [section for section in self.path if section.depth < passage.depth or not section.depth]
        is_nested = self._is_nested(passage)
        if role != "question" and not is_nested and self._belongs(passage):
            if passage.label != "remark":
                self.add_or_skip(passage)
            self.until = passage.last
        elif reason := _APART.get(passage.topic):
            self.finish()
            self.skip(passage, reason)
        elif passage.topic in {"resources", "tips"}:
            self._resource_or_tip(passage)
        elif passage.is_stem and role != "section":
            self._stem(passage)
        elif role == "section":
            self.enter(_TOPIC_LEVEL + passage.depth, passage.text, passage)
            self.path[-1].depth = 0  # it heads what follows its list as well
        elif self.question and is_nested and not passages.has_marks(passage.group):
            self.question.follow_ups.append(passage.text)
        elif role == "question" or is_nested:
            self.begin(passage)
        else:
            self.finish()
            self.add_or_skip(passage)

    def _is_nested(self, passage: Passage) -> bool:
        """Whether a list nested in a question asks as well: follow-ups, unless its items carry marks of their own."""
        question = self.question
        if (
            not question
            or question.passage.kind != "item"
            or question.passage.depth >= passage.depth
            or question.labels
        ):
            return False
        asking = [member.asks and "?" in member.text for member in passage.group]
        return passage.shape not in self.roles.chosen and sum(asking) * 2 > len(asking)

    def _stem(self, passage: Passage) -> None:
        """An item that asks nothing above questions: a sentence sets their scene, a few words name their topic."""
        self.finish()
        text = wording.asked(passage.text).text
        if len(text.split()) > _LONGEST_TOPIC or text.endswith((".", "。", ":", "：", "!")):
            self.stems[passage.depth] = text
        else:
            self.enter(_TOPIC_LEVEL + passage.depth, passage.text, passage)

    def _resource_or_tip(self, passage: Passage) -> None:
        self.finish()
        line = self.source.number(passage.first)
        if passage.topic == "tips":
            self.document.tips.append(TipEntry(text=passage.text, line=line))
        elif link := _RESOURCE.fullmatch(passage.text):
            self.document.resources.append(ResourceEntry(**link.groupdict(), line=line))
        else:
            self.skip(passage, "a resource without an address")

    def _run(self, passage: Passage, role: str) -> None:
        question = self.question
        if passages.is_back_link(passage.text):
            self.skip(passage, "a link back to the contents")
        elif question and not question.prompt:  # only a number so far: "Question 3"
            question.prompt, told = passage.parts if passage.kind != "text" else (passage.text, "")
            question.add(told)
        elif role == "section" and not passage.depth:
            self.enter(_BOLD_LEVEL, passage.text, passage)
        elif role == "question" and all(sort == "section" for sort, _ in self.folds):
            self.begin(passage)
            if passage.kind == "code" and passage.alone:
                self.finish()
        elif question and (passage.kind == "answer" or passage.shape in self.roles.answering):
            question.under("answer")
            question.add("\n".join(filter(None, passage.parts)) if passage.kind == "label" else passage.text)
        else:
            self.add_or_skip(passage)

    def _rest(self, passage: Passage) -> None:
        """Quotations, rules, HTML: part of an answer, or a category's blurb."""
        section = self.path[-1] if self.path else None
        is_blurb = passage.label == "quote" and section and not section.has_questions and not section.topic
        if section and is_blurb and not self.question:
            words = markdown.to_text(self.passage(passage).replace("\n>", "\n").removeprefix(">"))
            section.blurb = f"{section.blurb} {words}".strip()
        else:
            self.add_or_skip(passage, "HTML" if passage.label == "html" else "")

    def _table(self, passage: Passage) -> None:
        rows = [(self.source.number(at), cells) for at, cells in passage.block.rows]
        in_answer = self.question and self.question.passage.kind in {"heading", "fold"}
        if in_answer or not rows or table.columns_of(rows[0][1]) is None:
            self.add_or_skip(passage)
            return
        self.finish()
        found = table.read_rows(rows, chosen=self.columns)
        category, tags = self._category_and_tags()
        self.document.entries += [
            replace(entry, category=entry.category or category, tags=entry.tags or tags) for entry in found.entries
        ]
        for section in self.path if found.entries else []:
            section.has_questions = True
        self.document.skipped += found.skipped
        self.document.columns += found.columns

    def _fold(self, passage: Passage, role: str) -> None:
        question, title = self.question, passage.text
        before: Label = question.label if question else ""
        is_free = not question or (question.passage.kind != "heading" and not self.folds)
        sort = "part" if question else "section"
        if question and (wording.is_answer_title(title or "Answer") or title in self.roles.repeated):
            question.under("answer")
        elif question and wording.is_hint_title(title):
            question.under("hint")
        elif title and is_free and role == "question":
            sort = "question"
            self.begin(passage).under("answer")
        elif question:
            question.add(f"**{title}**")
        else:
            self.enter(_BOLD_LEVEL, title or "Details", passage)
        self.folds.append((sort, before))

    def _fold_closes(self) -> None:
        sort, before = self.folds.pop() if self.folds else ("", "")
        if sort == "part" and self.question:
            self.question.label = before
        elif sort in {"question", "section"}:
            self.finish()
            self.path = [section for section in self.path if section.level != _BOLD_LEVEL]

    # --- What is noted

    def skip(self, passage: Passage, reason: str) -> None:
        text = passage.text.strip() or self.passage(passage).strip()
        self.document.skip(self.source.number(passage.first), text, reason, self._category_and_tags()[0])

    def passage(self, passage: Passage) -> str:
        line = self.source.lines[passage.first]
        return self.source.passage(passage.first, passage.last, len(line) - len(line.lstrip(" ")))

    def _category_and_tags(self) -> tuple[str, tuple[str, ...]]:
        """The highest section is the category, those below are tags; a section "Easy" is neither."""
        named = [section.name for section in self.path if not section.difficulty and not section.topic]
        title = sections.name_of(self.roles.title.text) if self.roles.title else ""
        names = list(filter(sections.names_something, named)) or list(filter(sections.names_something, [title]))
        return (names[0], tuple(names[1:])) if names else ("", ())

    def list_categories(self) -> None:
        """List the categories that hold questions, in order, and say which headings hold none."""
        wanted = dict.fromkeys(entry.category for entry in self.document.entries if entry.category)
        known = {section.name: section for section in reversed(self.sections)}
        for name in dict.fromkeys([*(section.name for section in self.sections if section.name in wanted), *wanted]):
            section = known.get(name, Section(level=0, name=name, line=1))
            self.document.categories.append(CategoryEntry(name=name, blurb=section.blurb, line=section.line))
        for section in self.sections:
            if not section.has_questions and section.topic not in {"contents", "resources", "tips"}:
                self.document.skip(section.line, section.name, "a heading without questions")
