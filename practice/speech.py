"""How something was spoken, from what speech to text heard of it. Pure functions of words and their times.

Counts, never a grade, and each is defined here:

- *Words a minute*: the words by the time from the first one's beginning to the last one's end, pauses included.
  With less than SHORTEST seconds of it there is none, as a few words say nothing about a pace.
- A *pause* is a silence of at least PAUSE seconds between the end of a word and the beginning of the next; where the
  times of words are not known, between two segments. What comes before the first word and after the last is none.
- A *filler* is a sound of hesitation (um, uh, er, hmm, ah) or one of a few phrases that carry nothing (FILLERS). Speech
  to text leaves many of them out, so there were at least so many.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SHORTEST = 5.0
PAUSE = 1.0
"""Seconds. The times that speech to text gives are good to some tenths, so shorter silences cannot be told."""

FILLERS = {
    "um": r"u+h*m+",
    "uh": r"u+h+",
    "er": r"e+rm*",
    "hmm": r"h+m+|m+h+m+",
    "ah": r"a+h+",
    "you know": r"you know",
    "I mean": r"i mean",
    "basically": r"basically",
    "literally": r"literally",
    "like": r"(?<=, )like(?=,)",  # between commas: elsewhere it is a word
}
"""What each is called, and how it is found in lower case, as whole words."""

_FILLER = re.compile(r"(?<![\w'’-])(?:" + "|".join(f"({form})" for form in FILLERS.values()) + r")(?![\w'’-])")
_SAID = re.compile(r"[^\W_]")


@dataclass(frozen=True, kw_only=True)
class Word:
    """Seconds from the beginning of the recording, and the word."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Some words that were said in one go, as the speech to text divided them. `words` may be unknown: empty."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()

    @property
    def begins(self) -> str:
        """Its start as players show it: 1:05."""
        minutes, seconds = divmod(int(self.start), 60)
        return f"{minutes}:{seconds:02}"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How it was spoken. `seconds` is the time from the first word to the last; `fillers` are names and counts."""

    words: int
    seconds: float
    words_a_minute: int | None
    pauses: int
    longest_pause: float
    fillers: tuple[tuple[str, int], ...]

    @property
    def filler_count(self) -> int:
        return sum(count for _, count in self.fillers)

    def __str__(self) -> str:
        """All of it on one line, as the review shows it."""
        told = [_count(self.words, "word")]
        if self.words_a_minute is not None:
            told.append(f"{self.words_a_minute} words a minute")
        longest = f", the longest {self.longest_pause:.1f} seconds" if self.pauses else ""
        told.append(_count(self.pauses, "pause") + longest)
        which = ", ".join(f"{count} × {name}" for name, count in self.fillers)
        told.append(_count(self.filler_count, "filler") + (f": {which}" if which else ""))
        return " · ".join(told)


def delivery(segments: Sequence[Segment]) -> Delivery:
    """Count. Without a word everything is 0."""
    pieces = _timed(segments)
    silences = [gap for gap in _gaps(pieces) if gap >= PAUSE]
    seconds = max((end for _, end in pieces), default=0.0) - min((start for start, _ in pieces), default=0.0)
    words = sum(bool(_SAID.search(word)) for word in text_of(segments).split())
    return Delivery(
        words=words,
        seconds=seconds,
        words_a_minute=round(60 * words / seconds) if seconds >= SHORTEST and words else None,
        pauses=len(silences),
        longest_pause=max(silences, default=0.0),
        fillers=fillers(text_of(segments)),
    )


def _count(number: int, noun: str) -> str:
    return f"{number}\N{NO-BREAK SPACE}{noun}{'' if number == 1 else 's'}"


def fillers(text: str) -> tuple[tuple[str, int], ...]:
    """The fillers of a text with their counts, the most frequent first, equals by the order of FILLERS."""
    names = list(FILLERS)
    found = Counter(names[(match.lastindex or 1) - 1] for match in _FILLER.finditer(" ".join(text.lower().split())))
    return tuple(sorted(found.items(), key=lambda item: (-item[1], names.index(item[0]))))


def text_of(segments: Sequence[Segment]) -> str:
    """All the words, as one text."""
    return " ".join(filter(None, (segment.text.strip() for segment in segments)))


def to_plain(segments: Sequence[Segment]) -> list[list[Any]]:
    """As JSON can hold it, in lists, since there are thousands of words."""
    return [
        [each.start, each.end, each.text, [[word.start, word.end, word.text] for word in each.words]]
        for each in segments
    ]


def from_plain(plain: Sequence[Sequence[Any]]) -> list[Segment]:
    """What `to_plain` made of them."""
    return [
        Segment(start=start, end=end, text=text, words=tuple(Word(start=a, end=b, text=said) for a, b, said in words))
        for start, end, text, words in plain
    ]


def _timed(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """When something was said: word by word where that is known, in the order of time."""
    spoken = [segment for segment in segments if _SAID.search(segment.text)]
    return sorted((piece.start, piece.end) for segment in spoken for piece in (segment.words or (segment,)))


def _gaps(pieces: Sequence[tuple[float, float]]) -> list[float]:
    """The silences between pieces in their order; pieces may overlap."""
    gaps, until = [], math.inf
    for start, end in pieces:
        if start > until:
            gaps.append(start - until)
        until = end if until == math.inf else max(until, end)
    return gaps
