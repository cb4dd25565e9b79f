"""How well an answer covers its key points. Pure functions of texts.

Coverage is word recall: of the words that make a key point what it is, the share that the answer uses. Words that
the question itself gives away do not count, and a word that few of the sibling points share counts more. It cannot
see negation or a mere list of keywords, so it only suggests: the learner's own tick decides.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import snowballstemmer

TOUCHED = 0.5
"""The recall from which a point is suggested as covered."""

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COMMON = frozenset(
    """a about all also an and any are as at be because been being both but by can could do does each either every few
    for from get give given gives go has have having how i if in into is it its just less like make makes many may
    mean means might more most much must need needs no nor not of off often on once one only or other our out over
    own per rather same say says set should since so some such take takes than that the their them then there these
    they this those through thus to too two under until up upon us use used uses using usually very was way we well
    were what when where whether which while who why will with within without would yet you your""".split()
)


def words(text: str) -> list[str]:
    """The stems of a text's telling words, in order."""
    plain = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    telling = [word for word in plain if word not in _COMMON]
    stems: list[str] = _STEMMER.stemWords(telling)
    return stems


def recall(answer: str, points: Sequence[str], prompt: str) -> list[float]:
    """The weighted share of each point's telling words that `answer` uses, 0 to 1, in the order of `points`."""
    given = set(words(prompt))
    wanted = [set(words(point)) - given or set(words(point)) for point in points]
    used = set(words(answer))
    shared_by = Counter(stem for stems in wanted for stem in stems)

    def weigh(stems: set[str]) -> float:
        return sum(math.log1p(len(points) / shared_by[stem]) for stem in stems)

    return [weigh(stems & used) / weigh(stems) if stems else 0.0 for stems in wanted]


def touches(answer: str, points: Sequence[str], prompt: str) -> list[bool]:
    """Which points an answer seems to cover, in the order of `points`."""
    return [share >= TOUCHED for share in recall(answer, points, prompt)]
