"""Words to their stems, in as many threads as there are."""

from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40
"""Characters; what is longer is no English word, has no stem and fills no cache."""


def stem(word: str) -> str:
    """The English stem of a word in lower case."""
    return _stem(word) if len(word) <= LONGEST_WORD else word


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A stemmer holds the word that it works on: one that threads share mixes their words up. A new one costs nothing
    # beside its work.
    stemmed: str = snowballstemmer.stemmer("english").stemWord(word)
    return stemmed
