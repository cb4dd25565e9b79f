"""What sections are for and how they are called: the words in headings that mean something to an import."""

import re
from collections.abc import Iterable
from functools import lru_cache

import ftfy.badness

from questions.interchange.formats import wording

_TOPICS = {
    "contents": "categories|contents|table of contents|index|toc|questions list|list of questions|navigation",
    "resources": """resources|references|further reading|links|useful links|more resources|additional resources|sources
        |reading|useful resources|reading list|recommended reading|external links""",
    "tips": "tips|advice|general tips|interview tips|best practices and tips",
    "licence": "license|licence|copyright|license and attribution",
    "about": """about|contributing|contribute|contribution|contributions|contributors|acknowledgements|acknowledgments
        |credits|authors|author|legend|installation|getting started|usage|how to use|how to contribute|changelog
        |disclaimer|support|star history|maintainers|project structure|contact|feedback|note|notes|prerequisites
        |motivation|overview""",
}
_TOPIC_OF = {name: topic for topic, names in _TOPICS.items() for name in re.split(r"\s*\|", names)}
_ASKING_BACK = re.compile(
    r"\b(?:to|can|could|for|should) (?:ask )?(?:the|your|an?|them)\b.{0,20}\binterviewers?\b|\bto ask (?:them|back)\b"
)
_NO_NAMES = frozenset(
    {"question", "questions", "interview questions", "questions and answers", "q and a", "faq", "list"}
)
_COUNT = re.compile(r"\s?[(\[]\s?\d{1,6}(?:\s?[^\W\d]{1,20})?\s?[)\]]\s{0,9}$")
_RANGE = re.compile(r"\W{0,3}(?:[^\W\d]{1,20}\W{1,3})?\d{1,5}\s?(?:[-–—…]|\.\.|to)\s?\d{1,5}\W{0,3}")
_LONGEST_TOPIC = 60
_LONGEST_NAME = 300


@lru_cache(maxsize=4096)
def topic_of(heading: str) -> str:
    """What a section is for if not for questions: contents, resources, tips, licence, about or asking back."""
    if len(heading) > _LONGEST_TOPIC:
        return ""
    name = name_of(heading).casefold().replace("&", "and").rstrip(":?! ")
    return "asking back" if _ASKING_BACK.search(name) else _TOPIC_OF.get(name, "")


def names_something(name: str) -> bool:
    """Whether a heading's words can name a category: "Questions" and "Questions 1-20" cannot."""
    bare = name.casefold().replace("&", "and")
    return bool(name) and bare not in _NO_NAMES and not _RANGE.fullmatch(name[:_LONGEST_TOPIC])


def name_of(heading: str) -> str:
    """A heading's words, without numbers, counts, marks, leading emoji or the ruins of one."""
    text = wording.plain(wording.asked(_COUNT.sub("", heading[:_LONGEST_NAME])).text)
    text = re.sub(r"^[^\w(]+", "", text)
    first, _, rest = text.partition(" ")
    if rest and ftfy.badness.is_bad(first):
        text = rest
    return _COUNT.sub("", text).strip(" :") or text


def most(votes: Iterable[object]) -> bool:
    """Whether half of them or more are true; none is not most."""
    counted = [bool(vote) for vote in votes]
    return bool(counted) and sum(counted) * 2 >= len(counted)
