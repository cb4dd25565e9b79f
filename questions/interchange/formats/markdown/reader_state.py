"""What a reader of a Markdown list has found so far: where we are in it, and the question that is still open."""

from dataclasses import dataclass, field

from questions.content import CategoryEntry, Document
from questions.interchange.formats import wording
from questions.text import MOST_QUESTIONS, Unreadable

from . import layout
from .blocks import Block
from .layout import Layout
from .open_question import OpenQuestion, Origin
from .plain_markdown import Source


@dataclass(kw_only=True)
class Section:
    """A heading that is no question, or what serves as one. `topic` is set where it is not for questions."""

    level: int
    name: str
    line: int
    topic: str = ""
    difficulty: str = ""
    blurb: str = ""
    has_questions: bool = False


@dataclass(kw_only=True)
class ReaderState:
    source: Source
    document: Document
    layout: Layout
    stars_add_up: bool = False
    question: OpenQuestion | None = None
    path: list[Section] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def topic(self) -> str:
        return self.path[-1].topic if self.path else ""

    @property
    def is_aside(self) -> bool:
        """Whether we are in a section that is not for questions, such as "Contributing"."""
        return self.topic in {"about", "licence"}

    def begin(
        self, origin: Origin, prompt: str, index: int, *, level: int = 0, number: int | None = None
    ) -> OpenQuestion:
        """Open a question that stands at `index` of the source's lines."""
        self.finish()
        category, tags = self._category_and_tags()
        self.question = OpenQuestion(
            origin=origin,
            prompt=prompt,
            line=self.source.number(index),
            level=level,
            number=number,
            category=category,
            tags=tags,
            difficulty=next((section.difficulty for section in reversed(self.path) if section.difficulty), ""),
        )
        return self.question

    def finish(self) -> None:
        """Close the open question."""
        question, self.question = self.question, None
        if question is None:
            return
        entry = question.entry(stars_add_up=self.stars_add_up)
        if not entry.content.title:
            self.document.skip(question.line, question.prompt or "(no text)", "a number or a mark without a question")
            return
        if len(self.document.entries) == MOST_QUESTIONS:
            raise Unreadable(question.line, f"More than {MOST_QUESTIONS:,} questions. Split the file.")
        self.mark_used()
        self.document.entries.append(entry)

    def enter(self, level: int, text: str, index: int) -> None:
        """Begin a section; it ends those that stand as high or lower."""
        self.finish()
        self.path = [section for section in self.path if section.level < level]
        section = Section(
            level=level,
            name=layout.section_name(text),
            line=self.source.number(index),
            topic=layout.topic_of(text) or (self.topic if self.is_aside else ""),
            difficulty=wording.difficulty_of(text),
        )
        self.path.append(section)
        self.sections.append(section)

    def mark_used(self) -> None:
        for section in self.path:
            section.has_questions = True

    def add_or_skip(self, block: Block, reason: str) -> None:
        """A block that asks nothing: part of the open question's answer, if there is one."""
        if self.question:
            self.question.add(self.passage(block))
        else:
            self.skip(block, block.text or self.source.lines[block.first], reason)

    def skip(self, block: Block, text: str, reason: str) -> None:
        self.document.skip(self.source.number(block.first), text, reason)

    def passage(self, block: Block) -> str:
        line = self.source.lines[block.first]
        return self.source.passage(block.first, block.last, len(line) - len(line.lstrip(" ")))

    def _category_and_tags(self) -> tuple[str, tuple[str, ...]]:
        """The highest section is the category, those below are tags; a section "Easy" is neither."""
        sections = [section for section in self.path if not section.difficulty and not section.topic]
        names = [section.name for section in sections if layout.names_something(section.name)]
        title = layout.section_name(self.layout.title.text) if self.layout.title else ""
        if not names and layout.names_something(title):
            names = [title] if title else []
        return (names[0], tuple(names[1:])) if names else ("", ())

    def list_categories(self) -> None:
        """List the categories that hold questions, in order, and say which headings hold none."""
        wanted = dict.fromkeys(entry.category for entry in self.document.entries if entry.category)
        known = {section.name: section for section in reversed(self.sections)}
        self.document.categories = [
            CategoryEntry(name=name, blurb=known[name].blurb, line=known[name].line)
            if name in known
            else CategoryEntry(name=name, line=1)
            for name in [*dict.fromkeys(section.name for section in self.sections if section.name in wanted), *wanted]
        ]
        self.document.categories = list({category.name: category for category in self.document.categories}.values())
        for section in self.sections:
            if not section.has_questions and section.topic not in {"contents", "resources", "tips"}:
                self.document.skip(section.line, section.name, "a heading without questions")
