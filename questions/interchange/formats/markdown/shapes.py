"""Which part each shape of a document plays: its members ask, answer, head sections or are left out.

A shape whose members mostly ask is what the document's questions look like, and then every member is one. Where none
asks, in whatever language, a shape that is told apart by its form is. A curator's choice wins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questions.content import ROLES, Shape
from questions.interchange.formats import wording

from . import sections
from .passages import Passage

_SAMPLES = 3
_LONGEST_SAMPLE = 160
_ORDER = ("heading", "fold", "label", "numbered", "bold", "item", "code", "text")  # from the outermost
_LOOKS = ("folded passages", "bold bullets", "bold lines")  # told apart by their form, in whatever language


@dataclass(kw_only=True)
class Roles:
    """`of` says a shape's role; `counts` the word that numbers its members ("frage"); `asking` are shapes of questions
    that mostly ask; `answering` labels that answer; `repeated` titles stand above answers."""

    chosen: Mapping[str, str]
    title: Passage | None
    members: dict[str, list[Passage]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    asking: set[str] = field(default_factory=set)
    answering: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)

    def role(self, passage: Passage) -> str:
        """What a passage is. Within a shape of questions, a list in which nothing asks is none, nor a known topic."""
        if passage.shape in self.chosen:
            return self.chosen[passage.shape]
        role = self.of.get(passage.shape, "")
        if role != "question":
            return role
        if passage is self.title or passage.topic in {"about", "licence", "asking back"}:
            return "section"
        if passage.kind == "heading" and passage.topic and sections.topic_of(passage.text):
            return "section"
        asks_nothing = passage.group and passage.shape in self.asking and not any(each.asks for each in passage.group)
        is_told = passage.kind == "text" and passage.shape.startswith("paragraphs") and not passage.asks
        return "answer" if asks_nothing or is_told else role

    def without_count(self, passage: Passage) -> str:
        """What it asks, without the word and the number that its shape's members begin with."""
        asked = passage.parts[0]
        name = self.counts.get(passage.shape)
        return wording.without_count(asked) if name and wording.counted(asked) == name else asked


def weigh(passages: Sequence[Passage], chosen: Mapping[str, str]) -> Roles:
    """Decide by the members of each shape, the outer shapes first."""
    roles = Roles(title=_title(passages), chosen={shape: role for shape, role in chosen.items() if role in ROLES})
    for passage in passages:
        text = passage.text
        marks = passage.kind == "fold" and (wording.is_answer_title(text) or wording.is_hint_title(text))
        if passage.shape and text.strip() and passage is not roles.title and not passage.topic and not marks:
            roles.members.setdefault(passage.shape, []).append(passage)
    for shape, same in roles.members.items():
        names = [name for passage in same if (name := wording.counted(passage.text))]
        name = max(names, key=names.count) if names else ""
        if names.count(name) * 2 > len(same) and (len(same) > 1 or name in wording.LABELS):
            roles.counts[shape] = name
    folds = [fold.text for same in roles.members.values() for fold in same if fold.kind == "fold" and not fold.asks]
    roles.repeated = {title for title in folds[:1_000] if folds.count(title) > 1}
    _decide_headings(roles)
    _decide_others(roles)
    if "question" not in {*roles.of.values(), *roles.chosen.values()}:
        _decide_by_form(roles)
    return roles


def listed(roles: Roles) -> list[Shape]:
    """The shapes as a curator sees them, the most frequent first."""
    shapes = [
        Shape(
            name=shape,
            role=roles.chosen.get(shape) or roles.of.get(shape, "answer"),
            count=len(same),
            samples=tuple(" ".join(wording.plain(p.text[:_LONGEST_SAMPLE]).split()) for p in same[:_SAMPLES]),
        )
        for shape, same in roles.members.items()
    ]
    return sorted(shapes, key=lambda shape: -shape.count)


def _title(passages: Sequence[Passage]) -> Passage | None:
    """The first heading, when no other stands as high."""
    headings = [passage for passage in passages if passage.kind == "heading" and passage.shape]
    if not headings or any(other.block.level <= headings[0].block.level for other in headings[1:]):
        return None
    asks = headings[0].asks or wording.counted(headings[0].text)
    return None if asks and not sections.most(other.asks for other in headings[1:]) else headings[0]


def _decide_headings(roles: Roles) -> None:
    """The highest level that asks; what stands deeper is part of the answers."""
    shapes = sorted(shape for shape, same in roles.members.items() if same[0].kind == "heading")
    found = ""
    for shape in shapes:
        same, name = roles.members[shape], roles.counts.get(shape, "")
        counts = name in wording.LABELS
        asking = sum(passage.asks or counts for passage in same)
        asks = asking * 2 >= len(same)
        roles.of[shape] = "answer" if found else "question" if asks else "section"
        found = found or (shape if "question" in {roles.of[shape], roles.chosen.get(shape)} else "")


def _decide_others(roles: Roles) -> None:
    shapes = [shape for shape, same in roles.members.items() if same[0].kind != "heading"]
    for shape in sorted(shapes, key=lambda name: (_ORDER.index(roles.members[name][0].kind), name)):
        same = roles.members[shape]
        kind, level = same[0].kind, shape.rpartition(" under ")[2]
        if (roles.chosen.get(level) or roles.of.get(level)) in {"question", "answer"}:
            roles.of[shape] = "answer"
            continue
        asks = _asks(same, has_rival="question" in roles.of.values())
        if kind == "text" and not shape.startswith("lines"):
            asks = asks and "question" not in {*roles.of.values(), *roles.chosen.values()}
        heads = kind == "bold" and not same[0].parts[1] and sections.most(p.follower == "item" for p in same)
        roles.of[shape] = "question" if asks else "section" if heads else "answer"
        if asks and sections.most(passage.asks for passage in same):
            roles.asking.add(shape)
    _decide_answering_labels(roles)


def _asks(same: Sequence[Passage], *, has_rival: bool) -> bool:
    kind, label = same[0].kind, same[0].label
    if kind == "label" and label in {*wording.LABELS, "front", "::"}:
        return wording.LABELS.get(label) != "answer"
    if kind == "numbered":
        numbers = [wording.numbered(passage.text) for passage in same]
        return len(set(numbers)) == len(numbers) > 1 or sections.most(passage.asks for passage in same)
    voting = [passage for passage in same if not passage.is_stem]
    asking = sum(passage.asks for passage in voting)
    if kind == "text":
        return asking > 0
    return asking * 2 >= len(voting) + has_rival and asking > 0 and (kind != "label" or len(same) > 1)


def _decide_answering_labels(roles: Roles) -> None:
    """Labels that are known to answer; else, where one label asks, the other one that comes about as often."""
    labels = {shape: same for shape, same in roles.members.items() if same[0].kind == "label"}
    roles.answering = {shape for shape, same in labels.items() if wording.LABELS.get(same[0].label) == "answer"}
    questions = sum(len(same) for shape, same in roles.members.items() if roles.of.get(shape) == "question")
    if not roles.answering:
        others = {shape: len(same) for shape, same in labels.items() if roles.of[shape] == "answer"}
        roles.answering = {shape for shape, count in others.items() if count > 1 and questions <= count * 2}


def _decide_by_form(roles: Roles) -> None:
    """Where nothing asks: the outermost shape that is told apart by its form, and is no single one."""
    several = [shape for shape, same in roles.members.items() if len(same) > 1 and shape not in roles.chosen]
    by_look = [shape for look in _LOOKS for shape in several if shape.startswith(look)]
    for shape in by_look[:1]:
        roles.of[shape] = "question"
