"""How well an answer covers its key points. Pure functions of texts, safe in any number of threads.

Coverage is word recall: of the words that make a key point what it is, the share that the answer uses. A word that
the question itself gives away counts half, and a word that few of the sibling points share counts more. How often a
word is used, and how long the answer is, counts nothing. It cannot see negation or a mere list of keywords, so it
only suggests: the learner's own tick decides.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice

from questions.stems import stem

TOUCHED = 0.5
"""The recall from which a point is suggested as covered."""

GIVEN_AWAY = 0.5
"""What a word of the question weighs, beside 1 for any other. Removing these words empties many points."""

MOST_WORDS = 3_000
"""Distinct words of a text that are looked at, from its beginning: more than anybody says in an interview."""

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
    """A text's distinct words in lower case, in the order in which they first stand there, at most MOST_WORDS."""
    plain = (word.casefold().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return list(islice(dict.fromkeys(plain), MOST_WORDS))


def stems(text: str) -> set[str]:
    """The stems of a text's telling words."""
    return {stem(word) for word in words(text) if word not in _COMMON}


def recall(answer: str, points: Sequence[str], prompt: str) -> list[float]:
    """The weighted share of each point's telling words that `answer` uses, 0 to 1, in the order of `points`."""
    given = stems(prompt)
    used = stems(answer)
    wanted = [stems(point) for point in points]
    shared_by = Counter(each for point in wanted for each in point)

    def weigh(some: Collection[str]) -> float:
        # fsum: the same to the last digit in whichever order a set gives its members.
        return math.fsum(
            (GIVEN_AWAY if each in given else 1) * math.log1p(len(points) / shared_by[each]) for each in some
        )

    return [weigh(point & used) / weigh(point) if point else 0.0 for point in wanted]


def touches(answer: str, points: Sequence[str], prompt: str) -> list[bool]:
    """Which points an answer seems to cover, in the order of `points`."""
    return [share >= TOUCHED for share in recall(answer, points, prompt)]
