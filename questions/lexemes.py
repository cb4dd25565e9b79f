"""A text, or what somebody looks for, as the lexemes that the search compares: the same ones on every database.

A word is kept as it is written and as its stem; what signs join ("A/B", "C++", "p-value", "sklearn.metrics") is kept
whole, too. Case, accents, the possessive 's and American spelling make no difference. Lexemes are spelt in a-z, 0-9 and
_ alone, so that no database's own idea of a word comes between.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .stems import stem

LONGEST = 40
"""Characters of a word that count."""

MOST_TERMS = 24
"""Words of a query that count."""

_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’]")
_CHUNK = re.compile(r"[^\W_](?:[^\W]|[-./&+#@])*")
_TRAILING = "-./&@_"
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[-./&+#@_]")
_QUOTED = re.compile(r'"([^"]*)("|$)')
_PLAIN = re.compile(r"[a-z0-9]")
_AMERICAN = re.compile(r"(?<=[iy])z")
_BRITISH = re.compile(r"(?<=o)u(?=r|$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexemes:
    """Those of a text: words and stems side by side, in order; and what is joined by signs."""

    words: list[str]
    stems: list[str]
    joined: list[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One thing to find: these words in a row, as written or by their stems, or the whole that signs join.

    Where `begins`, the last word need only begin so, and so may what is joined.
    """

    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    joined: str = ""
    begins: bool = False


def of(text: str) -> Lexemes:
    words: list[str] = []
    joined: list[str] = []
    for chunk in _chunks(text):
        words += _words(chunk)
        if _SIGN.search(chunk):
            joined.append(_spelt(chunk))
    return Lexemes(words=words, stems=[stem(word) for word in words], joined=joined)


def terms(query: str) -> list[Term]:
    """What somebody looks for, all of it to be found. Words in quotes stand in a row; an open quote is unfinished."""
    return list(islice(_terms(query), MOST_TERMS))


def _terms(query: str) -> Iterator[Term]:
    place = 0
    for quoted in _QUOTED.finditer(query):
        yield from _loose(query[place : quoted.start()])
        if words := of(quoted[1]).words[:MOST_TERMS]:
            yield _row(words, begins=not quoted[2])
        place = quoted.end()
    yield from _loose(query[place:])


def _loose(text: str) -> Iterator[Term]:
    for chunk in _chunks(text):
        words = _words(chunk)
        if not _SIGN.search(chunk):
            # One letter begins too many words to mean them: R is a language.
            yield _row(words, begins=len(chunk) > 1)
        elif len(words) > 1:
            yield Term(words=tuple(words), stems=tuple(map(stem, words)), joined=_spelt(chunk), begins=True)
        else:
            yield Term(joined=_spelt(chunk), begins=True)


def _row(words: list[str], *, begins: bool) -> Term:
    return Term(words=tuple(words), stems=tuple(map(stem, words)), begins=begins)


def _chunks(text: str) -> Iterator[str]:
    """The stretches of text without white space, brackets and the like: words, and words that signs join."""
    decomposed = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    for found in _CHUNK.finditer(_APOSTROPHE.sub("", plain)):
        if chunk := found[0].rstrip(_TRAILING):
            yield chunk


def _words(chunk: str) -> list[str]:
    """As British and American spelling have in common: "generalis", "behavior". A word that is half typed fits, too."""
    return [_spelt(_BRITISH.sub("", _AMERICAN.sub("s", word))) for word in _WORD.findall(chunk)]


def _spelt(chunk: str) -> str:
    """Each character by itself, so that what begins alike is spelt alike."""
    return "".join(char if _PLAIN.match(char) else f"_{ord(char):x}_" for char in chunk[:LONGEST])
