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


def read(text: str, choices: Choices = AS_FOUND) -> Document:
    """Find categories, questions with their answers, resources and tips; note what was skipped, and why.

    A curator's `choices` of roles for shapes, by their names, win.
    """
    document = Document()
    source = prepare(text, document)
    flat = passages.flatten(parse(source.text))
    roles = shapes.weigh(flat, choices.shapes)
    reader = _Reader(
        source=source,
        document=document,
        roles=roles,
        stars_add_up=wording.uses_several_stars(text),
        columns=choices.columns,
    )
    for passage in flat:
        reader.take(passage)
    reader.finish()
    reader.list_categories()
    document.shapes = shapes.listed(flat, roles)
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
    to which all was taken."""

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
        if self.roles.chosen.get(passage.shape) == "ignore":
            self.skip(passage, "left out by choice")
            return
        match passage.kind:
            case "heading":
                self._heading(passage)
            case "fold":
                self._fold(passage)
            case "closes":
                self._fold_closes()
            case "item":
                self._item(passage)
            case "table":
                self._table(passage)
            case "rest":
                self._rest(passage)
            case _:
                self._run(passage)

    # --- Questions and sections

    def begin(self, passage: Passage, prompt: str, told: str = "") -> OpenQuestion:
        self.finish()
        category, tags = self._category_and_tags()
        stems = [stem for depth, stem in sorted(self.stems.items()) if depth < passage.depth]
        self.question = OpenQuestion(
            prompt=prompt,
            line=self.source.number(passage.line),
            kind=passage.kind,
            depth=passage.depth,
            level=passage.level,
            alone=passage.alone,
            stems=tuple(stems),
            category=category,
            tags=tags,
            difficulty=next((section.difficulty for section in reversed(self.path) if section.difficulty), ""),
        )
        first, *more = told.split("\n")
        if label := wording.answer_label(first):
            self.question.under("answer")
            told = "\n".join([label.rest, *more]).strip()
        self.question.add(told)
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

    def _asked(self, passage: Passage, text: str) -> str:
        """The text without the word and the number that its shape's members begin with."""
        name = self.roles.counts.get(passage.shape)
        return wording.without_count(text) if name and wording.counted(text) == name else text

    def _heading(self, passage: Passage) -> None:
        question, text = self.question, passage.text
        inside = question and (
            passage.depth or self.folds or (question.kind == "heading" and passage.level > question.level)
        )
        role = "" if passage.depth or self.folds else self.roles.role(passage)
        is_outer = question and question.kind != "item"
        if question and (inside or is_outer) and wording.is_answer_title(text):
            question.under("answer")
        elif question and inside and wording.is_hint_title(text):
            question.under("hint")
        elif question and inside and role != "question":
            question.add(self.passage(passage))
        elif role == "question":
            self.stems.clear()
            is_number = wording.LABEL_ONLY.fullmatch(text)
            self.begin(passage, "" if is_number else self._asked(passage, text))
        elif passage is self.roles.title or not text.strip():
            self.finish()
        else:
            self.stems.clear()
            self.enter(passage.level, text, passage)

    # --- Lists

    def _item(self, passage: Passage) -> None:
        self.stems = {depth: stem for depth, stem in self.stems.items() if depth < passage.depth}
        self.path = [section for section in self.path if section.depth < passage.depth or not section.depth]
        question, role, text = self.question, self.roles.role(passage), passage.text
        if question and self._is_nested(passage):
            role = "question"
        if role != "question" and question and self._belongs(passage):
            if passage.label != "remark":
                question.add(self.passage(passage))
            self.until = passage.last
        elif reason := _APART.get(passage.topic):
            self.finish()
            self.skip(passage, reason)
        elif passage.topic == "resources":
            self._resource(passage)
        elif passage.topic == "tips":
            self.document.tips.append(TipEntry(text=text, line=self.source.number(passage.first)))
        elif passage.is_stem and role != "section":
            self._stem(passage)
        elif role == "section":
            self.enter(_TOPIC_LEVEL + passage.depth, text, passage)
        elif role != "question":
            self.finish()
            self.skip(passage, "a list item that asks nothing")
        elif question and self._is_nested(passage) and not self._has_marks(passage):
            question.follow_ups.append(text)
        elif not text.strip():
            self.skip(passage, "an empty list item")
        else:
            bold = passage.shape in self.roles.bold
            self.begin(passage, *passages.asked_and_told(self._asked(passage, text), bold=bold))

    def _is_nested(self, passage: Passage) -> bool:
        """Whether a list nested in a question asks as well: follow-ups, unless its items carry marks of their own."""
        question = self.question
        if not question or question.kind != "item" or question.depth >= passage.depth or question.labels:
            return False
        asking = [member.asks and "?" in member.text for member in passage.group]
        return passage.shape not in self.roles.chosen and sum(asking) * 2 > len(asking)

    def _has_marks(self, passage: Passage) -> bool:
        return any(wording.asked(member.text).difficulty for member in passage.group)

    def _stem(self, passage: Passage) -> None:
        """An item that asks nothing above questions: a sentence sets their scene, a few words name their topic."""
        self.finish()
        text = wording.asked(passage.text).text
        if len(text.split()) > _LONGEST_TOPIC or text.endswith((".", "。", ":", "：", "!")):
            self.stems[passage.depth] = text
        else:
            self.enter(_TOPIC_LEVEL + passage.depth, passage.text, passage)

    def _resource(self, passage: Passage) -> None:
        self.finish()
        if link := _RESOURCE.fullmatch(passage.text):
            line = self.source.number(passage.first)
            self.document.resources.append(ResourceEntry(**link.groupdict(), line=line))
        else:
            self.skip(passage, "a resource without an address")

    # --- Paragraphs, code, tables

    def _belongs(self, passage: Passage) -> bool:
        """Whether what stands here is part of the open question: within its item or heading, or below a list of one."""
        question = self.question
        if question is None:
            return False
        if passage.kind == "item" and question.depth:
            return passage.depth > question.depth or (question.alone and passage.depth == question.depth)
        return question.depth <= passage.depth or question.alone or passage.depth > 0

    def _run(self, passage: Passage) -> None:
        role, text, question = self.roles.role(passage), passage.text, self.question
        label = wording.label_of(text.split("\n", 1)[0]) if passage.kind == "label" else None
        if passages.is_back_link(text):
            self.skip(passage, "a link back to the contents")
        elif question and question.awaits_prompt:
            question.prompt, told = passage.bold
            question.prompt = _body(text, label) if label else question.prompt
            question.add(told if not label else "")
        elif role == "section" and not passage.depth:
            self.enter(_BOLD_LEVEL, text, passage)
        elif role == "question" and not self._inside_answer():
            self._asked_here(passage, label)
        elif question and label and self._is_answer(passage):
            question.under("answer")
            question.add(_body(text, label))
        elif question and passage.label == "?":
            question.under("answer")
            question.add(text)
        elif question and self._belongs(passage):
            question.add(self.passage(passage) if passage.kind == "code" else text, picture=passage.is_picture)
        else:
            self._outside(passage)

    def _inside_answer(self) -> bool:
        return any(sort in {"part", "question"} for sort, _ in self.folds)

    def _asked_here(self, passage: Passage, label: wording.Label | None) -> None:
        text = passage.text
        match passage.kind:
            case "label" if passage.label == "::":
                front, _, back = text.partition("::")
                card = self.begin(passage, front.strip())
                card.under("answer")
                card.add(back.strip())
            case "label" if label is None:
                self.begin(passage, text)
            case "label":
                self.begin(passage, *passages.asked_and_told(_body(text, label)))
            case "bold":
                self.begin(passage, *passage.bold)
            case "numbered":
                self._numbered(passage)
            case "code":
                self.begin(passage, text)
            case _:
                self.begin(passage, *passages.asked_and_told(text))
        if passage.kind == "code" and passage.alone:
            self.finish()

    def _numbered(self, passage: Passage) -> None:
        """A line such as "**3) Mirror.** Return …" is asked whole; what follows bold words that ask is told."""
        bold = passages.bold_lead(passage.text)
        if bold and bold[1] and wording.is_question(bold[0]):
            self.begin(passage, *bold)
        else:
            first, *more = passage.text.split("\n")
            self.begin(passage, wording.plain(first) if bold else first, "\n".join(more))

    def _is_answer(self, passage: Passage) -> bool:
        known = wording.LABELS.get(passage.label) == "answer"
        return known or f"{passage.shape} mark" in self.roles.of

    def _outside(self, passage: Passage) -> None:
        if self.question:
            self.finish()
        if passage.topic == "licence" and not self.document.licence:
            self.document.licence = markdown.to_text(passage.text)[:_LONGEST_LICENCE]
        else:
            self.skip(passage, "code outside any question" if passage.kind == "code" else "text outside any question")

    def _rest(self, passage: Passage) -> None:
        """Quotations, rules, HTML: part of an answer, or a category's blurb."""
        section = self.path[-1] if self.path else None
        if passage.label == "rule":
            if self.question and self.question.kind == "item":
                self.finish()
        elif self.question and (self._belongs(passage) or passage.depth):
            self.question.add(self.passage(passage))
        elif passage.label == "quote" and section and not section.has_questions and not section.topic:
            words = markdown.to_text(self.passage(passage).replace("\n>", "\n").removeprefix(">"))
            section.blurb = f"{section.blurb} {words}".strip()
        else:
            self.skip(passage, "HTML" if passage.label == "html" else "text outside any question")

    def _table(self, passage: Passage) -> None:
        rows = passage.block.rows if passage.block else []
        in_answer = self.question and self.question.kind in {"heading", "fold"}
        if in_answer or not rows or table.columns_of(rows[0][1]) is None:
            if self.question:
                self.question.add(self.passage(passage))
            else:
                self.skip(passage, "a table without a column of questions")
            return
        self.finish()
        found = table.read_rows([(self.source.number(at), cells) for at, cells in rows], chosen=self.columns)
        category, tags = self._category_and_tags()
        self.document.entries += [
            replace(entry, category=entry.category or category, tags=entry.tags or tags) for entry in found.entries
        ]
        for section in self.path if found.entries else []:
            section.has_questions = True
        self.document.skipped += found.skipped
        self.document.columns += found.columns

    # --- Folded passages

    def _fold(self, passage: Passage) -> None:
        question, title = self.question, passage.text
        before: Label = question.label if question else ""
        is_free = not question or (question.kind != "heading" and not self.folds)
        if question and (not title or wording.is_answer_title(title) or title in self.roles.repeated):
            question.under("answer")
            self.folds.append(("part", before))
        elif question and wording.is_hint_title(title):
            question.under("hint")
            self.folds.append(("part", before))
        elif title and is_free and self.roles.role(passage) == "question":
            self.begin(passage, self._asked(passage, title)).under("answer")
            self.folds.append(("question", ""))
        elif question:
            question.add(f"**{title}**")
            self.folds.append(("part", before))
        else:
            self.folds.append(("section", ""))
            self.enter(_BOLD_LEVEL, title or "Details", passage)

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
        category, _ = self._category_and_tags()
        self.document.skip(self.source.number(passage.first), text, reason, category)

    def passage(self, passage: Passage) -> str:
        line = self.source.lines[passage.first]
        return self.source.passage(passage.first, passage.last, len(line) - len(line.lstrip(" ")))

    def _category_and_tags(self) -> tuple[str, tuple[str, ...]]:
        """The highest section is the category, those below are tags; a section "Easy" is neither."""
        named = [section.name for section in self.path if not section.difficulty and not section.topic]
        names = list(filter(sections.names_something, named))
        title = sections.name_of(self.roles.title.text) if self.roles.title else ""
        if not names and sections.names_something(title):
            names = [title]
        return (names[0], tuple(names[1:])) if names else ("", ())

    def list_categories(self) -> None:
        """List the categories that hold questions, in order, and say which headings hold none."""
        wanted = dict.fromkeys(entry.category for entry in self.document.entries if entry.category)
        known = {section.name: section for section in reversed(self.sections)}
        for name in [*dict.fromkeys(section.name for section in self.sections if section.name in wanted), *wanted]:
            section = known.get(name, Section(level=0, name=name, line=1))
            self.document.categories.append(CategoryEntry(name=name, blurb=section.blurb, line=section.line))
        self.document.categories = list({category.name: category for category in self.document.categories}.values())
        for section in self.sections:
            if not section.has_questions and section.topic not in {"contents", "resources", "tips"}:
                self.document.skip(section.line, section.name, "a heading without questions")


def _body(text: str, label: wording.Label | None) -> str:
    """What stands behind a label, and the lines below it."""
    _, *more = text.split("\n")
    return "\n".join([label.rest if label else "", *more]).strip("\n")
