"""What people write around a question, whatever the file's format: numbers, labels, marks, placeholders."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from questions import kinds, markdown

_DIFFICULTIES = {
    "easy": "e easy beginner basic basics simple junior entry fundamental low 1",
    "medium": "m medium med intermediate moderate mid middle normal 2",
    "hard": "h hard advanced expert difficult senior challenging tough high 3",
}
DIFFICULTY_WORDS = {word: difficulty for difficulty, words in _DIFFICULTIES.items() for word in words.split()}
_SINGLE_MARKS = {
    **dict.fromkeys("🟢🟩👶🐣🌱💚", "easy"),
    **dict.fromkeys("🟡🟨🟠🟧💛", "medium"),
    **dict.fromkeys("🔴🟥🚀🔥💀🧠", "hard"),
}
_STARS = "⭐★🌟🌶"
_STAR_DIFFICULTIES = {1: "easy", 2: "medium", 3: "hard", 4: "hard", 5: "hard"}

# A sentence that begins so asks for something, with a question mark or without.
_ASKING = frozenset(
    """what what's why how when where which who whose whom can could would should do does did is are was were have has
    will explain describe define compare contrast discuss implement write design build derive prove show calculate
    compute find give list name tell walk talk suppose imagine assume given consider normalize normalise outline state
    differentiate distinguish estimate sketch draw create develop convert reverse code train select evaluate explore
    elaborate mention identify illustrate interpret analyze analyse summarize summarise pick choose debug optimize
    optimise simulate sample plot predict propose if you your""".split()
)
_FEWEST_WORDS = 3
_LONGEST_QUESTION = 1_500
_LONGEST_TITLE = 80

_NUMBER = r"(?:(?:q(?:uestion|ues)?|problem|exercise|task)\s*[.#]?\s*)?(?:no\.?\s*)?#?\d{1,4}"
_LEAD = re.compile(
    rf"(?:\[[ xX]\]\s+|{_NUMBER}\s*[.):–—-]+(?=\s|\*|$)\s*|q(?:uestion|ues)?\s*[.):–—-]+(?=\s|\*|$)\s*"
    r"|[^\w\s\[(*_`$<>\\\"'“‘«/+~-]+\s*)",
    re.IGNORECASE,
)
LABEL_ONLY = re.compile(rf"\W*(?:{_NUMBER}|q(?:uestion|ues)?|problem)\s*[.:)]*\W*", re.IGNORECASE)
QUESTION_LABEL = re.compile(
    r"[*_#\s]*(?:q(?:ues(?:tion)?)?\s*[.#]?\s*\d*)\s*[*_]*\s*[:.)][*_]*\s*(?P<rest>.*)", re.IGNORECASE
)
ANSWER_LABEL = re.compile(
    r"[*_#>\s]*(?:a\d*|ans(?:wer)?(?:\s+\d+)?|solution|response|explanation|(?:sample|model|reference|expected|given|short|correct)"
    r" answer)(?:\s*[*_]*\s*:|\.(?=[*_]{2}))\s*[*_]*\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_ANSWER_TITLE = re.compile(
    r"\W*(?:(?:show|view|see|reveal|click|tap|expand|toggle|open|check|get|read|display|spoiler|the|to|for|here|me|full"
    r"|sample|model|reference|given|suggested|possible|expected|short|detailed|correct|and|code|my)\W+)*"
    r"(?:answers?|ans|a|solutions?|explanations?|responses?|reveal|expand|details?|spoilers?|show|view|more|here)\W*",
    re.IGNORECASE,
)
_HINT_TITLE = re.compile(r"\W*(?:show |see |view )?(?:a |the )?hints?\s*\d*\W*", re.IGNORECASE)
_STUBS = frozenset(
    re.split(
        r"\s*\|",
        """answer here|your answer here|todo|to do|tbd|tba|to be filled|to be filled in|to be added|to be done
        |coming soon|wip|work in progress|answer|n a|na|none|fill in|fill me in|answer goes here|add answer here
        |add your answer here
        |placeholder|not answered yet|no answer yet|no answer|pending|write your answer here|to be answered
        |yet to be answered|answer coming soon|answer pending|insert answer here|your answer|write answer here
        |answer to be added|unanswered|will be added|will be added soon|to be continued|tk|fixme""",
    )
)
_LINK = re.compile(r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<url>[^)\s>]*)>?(?:\s+[\"'][^)]*)?\)")
_SOURCE_LINK = re.compile(
    r"\s*\[?\[{1,2}(?:src|source|ref|reference|answer|ans|solution|link|here|read more|explanation|more)\s*\d*\]{0,2}"
    r"\(\s*(?P<url>[^)\s]*)\)\]?\s*",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?P<mark>\*\*\*|\*\*|__)(?P<inner>(?:(?!(?P=mark)).)+)(?P=mark)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it is asked, freed of what stood around it."""

    text: str
    difficulty: str = ""
    sources: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def asked(text: str, *, stars_add_up: bool = False) -> Asked:
    """Take number, label, marks and links to sources off a question; nothing is left of one without words.

    `stars_add_up`: the source uses one to three stars; otherwise one star means medium.
    """
    result = Asked(text=text.replace("\ufe0f", "").strip())
    for _ in range(6):  # each step may uncover another: "1. [E] **Q:** …"
        before = result
        result = _without_source_links(result)
        result = _without_marks(result, stars_add_up)
        bare = _LEAD.sub("", result.text, count=1) if _LEAD.match(result.text) else result.text
        whole = _BOLD.fullmatch(bare.strip())
        result = replace(result, text=(whole["inner"] if whole else bare).strip())
        if result == before:
            break
    if not re.search(r"\w", result.text):
        return replace(result, text="")
    link = _LINK.fullmatch(result.text)
    if link and not result.text.startswith("!"):
        result = replace(result, text=link["text"], sources=(*result.sources, *_addresses([link["url"]])))
    return result


@lru_cache(maxsize=4096)
def is_question(text: str) -> bool:
    """Whether a line asks: it ends with a question mark or begins as questions and tasks do."""
    words_only = plain(asked(text[:_LONGEST_QUESTION]).text)
    if len(text) > _LONGEST_QUESTION or not words_only:
        return False
    if words_only.rstrip(" )]”\"'*_.!").endswith(("?", "？")):
        return len(words_only) > 3
    words = words_only.casefold().replace("’", "'").split()
    return len(words) >= _FEWEST_WORDS and words[0].strip("\"'“(,:") in _ASKING and not words_only.endswith(":")


def is_stub(answer: str) -> bool:
    """Whether an answer is only a placeholder, or only links to answers elsewhere."""
    words = re.sub(r"[\W_]+", " ", _LINK.sub("", answer)).strip().casefold()
    return not words or words in _STUBS


def links(text: str) -> tuple[str, ...]:
    return _addresses([found["url"] for found in _LINK.finditer(text) if not found[0].startswith("!")])


def plain(text: str) -> str:
    """A line's words without marks, links' addresses and code marks; rougher than `markdown.to_text`, and quick."""
    return re.sub(r"[*`~]+|(?<!\w)_+|_+(?!\w)", "", _LINK.sub(lambda link: link["text"], text)).strip()


def is_answer_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _ANSWER_TITLE.fullmatch(plain(text)) is not None


def is_hint_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _HINT_TITLE.fullmatch(plain(text)) is not None


def difficulty_of(text: str) -> str:
    """The difficulty that a cell or a heading names ("Hard", "Level: medium", 🟢), else nothing."""
    mark = _without_marks(Asked(text=text.replace("\ufe0f", "").strip()), True)
    if mark.difficulty and not mark.text:
        return mark.difficulty
    words = re.sub(r"\b(difficulty|level|questions?)\b|[^\w\s]", " ", text.casefold()).split()
    return DIFFICULTY_WORDS.get(words[0], "") if len(words) == 1 else ""


def kind_of(text: str) -> str:
    """The kind that a cell names, else nothing."""
    words = re.sub(r"\b(questions?|interviews?|round|ml)\b", " ", text.casefold()).replace("_", " ").split()
    return kinds.NAMES.get("-".join(words), "") or next(
        (kinds.NAMES[word] for word in words if word in kinds.NAMES), ""
    )


def title_of(prompt: str) -> str:
    """A short name for lists: the first paragraph's words, cut at a word where they are many."""
    words = markdown.to_text(prompt.split("\n\n", 1)[0][:_LONGEST_QUESTION])
    if len(words) > 120:
        words = words[:117].rsplit(" ", 1)[0] + "…"
    return words.rstrip("?.: ") or words or prompt[:117]


def _without_source_links(asked: Asked) -> Asked:
    addresses: list[str] = []

    def note(found: re.Match[str]) -> str:
        addresses.append(found["url"])
        return " "

    text = _SOURCE_LINK.sub(note, asked.text).strip()
    return replace(asked, text=text, sources=(*asked.sources, *_addresses(addresses))) if addresses else asked


def _without_marks(asked: Asked, stars_add_up: bool) -> Asked:
    for pattern in (_LEADING_MARK, _TRAILING_MARK):
        if found := pattern.search(asked.text):
            difficulty = _mark_means(found["mark"], stars_add_up)
            text = asked.text[: found.start()] + (found["after"] or "") + asked.text[found.end() :]
            asked = replace(asked, text=text.strip(), difficulty=asked.difficulty or difficulty)
    return asked


_WORD_MARK = (
    r"(?:\[(?:e|m|h|easy|medium|hard|basic|beginner|intermediate|advanced|expert)\]"
    r"|\((?:easy|medium|hard|basic|beginner|intermediate|advanced|expert)\)"
    r"|`(?:easy|medium|hard)`)"
)
_ANY_MARK = rf"(?P<mark>(?P<bold>[*_]*){_WORD_MARK}(?P=bold)|[{''.join(_SINGLE_MARKS)}]|[{_STARS}]+)"
_LEADING_MARK = re.compile(rf"^{_ANY_MARK}\s*[:–-]?\s*(?P<after>)", re.IGNORECASE)
_TRAILING_MARK = re.compile(rf"\s*{_ANY_MARK}\s*(?P<after>[*_]*)\W*$", re.IGNORECASE)


def _mark_means(mark: str, stars_add_up: bool) -> str:
    if mark[0] in _STARS:
        return _STAR_DIFFICULTIES.get(len(mark), "hard") if stars_add_up else "medium"
    return _SINGLE_MARKS.get(mark[0]) or DIFFICULTY_WORDS.get(mark.strip("[]()`*_").casefold(), "")


def uses_several_stars(text: str) -> bool:
    return re.search(rf"[{_STARS}]\ufe0f?[{_STARS}]", text) is not None


def _addresses(urls: list[str]) -> tuple[str, ...]:
    return tuple(url for url in urls if url.startswith(("http://", "https://")))
