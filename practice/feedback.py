"""How well an answer covers its key points. Pure functions of texts, safe in any number of threads.

Coverage is word recall: of the words that make a key point what it is, the share that the answer uses. A word that
the question itself gives away counts half, and a word that few of the sibling points share counts more. How often a
word is used, and how long the answer is, counts nothing.

A bag of words sees neither denial nor a mere list of keywords, so a point is *found* only by the words of sentences
that do neither; what the others add makes it *perhaps* found, and a person is asked. Terms that changed places stay
invisible, so the word check only suggests: the learner's own tick decides. Figures, and what was tried and left out:
docs/decisions/0028-found-perhaps-not-found.md.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from django.db import models

from questions.stems import stem

TOUCHED = 0.5
"""The share from which a point is found."""

PERHAPS = 0.35
"""The share from which a point is perhaps found."""

GIVEN_AWAY = 0.5
"""What a word of the question weighs, beside 1 for any other. Removing these words empties many points."""

MOST_WORDS = 3_000
"""Distinct words of a text that are looked at, from its beginning: more than anybody says in an interview."""

MOST_CHARACTERS = 100_000
"""Of an answer that are looked at, from its beginning."""

LONGEST_EVIDENCE = 500
"""Characters; of a longer sentence, as speech to text may make them, each stretch stands for itself."""

SENTENCE_END = re.compile(r"(?<=[.!?]) |\n")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BETWEEN_ITEMS = re.compile(r"[,;:/|()•]")
_DENYING = frozenset("no not never none nobody nothing neither nor without cannot".split())
_COMMON = _DENYING | frozenset(
    """a about all also an and any are as at be because been being both but by can could do does each either every few
    for from get give given gives go has have having how i if in into is it its just less like make makes many may
    mean means might more most much must need needs of off often on once one only or other our out over
    own per rather same say says set should since so some such take takes than that the their them then there these
    they this those through thus to too two under until up upon us use used uses using usually very was way we well
    were what when where whether which while who why will with within would yet you your""".split()
)


class Verdict(models.IntegerChoices):
    """What the word check says of a key point, in rising order."""

    NOT_FOUND = 0, "not found"
    PERHAPS = 1, "perhaps found"
    FOUND = 2, "found"


@dataclass(frozen=True, kw_only=True)
class Match:
    """How an answer meets a key point: the share of its words, 0 to 1, the verdict, and of what is found at least
    perhaps the sentence that shows it best, word for word (at most LONGEST_EVIDENCE of it)."""

    share: float
    verdict: Verdict
    evidence: str = ""


def words(text: str) -> list[str]:
    """A text's distinct words in lower case, in the order in which they first stand there, at most MOST_WORDS."""
    if text.isascii():  # most of what is said, and then all of it is made lower at once
        found = _WORD.findall(text.lower())
        plain: Iterable[str] = (word.removesuffix("'s") for word in found) if "'" in text else found
    else:
        plain = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return list(islice(dict.fromkeys(plain), MOST_WORDS))


def stems(text: str) -> set[str]:
    """The stems of a text's telling words."""
    return _Sentence(text).stems


def recall(prompt: str, points: Sequence[str], answer: str) -> list[float]:
    """The weighted share of each point's telling words that `answer` uses, 0 to 1, in the order of `points`."""
    used = _stems_of(_read(answer))
    return [line.share(used) for line in _rubric(prompt, tuple(points))]


def match(prompt: str, points: Sequence[str], answer: str) -> list[Match]:
    """How `answer` meets each point, in the order of `points`."""
    sentences = list(_read(answer))
    telling = [sentence for sentence in sentences if not sentence.lists]
    claiming = [sentence for sentence in telling if not sentence.denies]
    said = _stems_of(sentences)
    told = said if len(telling) == len(sentences) else _stems_of(telling)
    claimed = told if len(claiming) == len(telling) else _stems_of(claiming)
    result = []
    for line in _rubric(prompt, tuple(points)):
        share = line.share(said)
        # A point that says what is not so is met by sentences that say what is not so.
        counted = told if line.denies else claimed
        if (share if counted is said else line.share(counted)) >= TOUCHED:
            evidence = _evidence(line, telling if line.denies else claiming)
            result.append(Match(share=share, verdict=Verdict.FOUND, evidence=evidence))
        elif share >= PERHAPS:
            result.append(Match(share=share, verdict=Verdict.PERHAPS, evidence=_evidence(line, sentences)))
        else:
            result.append(Match(share=share, verdict=Verdict.NOT_FOUND))
    return result


def only_lists(answer: str) -> bool:
    """Whether an answer names words and says nothing of them in any sentence."""
    sentence = None
    for sentence in _read(answer):
        if not sentence.lists:
            return False  # most end here, at their first sentence
    return sentence is not None


@dataclass(frozen=True)
class _Sentence:
    text: str

    @cached_property
    def words(self) -> list[str]:
        return words(self.text)

    @cached_property
    def telling(self) -> list[str]:
        """All but its denying words."""
        return [word for word in self.words if word not in _DENYING and not word.endswith("n't")]

    @cached_property
    def stems(self) -> set[str]:
        return {stem(word) for word in self.telling if word not in _COMMON}

    @cached_property
    def denies(self) -> bool:
        return len(self.telling) < len(self.words)

    @cached_property
    def lists(self) -> bool:
        """Whether it is a row of terms: hardly any of the small words that sentences are made with, and at most three
        words between two commas. A denying word makes no sentence of it."""
        if 5 * sum(map(_COMMON.__contains__, self.telling)) >= len(self.telling):
            return False
        return len(self.telling) <= 3 * sum(1 for item in _BETWEEN_ITEMS.split(self.text) if _WORD.search(item))


def _read(answer: str) -> Iterator[_Sentence]:
    """Its sentences that have a word, until MOST_WORDS different words have come."""
    met: set[str] = set()
    for sentence in SENTENCE_END.split(answer[:MOST_CHARACTERS]):
        for stretch in _stretches(sentence.strip()):
            read = _Sentence(stretch)
            if read.words:
                yield read
            met.update(read.words)
            if len(met) >= MOST_WORDS:
                return


def _stretches(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_EVIDENCE:
        end = sentence.rfind(" ", 0, LONGEST_EVIDENCE) + 1 or LONGEST_EVIDENCE
        yield sentence[:end].rstrip()
        sentence = sentence[end:]
    yield sentence


def _stems_of(sentences: Collection[_Sentence] | Iterator[_Sentence]) -> set[str]:
    return set().union(*(sentence.stems for sentence in sentences))


@dataclass(frozen=True, slots=True)
class _Line:
    """A key point as answers are held against it: its stems with what they weigh, and whether it says what is not so.

    Threads share these, so nothing in it can be changed.
    """

    weights: tuple[tuple[str, float], ...]
    stems: frozenset[str]
    total: float
    denies: bool

    def share(self, used: Set[str]) -> float:
        """The weighted share of its stems that are `used`, 0 to 1."""
        if self.stems.isdisjoint(used):
            return 0.0
        # fsum: the same to the last digit in whichever order a set gives its members.
        return math.fsum(weight for each, weight in self.weights if each in used) / self.total


@lru_cache(maxsize=1_000)
def _rubric(prompt: str, points: tuple[str, ...]) -> tuple[_Line, ...]:
    """The lines of a rubric; of a question that is asked again and again they are the same each time."""
    given = stems(prompt)
    wanted = [stems(point) for point in points]
    shared_by = Counter(each for point in wanted for each in point)
    lines = []
    for text, point in zip(points, wanted, strict=True):
        weights = tuple(
            (each, (GIVEN_AWAY if each in given else 1) * math.log1p(len(points) / shared_by[each])) for each in point
        )
        total = math.fsum(weight for _, weight in weights)
        lines.append(_Line(weights=weights, stems=frozenset(point), total=total, denies=_Sentence(text).denies))
    return tuple(lines)


def _evidence(line: _Line, sentences: Collection[_Sentence]) -> str:
    """The sentence that uses most of the point, of equals the first."""
    useful = [sentence for sentence in sentences if not sentence.stems.isdisjoint(line.stems)]
    return max(useful, key=lambda sentence: line.share(sentence.stems)).text
