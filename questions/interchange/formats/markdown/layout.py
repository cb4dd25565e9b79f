"""Which layout a document uses: are its headings questions or topics, its lists questions or answers?"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import ftfy.badness

from questions.interchange.formats import wording

from .blocks import Block

_TOPICS = {
    "contents": """categories|contents|table of contents|index|toc|questions list|list of questions|navigation""",
    "resources": """resources|references|further reading|links|useful links|more resources|additional resources|sources
        |reading|useful resources|reading list|recommended reading|external links""",
    "tips": """tips|advice|general tips|interview tips|best practices and tips""",
    "licence": """license|licence|copyright|license and attribution""",
    "about": """about|contributing|contribute|contribution|contributions|contributors|acknowledgements|acknowledgments
        |credits|authors|author|legend|installation|getting started|usage|how to use|how to contribute|changelog
        |disclaimer|support|star history|maintainers|project structure|contact|feedback|note|notes|prerequisites
        |motivation|overview""",
}
_TOPIC_OF = {name: topic for topic, names in _TOPICS.items() for name in re.split(r"\s*\|", names)}
_NO_NAMES = frozenset({"question", "questions", "interview questions", "questions and answers", "q&a", "faq", "list"})
_ABOUT_THIS = re.compile(
    r"\bthis (?:repo|repository|list|guide|project|page|document|book|collection)\b", re.IGNORECASE
)
_SECTION_NUMBER = re.compile(
    r"^(?:(?:chapter|part|section)\s+\d+(?:\.\d+)*[.):]?|\d+(?:\.\d+)*[.):]|\d+(?:\.\d+)+)\s+", re.IGNORECASE
)
_COUNT = re.compile(r"\s*[(\[]\s*\d+(?:\s+questions?)?\s*[)\]]\s*$", re.IGNORECASE)
_JUST_A_LINK = re.compile(r"\W*\[[^\]]*\]\((?P<url>[^)\s]*)\)\W*")
_WHOLE_BOLD = re.compile(r"\s*(\*\*|__)(?P<inner>(?:(?!\1).)+)\1\s*(?P<rest>.*)", re.DOTALL)

_BOLD_ALONE = re.compile(r"\s*(\*\*|__)(?:(?!\1).)+\1\s*(?:\n|$)", re.DOTALL)
_OPTION = re.compile(r"\W*(?P<letter>[a-h])\W*[:.)]\W", re.IGNORECASE)

_HALF = 0.5
_FEWEST_NESTED = 3
_LONGEST_TOPIC = 60
_LONGEST_LINK = 500


@dataclass(kw_only=True)
class Layout:
    question_levels: set[int] = field(default_factory=set)
    numbered_levels: set[int] = field(default_factory=set)
    title: Block | None = None
    sections: set[int] = field(default_factory=set)  # first lines of headings that ask, but hold questions of their own
    folds_ask: bool = False
    lists_ask: bool = False
    answers_between: bool = False  # lists of one question each, the answer between them
    bold_stands_alone: bool = False  # what follows bold words on the same line makes them part of an answer

    def heading_asks(self, heading: Block) -> bool:
        if heading.level not in self.question_levels or heading.first in self.sections or topic_of(heading.text):
            return False
        asks = asks_or_is_label(heading.text)
        return asks or (heading.level in self.numbered_levels and _is_numbered(heading.text))


def weigh(blocks: Sequence[Block]) -> Layout:
    layout = Layout(title=_title(blocks))
    headings = [block for block in blocks if block.kind == "heading" and block is not layout.title]
    by_level: dict[int, list[Block]] = {}
    for heading in headings:
        if not topic_of(heading.text) and not _ABOUT_THIS.search(heading.text):
            by_level.setdefault(heading.level, []).append(heading)
    for level, same in by_level.items():
        asking = [heading for heading in same if asks_or_is_label(heading.text)]
        if len(asking) >= _HALF * len(same):
            layout.question_levels.add(level)
            if all(_is_numbered(heading.text) for heading in asking):
                layout.numbered_levels.add(level)
    layout.sections = set(_asking_sections(blocks, layout.question_levels))
    folds = [block for block in blocks if block.kind == "opens" and not wording.is_answer_title(block.text)]
    layout.folds_ask = _most(wording.is_question(fold.text) for fold in folds)
    lists = [block.children for block in blocks if block.kind == "list"]
    layout.lists_ask = _most(wording.is_question(item_text(item)) for items in lists for item in items)
    layout.answers_between = sum(_is_answered_below(*pair) for pair in pairwise(blocks)) > 1
    bold = [block.text for block in blocks if block.kind == "paragraph" and _asked_within(block)]
    layout.bold_stands_alone = _most(_BOLD_ALONE.match(text) for text in bold)
    return layout


@lru_cache(maxsize=4096)
def topic_of(heading: str) -> str:
    """What a section is for if not for questions: contents, resources, tips, licence or about."""
    if len(heading) > _LONGEST_TOPIC:
        return ""
    return _TOPIC_OF.get(section_name(heading).casefold().replace("&", "and").rstrip(":?! "), "")


def names_something(name: str) -> bool:
    """Whether a heading's words can name a category: "Questions" cannot."""
    return name.casefold() not in _NO_NAMES


def section_name(heading: str) -> str:
    """A heading's words, without numbers, counts, marks, leading emoji or the ruins of one."""
    text = wording.plain(wording.asked(_COUNT.sub("", heading)).text)
    text = re.sub(r"^[^\w(]+", "", text)
    first, _, rest = text.partition(" ")
    if rest and ftfy.badness.is_bad(first):
        text = rest
    return _SECTION_NUMBER.sub("", _COUNT.sub("", text)).strip(" :") or text


def asks_or_is_label(text: str) -> bool:
    return wording.LABEL_ONLY.fullmatch(text) is not None or wording.is_question(text)


def list_asks(items: Sequence[Block], layout: Layout) -> bool:
    """Whether a list's items are questions: most of them ask, or they are terse in a document whose lists do."""
    texts = [item_text(item) for item in items]
    if any(wording.QUESTION_LABEL.match(text) for text in texts):
        return True
    if _most(wording.is_question(text) for text in texts):
        return True
    return layout.lists_ask and any(map(wording.is_question, texts))


def is_contents(items: Sequence[Block]) -> bool:
    """Whether a list is a table of contents: links to places in the same page."""
    return _most(is_back_link(item_text(item)) for item in items)


def is_back_link(text: str) -> bool:
    """A link to a place in the same page, alone."""
    link = _JUST_A_LINK.fullmatch(text) if len(text) <= _LONGEST_LINK else None
    return bool(link and link["url"].startswith("#"))


def asks_in_bold(text: str, layout: Layout) -> bool:
    """Whether a paragraph begins with a question in bold."""
    bold = bold_lead(text)
    alone = not layout.bold_stands_alone or _BOLD_ALONE.match(text)
    return bool(bold and alone and wording.is_question(bold[0]))


def are_options(texts: Sequence[str]) -> bool:
    """Whether lines are the choices of a question (`A: …`, `B: …`), so that "A" labels no answer."""
    letters = {found["letter"].casefold() for text in texts if (found := _OPTION.match(text))}
    return {"a", "b"} <= letters


def bold_lead(text: str) -> tuple[str, str] | None:
    """The bold words that a paragraph starts with, and what follows them."""
    found = _WHOLE_BOLD.fullmatch(text)
    return (found["inner"], found["rest"].strip()) if found else None


def item_text(item: Block) -> str:
    """What an item says before anything nested in it."""
    first = item.children[0] if item.children else item
    return first.text


def _is_numbered(text: str) -> bool:
    return re.match(r"\W*(?:q\w*\W*)?\d{1,4}\W*[.):]", text, re.IGNORECASE) is not None


def _title(blocks: Sequence[Block]) -> Block | None:
    """The first heading, when no other stands as high."""
    headings = [block for block in blocks if block.kind == "heading"]
    if not headings:
        return None
    first, *others = headings
    levels = Counter(heading.level for heading in headings)
    if first.level > min(levels) or levels[first.level] > 1:
        return None
    asks = asks_or_is_label(first.text) and not _most(asks_or_is_label(heading.text) for heading in others)
    return None if asks else first


def _asking_sections(blocks: Sequence[Block], levels: set[int]) -> Iterable[int]:
    """Headings such as "What will you be asked?" above headings with questions of their own."""
    for place, heading in enumerate(blocks):
        if heading.kind != "heading" or heading.level not in levels:
            continue
        inside = _inside(blocks, place, heading.level)
        if not any(block.kind == "heading" for block in inside):
            continue
        nested = sum(map(_asked_within, inside))
        if nested >= _FEWEST_NESTED:
            yield heading.first


def _is_answered_below(block: Block, follower: Block) -> bool:
    """Whether a list of one question is followed by what can be its answer."""
    if block.kind != "list" or len(block.children) > 1 or not wording.is_question(item_text(block.children[0])):
        return False
    is_title = _BOLD_ALONE.match(follower.text) and "\n" not in follower.text
    return follower.kind in {"paragraph", "fence", "list", "quote", "table"} and not is_title


def _asked_within(block: Block) -> int:
    if block.kind == "list":
        return sum(wording.is_question(item_text(item)) for item in block.children)
    bold = bold_lead(block.text) if block.kind == "paragraph" else None
    return int(bold is not None and wording.is_question(bold[0]))


def _inside(blocks: Sequence[Block], place: int, level: int) -> list[Block]:
    inside: list[Block] = []
    for block in (blocks[at] for at in range(place + 1, len(blocks))):
        if block.kind == "heading" and block.level <= level:
            break
        inside.append(block)
    return inside


def _most(votes: Iterable[object]) -> bool:
    counted = [bool(vote) for vote in votes]
    return bool(counted) and sum(counted) >= _HALF * len(counted)
