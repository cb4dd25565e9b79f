"""The lists of a Markdown list: of questions, of topics with questions nested below, of answers, links or contents."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

from questions.content import ResourceEntry, TipEntry
from questions.interchange.formats import wording

from . import layout
from .blocks import Block
from .open_question import OpenQuestion
from .reader_state import ReaderState

_LONGEST_TOPIC = 8  # words; more of them set a scene
_TOPIC_LEVEL = 8  # items that serve as headings stand below every heading and bold line
_REMARK = re.compile(r"(\*\*|__)[\w ]{1,40}\1\s*:|(\*\*|__)[\w ]{1,40}:\2")
_LINK = re.compile(r"\[(?P<title>[^\]]+)\]\((?P<url>[^)\s]+)\)[\s:–—-]*(?P<blurb>.*)", re.DOTALL)


@dataclass(kw_only=True)
class ListReader(ReaderState, ABC):
    @abstractmethod
    def take(self, block: Block) -> None:
        """Read any block."""

    def take_list(self, block: Block) -> None:
        items, question = block.children, self.question
        if question and not self._goes_on(question, items):
            self._answer(block)
            return
        self.finish()
        if self.topic == "contents" or (self.topic != "resources" and layout.is_contents(items)):
            self._skip_items(items, "part of the table of contents")
        elif self.topic == "resources":
            self._resources(items)
        elif self.topic == "tips":
            self._tips(items)
        elif self.is_aside:
            self._skip_items(items, "in a section that is not about questions")
        elif layout.list_asks(items, self.layout):
            self._questions(items)
        elif any(self._nested_questions(item) for item in items):
            self._topics(items)
        else:
            self._skip_items(items, "a list item that asks nothing")

    def _goes_on(self, question: OpenQuestion, items: list[Block]) -> bool:
        """Whether a list goes on with questions after one whose answer stood between the lists."""
        if question.origin in {"heading", "fold"}:
            return False
        if question.origin != "list":
            return any(wording.QUESTION_LABEL.match(layout.item_text(item)) for item in items)
        number = items[0].number
        in_order = question.number is not None and number is not None and number in {question.number + 1, 1}
        return (in_order and len(items) == 1) or layout.list_asks(items, self.layout)

    # --- Lists of questions

    def _questions(self, items: list[Block]) -> None:
        for item in items:
            self._question(item)
        last = items[-1]
        answer_may_follow = len(items) == 1 or (self.layout.answers_between and last.number is not None)
        if not (self.question and answer_may_follow and (len(items) == 1 or not self.question.pieces)):
            self.finish()

    def _question(self, item: Block) -> None:
        text = layout.item_text(item)
        first = text.split("\n", 1)[0]
        if item.children and item.children[0].kind == "opens":
            self.finish()
            self._body(item.children)
        elif self.question and wording.ANSWER_LABEL.fullmatch(first):
            self._body(item.children)
        elif self._nested_questions(item) and (not wording.is_question(text) or self._is_stem(text, item)):
            self._topics([item])
        elif not text.strip():
            self._skip_items([item], "an empty list item")
        else:
            self._begin(item, text)
            self._body(item.children[1:])

    def _begin(self, item: Block, text: str) -> None:
        prompt, told = self.asked_and_told(text)
        if label := wording.QUESTION_LABEL.fullmatch(prompt.split("\n", 1)[0]):
            prompt = "\n".join([label["rest"], *prompt.split("\n")[1:]]).removesuffix("**").strip()
        question = self.begin("list", prompt, item.first, number=item.number)
        first, *more = told.split("\n")
        if label := wording.ANSWER_LABEL.fullmatch(first):
            question.under("answer")
            told = "\n".join([label["rest"], *more]).strip()
        question.add(told)

    def asked_and_told(self, text: str) -> tuple[str, str]:
        """Split a paragraph into its question and the answer that follows within it."""
        lines = [line.strip() for line in text.split("\n")]
        bold = layout.bold_lead(text)
        if bold and bold[1] and wording.is_question(bold[0]):
            return bold
        labelled = next((at for at, line in enumerate(lines) if at and wording.ANSWER_LABEL.fullmatch(line)), 0)
        if labelled:
            return "\n".join(lines[:labelled]), "\n".join(lines[labelled:])
        ends = (at for at, line in enumerate(lines[:-1], 1) if wording.asked(line).text.rstrip("*_ ").endswith("?"))
        end = next(ends, len(lines)) if not lines[-1].endswith("?") else len(lines)
        return "\n".join(lines[:end]), "\n".join(lines[end:])

    def _body(self, blocks: list[Block]) -> None:
        """What stands within an item, below its first line."""
        for block in blocks:
            if block.kind == "list" and self.question:
                self._nested(block)
            elif block.kind == "heading" and self.question and not wording.is_answer_title(block.text):
                self.question.add(self.passage(block))
            elif block.kind == "heading" and self.question:
                self.question.under("answer")
            else:
                self.take(block)

    def _nested(self, block: Block) -> None:
        """A list within a question: questions of their own if they carry marks, else follow-ups, else the answer."""
        texts = [layout.item_text(item) for item in block.children]
        question = self.question
        asks = [wording.is_question(text) and "?" in text for text in texts]
        if question and question.origin == "list" and not question.labels and sum(asks) * 2 > len(asks):
            if any(wording.asked(text).difficulty for text in texts):
                self._questions(block.children)
            else:
                question.follow_ups += texts
        else:
            self._answer(block)

    def _answer(self, block: Block) -> None:
        """A list below a question is its answer; an item such as `- **Answer**: …` starts the answer proper."""
        question = self.question
        if question is None:
            return
        firsts = [layout.item_text(item).split("\n")[0] for item in block.children]
        labelled = [bool(wording.ANSWER_LABEL.fullmatch(text)) for text in firsts]
        if not any(labelled) or layout.are_options(firsts):
            question.add(self.passage(block))
            return
        for item, is_labelled in zip(block.children, labelled, strict=True):
            if is_labelled:
                self._body(item.children)
            elif _REMARK.match(layout.item_text(item)):
                self._skip_items([item], "a note beside an answer")
            else:
                question.add(self.passage(item))

    def _is_stem(self, text: str, item: Block) -> bool:
        """Whether an item only sets the scene for the questions nested below, which carry marks of their own."""
        nested = [layout.item_text(inner) for child in self._nested_questions(item) for inner in child.children]
        marked = any(wording.asked(other).difficulty for other in nested)
        return marked and "?" not in text and not wording.asked(text).difficulty

    # --- Lists of other things

    def _nested_questions(self, item: Block) -> list[Block]:
        return [
            child for child in item.children if child.kind == "list" and layout.list_asks(child.children, self.layout)
        ]

    def _topics(self, items: list[Block]) -> None:
        """Items that name a topic, with its questions nested below."""
        before = list(self.path)
        for item in items:
            if not (nested := self._nested_questions(item)):
                self._skip_items([item], "a list item that asks nothing")
                continue
            self.finish()
            text, first = layout.item_text(item), len(self.document.entries)
            is_scene = len(text.split()) > _LONGEST_TOPIC
            if not is_scene:
                self.enter(_TOPIC_LEVEL + len(before), text, item.first)
            for child in nested:
                self._questions(child.children)
            self.finish()
            self.path = list(before)
            if is_scene:
                self._set_scene(first, wording.asked(text).text)

    def _set_scene(self, first: int, scene: str) -> None:
        """Put the scene that an item has set below each question nested in it."""
        entries = self.document.entries
        for place in range(first, len(entries)):
            content = entries[place].content
            prompt = f"{content.prompt}\n\n{scene}"
            entries[place] = replace(entries[place], content=replace(content, prompt=prompt))

    def _resources(self, items: list[Block]) -> None:
        for item in items:
            link = _LINK.fullmatch(layout.item_text(item))
            if not link:
                self._skip_items([item], "a resource without an address")
                continue
            self.document.resources.append(
                ResourceEntry(
                    title=link["title"], url=link["url"], blurb=link["blurb"], line=self.source.number(item.first)
                )
            )

    def _tips(self, items: list[Block]) -> None:
        self.document.tips += [
            TipEntry(text=text, line=self.source.number(item.first))
            for item in items
            if (text := layout.item_text(item))
        ]

    def _skip_items(self, items: list[Block], reason: str) -> None:
        for item in items:
            self.skip(item, layout.item_text(item) or self.source.lines[item.first], reason)
