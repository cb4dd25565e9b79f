"""When two questions ask the same. Pure functions on their Markdown; no database.

Equal are two questions whose first paragraphs have the same words, unless both go on and differ there ("What is
printed?" above other code). Alike are two whose telling words, stemmed and sorted, nearly coincide.
"""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from .stems import stem

ALIKE = 88.0  # per cent; below it, pairs are more often two questions than one
_LONGEST = 1_000

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_COMMON = frozenset(
    """a an the of in on at to for from by with and or vs versus as into is are was were be been being do does did done
    has have had can could would should will may might must what why how when where which who whose that this these
    those it its there their they them you your yours i we us our me my explain describe define compare contrast discuss
    difference differences different between tell about give show list name briefly please some any mean means meant
    using used use work works working if so then than not no""".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words: of its first paragraph, of the rest, and the telling ones of the first."""

    first: str
    rest: str
    telling: str
    figures: frozenset[str]


def wording(prompt: str) -> Wording:
    head, _, tail = prompt[:_LONGEST].strip().partition("\n\n")
    words = _words(head)
    stems = sorted({stem(word) for word in words if word not in _COMMON})
    return Wording(
        first=" ".join(words),
        rest=" ".join(_words(tail)),
        telling=" ".join(stems),
        figures=frozenset(each for each in stems if any(map(str.isdigit, each))),
    )


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def is_same(one: Wording, other: Wording) -> bool:
    return one.first == other.first and (not one.rest or not other.rest or one.rest == other.rest)


@dataclass(kw_only=True)
class Wordings[T]:
    """The questions met so far, each with what it stands for."""

    wordings: list[Wording] = field(default_factory=list)
    meanings: list[T] = field(default_factory=list)
    _telling: list[str] = field(default_factory=list)
    _by_first: dict[str, list[int]] = field(default_factory=dict)

    def add(self, wording: Wording, meaning: T) -> None:
        self._by_first.setdefault(wording.first, []).append(len(self.wordings))
        self.wordings.append(wording)
        self.meanings.append(meaning)
        self._telling.append(wording.telling)

    def same(self, wording: Wording) -> T | None:
        """What stands for an equal question."""
        places = self._by_first.get(wording.first, ())
        return next((self.meanings[place] for place in places if is_same(wording, self.wordings[place])), None)

    def alike(self, wording: Wording) -> tuple[T, float] | None:
        """What stands for the most similar question, and how similar it is in per cent."""
        if not wording.telling:
            return None
        found = process.extract(
            wording.telling, self._telling, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=5
        )
        for _, score, place in found:
            if self._may_be_alike(wording, self.wordings[place]):
                return self.meanings[place], score
        return None

    def _may_be_alike(self, one: Wording, other: Wording) -> bool:
        """Not where figures differ (L1, L2), nor where both go on and say other things."""
        if one.figures != other.figures:
            return False
        return not (one.rest and other.rest) or fuzz.ratio(one.rest, other.rest) >= ALIKE
