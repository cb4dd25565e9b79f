"""Lists of questions as people publish them in Markdown (docs/curating.md names the layouts).

A question may be a heading, a bold line, a list item, a labelled line (`Q:`), a table's row, a code block or the
summary of a folded passage. What follows it is its answer, up to the next question of its sort or heading as high.
"""

from dataclasses import dataclass, field, replace

from questions import markdown
from questions.content import Document
from questions.interchange.formats import table, wording

from . import layout
from .blocks import Block, parse
from .list_reader import ListReader
from .open_question import Label, OpenQuestion
from .plain_markdown import prepare

_PLAIN_LANGUAGES = {"", "text", "txt", "md", "markdown", "plaintext", "plain", "question", "none"}
_SECTION_LEVEL = 7  # a bold line or a folded passage that serves as a heading stands below every heading
_LONGEST_LICENCE = 80


def read(text: str) -> Document:
    """Find categories, questions with their answers, resources and tips; note what was skipped, and why."""
    document = _read(text, paragraphs_ask=False)
    if not document.entries and not document.tips and not document.resources:
        plain = _read(text, paragraphs_ask=True)
        document = plain if plain.entries else document
    document.skipped.sort(key=lambda item: item.line)
    return document


def _read(text: str, *, paragraphs_ask: bool) -> Document:
    document = Document()
    source = prepare(text, document)
    blocks = parse(source.text)
    reader = _Reader(
        source=source,
        document=document,
        layout=layout.weigh(blocks),
        stars_add_up=wording.uses_several_stars(text),
        paragraphs_ask=paragraphs_ask,
    )
    reader.walk(blocks)
    licence = source.meta.get("license") or source.meta.get("licence")
    if isinstance(licence, str):
        document.licence = licence[:_LONGEST_LICENCE]
    return document


@dataclass(kw_only=True)
class _Reader(ListReader):
    """`folds` are the open folded passages: what each is for, and the label that its end restores."""

    folds: list[tuple[str, Label]] = field(default_factory=list)
    paragraphs_ask: bool = False

    def walk(self, blocks: list[Block]) -> None:
        for place, block in enumerate(blocks):
            follower = blocks[place + 1].kind if place + 1 < len(blocks) else ""
            if block.kind == "paragraph" and self._is_list_title(block, follower):
                self.enter(_SECTION_LEVEL, block.text, block.first)
            else:
                self.take(block)
        self.finish()
        self.list_categories()

    def take(self, block: Block) -> None:
        match block.kind:
            case "heading":
                self._heading(block)
            case "paragraph":
                self._paragraph(block)
            case "list":
                self.take_list(block)
            case "opens":
                self._fold_opens(block)
            case "closes":
                self._fold_closes()
            case "fence":
                self._fence(block)
            case "table":
                self._table(block)
            case "quote":
                self._quote(block)
            case "rule":
                if self.question and self.question.origin == "list":
                    self.finish()
            case _:
                self.add_or_skip(block, "HTML" if block.kind == "html" else "code outside any question")

    # --- Headings and quotations

    def _heading(self, block: Block) -> None:
        question, text = self.question, block.text
        inside = question and (self.folds or (question.origin == "heading" and block.level > question.level))
        if question and (inside or question.origin != "list") and wording.is_answer_title(text):
            question.under("answer")
        elif question and inside and wording.is_hint_title(text):
            question.under("hint")
        elif question and inside:
            question.add(self.passage(block))
        elif self.layout.heading_asks(block) and not (self.is_aside and block.level > self.path[-1].level):
            label_only = wording.LABEL_ONLY.fullmatch(text)
            self.begin("heading", "" if label_only else text, block.first, level=block.level)
        elif block is self.layout.title or not text.strip():
            self.finish()
        else:
            self.enter(block.level, text, block.first)

    def _quote(self, block: Block) -> None:
        section = self.path[-1] if self.path else None
        if self.question:
            self.question.add(self.passage(block))
        elif section and not section.has_questions and not section.topic:
            words = markdown.to_text(" ".join(child.text for child in block.children))
            section.blurb = f"{section.blurb} {words}".strip()
        else:
            for child in block.children:
                self.take(child)

    # --- Paragraphs

    def _is_list_title(self, block: Block, follower: str) -> bool:
        """Whether a bold line serves as the heading of the list below it."""
        bold = layout.bold_lead(block.text)
        return bool(
            bold and not bold[1] and follower == "list" and not wording.is_question(bold[0])
            and (self.question is None or (self.question.origin == "list" and not self.layout.answers_between))
            and not wording.ANSWER_LABEL.fullmatch(block.text)
        )  # fmt: skip

    def _paragraph(self, block: Block) -> None:
        """Take a paragraph run by run: each line with a label (`Q:`, `Answer:`) begins one."""
        if layout.is_back_link(block.text):
            self.skip(block, block.text, "a link back to the contents")
            return
        lines = [line.strip() for line in block.text.split("\n")]
        if layout.are_options(lines):
            self._unlabelled("\n".join(lines), block, block.first)
            return
        starts = [place for place, line in enumerate(lines) if place == 0 or self._is_labelled(line)]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            run = "\n".join(lines[start:end])
            if not self._labelled(run, block.first + start):
                self._unlabelled(run, block, block.first + start)

    def _is_labelled(self, line: str) -> bool:
        return bool(wording.ANSWER_LABEL.fullmatch(line) or wording.QUESTION_LABEL.fullmatch(line))

    def _labelled(self, run: str, index: int) -> bool:
        """Take a run that begins with a label; say whether it did."""
        first, *more = run.split("\n")
        question = self.question
        if question and (label := wording.ANSWER_LABEL.fullmatch(first)):
            question.under("answer")
            question.add("\n".join([_balanced(label["rest"]), *more]).strip("\n"))
            return True
        is_open = question and question.origin in {"heading", "fold"} and not question.awaits_prompt
        if is_open or not (label := wording.QUESTION_LABEL.fullmatch(first)):
            return False
        prompt = "\n".join([_balanced(label["rest"]), *more]).strip("\n")
        if question and question.awaits_prompt:
            question.prompt = prompt
        else:
            self.begin("label", prompt, index)
        return True

    def _unlabelled(self, run: str, block: Block, index: int) -> None:
        question = self.question
        bold = layout.bold_lead(run)
        is_inside = question and question.origin in {"heading", "fold"}
        if question and question.awaits_prompt:
            question.prompt, told = bold or (run, "")
            question.add(told)
        elif bold and not is_inside and layout.asks_in_bold(run, self.layout):
            self.begin("bold", bold[0], index).add(bold[1])
        elif (
            self.paragraphs_ask and not is_inside and "?" in run and wording.is_question(run.split("\n", maxsplit=1)[0])
        ):
            prompt, told = self.asked_and_told(run)
            self.begin("paragraph", prompt, index).add(told)
        elif question:
            question.add(run)
        elif self.topic == "licence" and not self.document.licence:
            self.document.licence = markdown.to_text(run)[:_LONGEST_LICENCE]
        else:
            self.skip(block, run, "text outside any question")

    # --- Code and tables

    def _fence(self, block: Block) -> None:
        question, content = self.question, block.text.strip("\n")
        lines = [line for line in content.split("\n") if line.strip()]
        asks = bool(lines) and block.info.casefold() in _PLAIN_LANGUAGES and wording.is_question(lines[0])
        if question and question.awaits_prompt:
            question.prompt = content
        elif not asks or self.is_aside or (question and question.origin != "fence"):
            self.add_or_skip(block, "code outside any question")
        elif len(lines) > 1 and all("?" in line and wording.is_question(line) for line in lines):
            for offset, line in enumerate(block.text.split("\n"), 1):
                if line.strip():
                    self.begin("fence", line.strip(), block.first + offset)
            self.finish()
        else:
            self.begin("fence", content, block.first + 1)

    def _table(self, block: Block) -> None:
        in_answer = self.question and self.question.origin in {"heading", "fold"}
        if in_answer or not block.rows or table.columns_of(block.rows[0][1]) is None:
            self.add_or_skip(block, "a table without a column of questions")
            return
        self.finish()
        rows = [(self.source.number(index), cells) for index, cells in block.rows]
        found = table.read_rows(rows)
        section = self.begin("list", "", block.first)  # whose category and tags are those of this place
        self.question = None
        for entry in found.entries:
            self.mark_used()
            self.document.entries.append(
                replace(entry, category=entry.category or section.category, tags=entry.tags or section.tags)
            )
        self.document.skipped += found.skipped

    # --- Folded passages

    def _fold_opens(self, block: Block) -> None:
        question, title = self.question, block.text
        before: Label = question.label if question else ""
        if question and (not title or wording.is_answer_title(title)):
            question.under("answer")
            self.folds.append(("part", before))
        elif question and wording.is_hint_title(title):
            question.under("hint")
            self.folds.append(("part", before))
        elif self._fold_asks(question, title):
            self.begin("fold", title, block.first).under("answer")
            self.folds.append(("question", ""))
        elif question:
            question.add(f"**{title}**")
            self.folds.append(("part", before))
        else:
            self.folds.append(("section", ""))
            self.enter(_SECTION_LEVEL, title or "Details", block.first)

    def _fold_asks(self, question: OpenQuestion | None, title: str) -> bool:
        is_free = not question or (question.origin != "heading" and not self.folds)
        return bool(title) and is_free and (wording.is_question(title) or self.layout.folds_ask)

    def _fold_closes(self) -> None:
        sort, before = self.folds.pop() if self.folds else ("", "")
        if sort == "part" and self.question:
            self.question.label = before
        elif sort in {"question", "section"}:
            self.finish()
            self.path = [section for section in self.path if section.level != _SECTION_LEVEL]


def _balanced(text: str) -> str:
    """Without the second half of bold marks whose first half belonged to a label."""
    text = text.strip()
    for mark in ("**", "__"):
        if text.count(mark) % 2:
            text = text.removesuffix(mark) if text.endswith(mark) else text.removeprefix(mark)
    return text.strip()
