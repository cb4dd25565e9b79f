"""Which part each shape of a document plays: its members ask, answer, head sections or are left out.

A shape whose members mostly ask is what the document's questions look like, and then every member is one. Where none
asks, in whatever language, the outermost shape that is numbered, folded, bold or repeated is. A curator's choice wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from questions.content import ROLES, Shape
from questions.interchange.formats import wording

from . import sections
from .passages import Passage

_SAMPLES = 3
_FEWEST_NESTED = 3
_LONGEST_SAMPLE = 160
_LOOKS = ("folded passages", "bold bullets", "bold lines")  # told apart by their form, in whatever language


@dataclass(kw_only=True)
class Roles:
    """`of` says a shape's role, `counts` the word that numbers its members ("frage"); `chosen` are the curator's."""

    of: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    bold: set[str] = field(default_factory=set)
    bracketed: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    chosen: Mapping[str, str] = field(default_factory=dict)
    title: Passage | None = None

    def role(self, passage: Passage) -> str:
        """What a passage is. Within a shape of questions, a list in which nothing asks is none, nor a known topic."""
        if passage.shape in self.chosen:
            return self.chosen[passage.shape]
        role = self.of.get(passage.shape, "")
        if role == "question":
            if passage is self.title or passage.topic in {"about", "licence", "asking back"}:
                return "section"
            if passage.kind == "heading" and passage.topic and sections.topic_of(passage.text):
                return "section"
            if passage.group and self.of.get(f"{passage.shape} ask") and not any(p.asks for p in passage.group):
                return "answer"
            if passage.kind == "text" and "paragraphs" in passage.shape and not passage.asks:
                return "answer"
        return role


def weigh(passages: Sequence[Passage], chosen: Mapping[str, str]) -> Roles:
    """Decide by the members of each shape, the outer shapes first."""
    roles = Roles(title=_title(passages), chosen={shape: role for shape, role in chosen.items() if role in ROLES})
    members = _members(passages, roles.title)
    roles.repeated = _repeated(members)
    for shape, same in members.items():
        if names := [name for passage in same if (name := wording.counted(passage.text))]:
            name = max(names, key=names.count)
            if names.count(name) * 2 > len(same) and (len(same) > 1 or name in wording.LABELS):
                roles.counts[shape] = name
        if all(passage.text.lstrip().startswith(("**", "__")) for passage in same):
            roles.bold.add(shape)
        if sections.most(wording.bracketed(passage.text) for passage in same):
            roles.bracketed.add(shape)
    _headings(passages, members, roles)
    _others(members, roles)
    if not any(role == "question" for role in roles.of.values()):
        _by_form(members, roles)
    return roles


def listed(passages: Sequence[Passage], roles: Roles) -> list[Shape]:
    """The shapes as a curator sees them, the most frequent first."""
    return sorted(
        (
            Shape(
                name=shape,
                role=roles.chosen.get(shape) or roles.of.get(shape, "answer"),
                count=len(same),
                samples=tuple(" ".join(wording.plain(p.text[:_LONGEST_SAMPLE]).split()) for p in same[:_SAMPLES]),
            )
            for shape, same in _members(passages, roles.title).items()
        ),
        key=lambda shape: -shape.count,
    )


def _members(passages: Sequence[Passage], title: Passage | None) -> dict[str, list[Passage]]:
    """The passages that count, by shape: none of sections that are not for questions, no answer's title."""
    members: dict[str, list[Passage]] = {}
    for passage in passages:
        marks = passage.kind == "fold" and (not passage.text or is_mark(passage.text))
        if passage.shape and passage is not title and not passage.topic and not marks and passage.text.strip():
            members.setdefault(passage.shape, []).append(passage)
    return members


def is_mark(text: str) -> bool:
    """Whether a title only says that an answer or a hint follows."""
    return wording.is_answer_title(text) or wording.is_hint_title(text)


def _repeated(members: Mapping[str, Sequence[Passage]]) -> set[str]:
    """Titles that say the same each time stand above answers, whatever their language."""
    titles = [p.text for same in members.values() for p in same if p.kind == "fold" and not p.asks]
    return {title for title in titles if titles.count(title) > 1} if len(titles) < 5_000 else set()


def _title(passages: Iterable[Passage]) -> Passage | None:
    """The first heading, when no other stands as high."""
    headings = [passage for passage in passages if passage.kind == "heading" and not passage.depth]
    if not headings:
        return None
    first, *others = headings
    if any(other.level <= first.level for other in others):
        return None
    asks = (first.asks or wording.counted(first.text)) and not sections.most(other.asks for other in others)
    return None if asks else first


def _headings(passages: Sequence[Passage], members: Mapping[str, list[Passage]], roles: Roles) -> None:
    shapes = sorted(shape for shape, same in members.items() if same[0].kind == "heading")
    for place, shape in enumerate(shapes):
        same = members[shape]
        name = roles.counts.get(shape, "")
        labels_ask = name in wording.LABELS or sum(map(_waits_for_text, same)) * 2 > len(same)
        asking = sum(passage.asks or bool(name and labels_ask) for passage in same)
        deeper = [members[other] for other in shapes[place + 1 :]]
        within = max((sum(p.asks for p in others) for others in deeper), default=0)
        asks = asking * 2 >= len(same) and within <= 2 * max(asking, _FEWEST_NESTED)
        asked_below = asks and not labels_ask and asking == 1 and _holds_questions(passages, same[0])
        roles.of[shape] = "question" if asks and not asked_below else "section"
        if roles.role(same[0]) == "question" or roles.of[shape] == "question":
            for other in shapes[place + 1 :]:
                roles.of[other] = "answer"
            break


def _waits_for_text(heading: Passage) -> bool:
    return wording.LABEL_ONLY.fullmatch(heading.text) is not None and heading.follower in {"text", "bold", "rest"}


def _holds_questions(passages: Sequence[Passage], heading: Passage) -> bool:
    """Whether a heading such as "What will you be asked?" has questions of its own below it."""
    start = next(at for at, passage in enumerate(passages) if passage is heading)
    inside = 0
    for passage in passages[start + 1 :]:
        if passage.kind == "heading" and passage.level <= heading.level:
            break
        inside += passage.asks
    return inside >= _FEWEST_NESTED


def _others(members: Mapping[str, list[Passage]], roles: Roles) -> None:
    asking_lines = False
    shapes = [shape for shape, same in members.items() if same[0].kind != "heading"]
    rank = {"fold": 0, "label": 1, "numbered": 2, "bold": 3, "item": 4, "code": 5, "text": 6}
    for shape in sorted(shapes, key=lambda name: (rank[members[name][0].kind], "start" in name, name)):
        same = members[shape]
        level = shape.rpartition("headings of level ")[2]
        heading = f"headings of level {level}"
        if level and (roles.chosen.get(heading) or roles.of.get(heading)) in {"question", "answer"}:
            roles.of[shape] = "answer"
            continue
        asks = _asks(same, has_rival=any(roles.of.get(other) == "question" for other in shapes))
        if same[0].kind == "bold":
            asks = asks and not asking_lines
            asking_lines = asking_lines or asks
        if same[0].kind == "text" and not shape.startswith("lines"):
            asks = asks and "question" not in {*roles.of.values(), *roles.chosen.values()}
        heads = same[0].kind == "bold" and sections.most(passage.follower == "item" for passage in same)
        roles.of[shape] = "question" if asks else "section" if heads and not same[0].bold[1] else "answer"
        if asks and sections.most(passage.asks for passage in same):
            roles.of[f"{shape} ask"] = "yes"
    _answers_to_labels(members, roles)


def _asks(same: Sequence[Passage], *, has_rival: bool) -> bool:
    kind, label = same[0].kind, same[0].label
    if kind == "label" and label in wording.LABELS:
        return wording.LABELS[label] == "question"
    if label in {"front", "::"}:
        return True
    if kind == "numbered":
        numbers = [wording.numbered(passage.text) for passage in same]
        return len(set(numbers)) == len(numbers) > 1 or sections.most(passage.asks for passage in same)
    voting = [passage for passage in same if not passage.is_stem]
    if kind == "text":
        return any(passage.asks for passage in voting)
    asking = sum(passage.asks for passage in voting)
    return asking * 2 >= len(voting) + has_rival and asking > 0 and (kind != "label" or len(same) > 1)


def _answers_to_labels(members: Mapping[str, list[Passage]], roles: Roles) -> None:
    """Where one label asks, the other one that comes about as often answers; further labels are parts of answers."""
    labels = {shape: same for shape, same in members.items() if same[0].kind == "label"}
    known = [same[0].label for same in labels.values() if wording.LABELS.get(same[0].label) == "answer"]
    questions = sum(len(same) for shape, same in members.items() if roles.of.get(shape) == "question")
    for shape, same in labels.items():
        is_rival = len(same) > 1 and len(same) * 2 >= questions and not known and len(same[0].label) <= 12
        if roles.of[shape] == "answer" and is_rival:
            roles.of[f"{shape} mark"] = "yes"


def _by_form(members: Mapping[str, list[Passage]], roles: Roles) -> None:
    """Where nothing asks: the outermost shape that is told apart by its form, and is no single one."""
    several = {shape: same for shape, same in members.items() if len(same) > 1 and shape not in roles.chosen}
    counted = [shape for shape, same in several.items() if same[0].kind == "heading" and shape in roles.counts]
    by_look = [shape for look in _LOOKS for shape in several if shape.startswith(look)]
    for shape in [*counted, *by_look][:1]:
        roles.of[shape] = "question"
