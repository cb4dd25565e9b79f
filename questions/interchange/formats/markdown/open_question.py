"""A question of a Markdown list that is still open: its parts are being gathered."""

import re
from dataclasses import dataclass, field
from typing import Literal

from questions import notation
from questions.content import Content, Entry, FollowUp
from questions.interchange.formats import wording

from .passages import Passage

type Label = Literal["", "answer", "hint"]

_HINT = re.compile(
    r"[*_]{0,3}hints?\s?\d{0,3}\s?(?:[*_]{1,3}\s?:|:\s?[*_]{0,3})\s{0,9}(?P<hint>.+)", re.IGNORECASE | re.DOTALL
)
_PICTURES = re.compile(r"\s{0,9}(?:!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)\s{0,9}){1,20}")
_LONGEST_TAG = 40


@dataclass(kw_only=True)
class OpenQuestion:
    """`passage` is what asked it; `stems` set its scene. Pieces carry the label that they stood under."""

    prompt: str
    line: int
    passage: Passage
    stems: tuple[str, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    label: Label = ""
    labels: set[Label] = field(default_factory=set)
    pieces: list[tuple[Label, str]] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)

    def under(self, label: Label) -> None:
        self.label = label
        self.labels.add(label)

    def tell(self, text: str) -> None:
        """Add what followed the question in the same breath; it may begin with a label of its own."""
        first, *more = text.split("\n")
        if label := wording.answer_label(first):
            self.under("answer")
            text = "\n".join([label.rest, *more]).strip()
        self.add(text)

    def add(self, text: str) -> None:
        if _PICTURES.fullmatch(text) and not self.pieces and "answer" not in self.labels:
            self.prompt = f"{self.prompt}\n\n{text}"  # a picture alone, below the question: part of it
        elif hint := _HINT.fullmatch(text):
            self.pieces.append(("hint", hint["hint"]))
        elif text.strip():
            self.pieces.append((self.label, text))

    def entry(self, *, stars_add_up: bool) -> Entry:
        asked = wording.asked(self.prompt, stars_add_up=stars_add_up)
        more, answer, hints = self._parts()
        prompt = "\n\n".join([_with_parts(asked.text), *more, *self.stems]) if asked.text else ""
        is_stub = ("answer" in self.labels or bool(answer)) and wording.is_stub(answer)
        sources = (*asked.sources, *(wording.links(answer) if is_stub else ()))
        return Entry(
            content=Content(
                title=wording.title_of(prompt),
                prompt=prompt,
                hints=tuple(hints),
                answer="" if is_stub else answer,
                follow_ups=tuple(map(_follow_up, self.follow_ups)),
                sources=tuple(dict.fromkeys(sources)),
            ),
            category=self.category,
            tags=tuple(dict.fromkeys(tag[:_LONGEST_TAG].strip().casefold() for tag in self.tags)),
            difficulty=asked.difficulty or self.difficulty,
            is_stub=is_stub,
            line=self.line,
        )

    def _parts(self) -> tuple[list[str], str, list[str]]:
        """What belongs to the prompt, the answer and the hints. Before a labelled answer, all is still prompt."""
        hints = [text for label, text in self.pieces if label == "hint"]
        rest = [(label, text) for label, text in self.pieces if label != "hint"]
        labels = [label for label, _ in rest]
        first = labels.index("answer") if "answer" in labels else len(rest) if "answer" in self.labels else 0
        return [text for _, text in rest[:first]], "\n\n".join(text for _, text in rest[first:]).strip("\n"), hints


def _with_parts(text: str) -> str:
    """Lettered parts below a question ("a. …", "b. …") as a list."""
    first, *lines = text.split("\n")
    return f"{first}\n\n" + "\n".join(f"- {line}" for line in lines) if wording.are_options(lines) else text


def _follow_up(text: str) -> FollowUp:
    """One that asks in its first line is answered below it; any other is a question as a whole."""
    asked = wording.asked(text).text
    question, _, answer = asked.partition("\n")
    if wording.is_question(question):
        return FollowUp(text=question.strip(), answer=answer.strip())
    return FollowUp(text=notation.one_line(asked))
