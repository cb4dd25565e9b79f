"""What people write around a question, whatever the file's format: numbers, labels, marks, placeholders."""

import re
from collections.abc import Sequence
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

# A sentence that begins so asks for something, with a question mark or without.
_ASKING = frozenset(
    """what what's why how when where which who whose whom can could would should will do does did is are was were have
    explain describe define compare contrast discuss implement write design build derive prove show calculate compute
    find give list name tell walk talk suppose imagine assume given consider normalize normalise outline state
    differentiate distinguish estimate sketch develop evaluate""".split()
)
_LABELS = {
    "question": "q ques question problem frage pregunta pergunta domanda вопрос vraag pytanie soru"
    " 问题 问 質問 問 질문",
    "answer": "a ans answer solution response explanation antwort respuesta resposta réponse risposta ответ antwoord"
    " odpowiedź cevap 答案 答 回答 解答 答え 답 답변 정답",
}
LABELS = {word: part for part, words in _LABELS.items() for word in words.split()} | {
    f"{which} answer": "answer" for which in "sample model reference expected given short correct".split()
}
"""What people put before a question or an answer, and above their columns, in some languages."""

_FEWEST_WORDS = 3
_LONGEST_QUESTION = 1_500
_LONGEST_TITLE = 80
_LONGEST_STUB = 5_000
_LONGEST_PART = 40

_QUESTION_MARKS = ("?", "？", "؟")
_WORD = r"(?:q(?:uestion|ues)?|problem|exercise|task)"
_NUMBER = rf"(?:{_WORD}\s{{0,3}}[.#]?\s{{0,3}})?(?:no\.?\s{{0,3}})?#?\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}"
_LEAD = re.compile(
    rf"^(?:\[[ xX]\]\s{{1,9}}|{_NUMBER}\s?[.):/–—-]{{1,3}}(?=\s|\*|$)\s{{0,9}}|q\d{{1,4}}\s{{1,9}}"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\s{1,9}"
    rf"|{_WORD}\s?[.):–—-]{{1,3}}(?=\s|\*|$)\s{{0,9}}|[^\w\s\x00-\x7f“‘«¿¡]{{1,9}}\s{{0,9}}|[#>]{{1,6}}\s{{1,9}})",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<open>[*_#>\s]{0,12})(?P<name>[^\W\d_]{1,16}(?: [^\W\d_]{1,12})?)\s?(?P<number>\d{0,3})"
    r"\s?(?P<close>[*_]{0,3})\s?(?P<mark>[:：).])(?P<after>[*_]{0,3})(?P<rest>(?:\s.*)?)",
    re.DOTALL,
)
_COUNTED = re.compile(r"(?P<name>[^\W\d_]{1,12})\s?#?\d{1,4}\s?[.:：)–—-]{0,3}(?:\s{1,9}|$)")
_NUMBERED = re.compile(
    r"[*_\s]{0,8}(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}(?=[*_]{0,3}[.):/]))[*_]{0,3}[.):/]{0,2}[*_]{0,3}(?:\s|$)"
)
LABEL_ONLY = re.compile(
    rf"\W{{0,9}}(?:{_NUMBER}|{_WORD}|[^\W\d_]{{1,12}}\s?\d{{1,4}})\s?[.:)]{{0,2}}\W{{0,9}}", re.IGNORECASE
)
_ANSWER_TITLE = re.compile(
    r"\W{0,9}(?:(?:show|view|see|reveal|click|tap|expand|toggle|open|check|get|read|display|spoiler|the|to|for|here|me|full"
    r"|sample|model|reference|given|suggested|possible|expected|short|detailed|correct|and|code|my)\W{1,9}){0,8}"
    r"(?:answers?|ans|a|solutions?|explanations?|responses?|reveal|expand|details?|spoilers?|show|view|more|here)\W{0,9}",
    re.IGNORECASE,
)
_HINT_TITLE = re.compile(r"\W{0,9}(?:show |see |view )?(?:a |the )?hints?\s?\d{0,3}\W{0,9}", re.IGNORECASE)
_STUBS = frozenset(
    (
        "answer here|your answer here|todo|to do|tbd|tba|to be filled|to be filled in|to be added|to be done"
        "|coming soon|wip|work in progress|answer|n a|na|none|fill in|fill me in|answer goes here|pending"
        "|not answered yet|no answer yet|no answer|to be answered|yet to be answered|answer coming soon|your answer"
        "|unanswered|will be added|to be continued|tk|fixme|placeholder|add answer here"
    ).split("|")
)
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,99}\]){0,300})\]\(\s?<?(?P<url>[^)\s>]{0,1000})>?(?:\s[\"'][^)]{0,200})?\)"
)
_PICTURE = re.compile(r"!\[(?P<text>[^\]\n]{0,500})\]\((?P<url>[^)\n]{0,1000})\)")
_SOURCE_LINK = re.compile(
    r"\s{0,3}\[?\[{1,2}(?:src|source|ref|reference|answer|ans|solution|link|here|read more|explanation|more)"
    r"\s?\d{0,3}\]{0,2}\(\s?(?P<url>[^)\s]{0,1000})\)\]?\s{0,3}",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?P<mark>\*\*\*|\*\*|__)(?P<inner>(?:(?!(?P=mark)).){1,1500})(?P=mark)", re.DOTALL)
_OPTION = re.compile(r"\W{0,9}(?P<letter>[a-h])\W{0,3}[:.)]\W", re.IGNORECASE)
_BARE = re.compile(r"\w[\w ,.?'’;:/-]{0,1500}")  # nothing in it is a mark of Markdown or of a list
# What marks leave behind: characters of no width, and emoji's variation marks.
_INVISIBLE = re.compile("[\u200b\ufeff\ufe0f]|(?<=\\s)\u200d|\u200d(?=\\s|$)")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it is asked, freed of what stood around it."""

    text: str
    difficulty: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a line begins with before a colon: its name without case and number, as it is shown, and the line's rest."""

    name: str
    shown: str
    rest: str
    is_bold: bool


@lru_cache(maxsize=4096)
def label_of(line: str) -> Label | None:
    """The label that a line begins with ("Q1:", "**Answer:**", "R:"), whatever its language."""
    found = _LABEL.fullmatch(line) if len(line) <= _LONGEST_QUESTION * 4 else None
    if not found:
        return None
    name, is_bold = found["name"].casefold(), bool(found["open"].strip("#> \n"))
    is_known = name in LABELS
    if found["mark"] == "." and not (is_known and (is_bold or name == "q")):
        return None
    if found["mark"] == ")" and not (is_known or found["number"]):
        return None
    return Label(name=name, shown=found["name"], rest=balanced(found["rest"]), is_bold=is_bold)


def answer_label(line: str) -> Label | None:
    """The label of a line that begins an answer in words that are known."""
    label = label_of(line)
    return label if label and LABELS.get(label.name) == "answer" else None


def counted(text: str) -> str:
    """The word that stands with a number before a question ("Frage 3", "P1:", "Q4 Explain"), else nothing."""
    found = _COUNTED.match(text.lstrip("*_# "))
    return found["name"].casefold() if found else ""


def without_count(text: str) -> str:
    bare = text.strip("*_# ")
    return _COUNTED.sub("", bare, count=1).strip()


def numbered(line: str) -> str:
    """The number that a line begins with: "3", "1.2"."""
    found = _NUMBERED.match(line)
    return found["number"] if found else ""


@lru_cache(maxsize=4096)
def asked(text: str, *, stars_add_up: bool = False, keeps_lead: bool = False) -> Asked:
    """Take number, label, marks and links to sources off a question; nothing is left of one without words.

    `stars_add_up`: the source uses one to three stars; otherwise one star means medium. `keeps_lead`: a number or a
    sign at the start belongs to the question.
    """
    if keeps_lead and _BARE.fullmatch(text):
        return Asked(text=text.strip())
    result = Asked(text=_INVISIBLE.sub("", text).strip())
    for _ in range(6 if len(text) <= _LONGEST_QUESTION else 0):  # each may uncover another: "1. [E] **Q:** …"
        before = result
        result = _without_marks(_without_source_links(result), stars_add_up)
        bare = result.text if keeps_lead else _LEAD.sub("", result.text, count=1)
        whole = _BOLD.fullmatch(bare.strip())
        result = replace(result, text=(whole["inner"] if whole else bare).strip())
        link = _LINK.fullmatch(result.text)
        if link and not result.text.startswith("!"):
            result = replace(result, text=link["text"], sources=(*result.sources, *_addresses([link["url"]])))
        if result == before:
            break
    return result if any(map(str.isalnum, result.text)) else replace(result, text="")


def bracketed(text: str) -> tuple[str, str] | None:
    """A question and the answer that stands in brackets at its end."""
    text = text.strip().rstrip(".*_ ").replace("（", "(").replace("）", ")")
    if not text.endswith(")") or len(text) > _LONGEST_QUESTION * 2 or "\n" in text:
        return None
    before, _, told = text[:-1].rpartition("(")
    is_answer = before.rstrip().endswith(_QUESTION_MARKS) and len(told) > 1 and ")" not in told
    return (before.rstrip(), told.strip()) if is_answer else None


@lru_cache(maxsize=4096)
def is_question(text: str) -> bool:
    """Whether a line asks: it ends with a question mark or begins as questions and tasks do."""
    if len(text) > _LONGEST_QUESTION:
        return False
    if pair := bracketed(text):
        text = pair[0]
    words_only = plain(asked(text).text)
    if words_only.rstrip(" )]”\"'*_.!").endswith(_QUESTION_MARKS):
        return len(words_only) > 3
    words = words_only.casefold().replace("’", "'").split()
    if len(words) < _FEWEST_WORDS or words_only.endswith(":"):
        return words_only.startswith("¿")
    # "What is a leaf? Give an example." asks to its end; "Why another list? The others are old." answers itself.
    last = words_only.rpartition("?")[2].casefold().split() if "?" in words_only else words
    return words_only.startswith("¿") or last[0].strip("\"'“(,:") in _ASKING


def is_stub(answer: str) -> bool:
    """Whether an answer is only a placeholder, only links to answers elsewhere, or only names of parts to fill in."""
    if len(answer) > _LONGEST_STUB:
        return False
    words = re.sub(r"[\W_]+", " ", _LINK.sub("", answer)).strip().casefold()
    parts = [line.strip("-*+>_ ") for line in answer.split("\n") if line.strip()]
    names_only = all(part.endswith(":") and len(part) <= _LONGEST_PART for part in parts)
    return not words or words in _STUBS or names_only


def links(text: str) -> tuple[str, ...]:
    return _addresses([found["url"] for found in _LINK.finditer(text) if not found[0].startswith("!")])


def pictures(text: str) -> list[str]:
    """The pictures that a text shows: what stands for each, or its address."""
    return [found["text"].strip() or found["url"].strip() for found in _PICTURE.finditer(text)]


def lone_link(text: str) -> str | None:
    """The address of a link that is all there is."""
    found = _LINK.fullmatch(text.strip("*_ #→↑⬆♦<>")) if len(text) <= _LONGEST_QUESTION * 2 else None
    return found["url"] if found else None


def are_options(texts: Sequence[str]) -> bool:
    """Whether lines are the choices of a question (`A: …`, `B: …`) or its parts, so that "A" labels no answer."""
    letters = {found["letter"].casefold() for text in texts if (found := _OPTION.match(text))}
    return {"a", "b"} <= letters


def balanced(text: str) -> str:
    """Without the second half of bold marks whose first half belonged to a label."""
    text = text.strip()
    for mark in ("**", "__"):
        if text.count(mark) % 2:
            text = text.removesuffix(mark) if text.endswith(mark) else text.removeprefix(mark)
    return text.strip()


def plain(text: str) -> str:
    """A line's words without marks, links' addresses and code marks; rougher than `markdown.to_text`, and quick."""
    return re.sub(r"[*`~]+|(?<!\w)_{1,9}|_{1,9}(?!\w)", "", _LINK.sub(lambda link: link["text"], text)).strip()


def is_answer_title(text: str) -> bool:
    bare = plain(text) if len(text) <= _LONGEST_TITLE else "-"
    return _ANSWER_TITLE.fullmatch(bare) is not None or LABELS.get(bare.casefold().rstrip(":： ")) == "answer"


def is_hint_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _HINT_TITLE.fullmatch(plain(text)) is not None


@lru_cache(maxsize=4096)
def difficulty_of(text: str) -> str:
    """The difficulty that a cell or a heading names ("Hard", "Level: medium", 🟢), else nothing."""
    mark = _without_marks(Asked(text=_INVISIBLE.sub("", text).strip()), True)
    if mark.difficulty and not mark.text:
        return mark.difficulty
    words = re.sub(r"\b(difficulty|level|questions?)\b|[^\w\s]", " ", text.casefold()).split()
    return DIFFICULTY_WORDS.get(words[0], "") if len(words) == 1 else ""


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """The kind that a cell names, else nothing."""
    words = re.sub(r"\b(questions?|interviews?|round|ml)\b", " ", text.casefold()).replace("_", " ").split()
    return next((kinds.NAMES[word] for word in ["-".join(words), *words] if word in kinds.NAMES), "")


def title_of(prompt: str) -> str:
    """A short name for lists: the first paragraph's words, cut at a word where they are many."""
    first = prompt.split("\n\n", 1)[0][:_LONGEST_QUESTION]
    words = " ".join(first.split()) if _BARE.fullmatch(first) else markdown.to_text(first)
    if len(words) > 120:
        words = words[:117].rsplit(" ", 1)[0] + "…"
    return words.rstrip("?.: ") or words or prompt[:117]


def _without_source_links(asked: Asked) -> Asked:
    addresses = [found["url"] for found in _SOURCE_LINK.finditer(asked.text)]
    text = _SOURCE_LINK.sub(" ", asked.text).strip()
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
_ANY_MARK = rf"(?P<mark>(?P<bold>[*_]{{0,3}}){_WORD_MARK}(?P=bold)|[{''.join(_SINGLE_MARKS)}]|[{_STARS}]{{1,9}})"
_LEADING_MARK = re.compile(rf"^{_ANY_MARK}\s{{0,9}}[:–-]?\s{{0,9}}(?P<after>)", re.IGNORECASE)
_TRAILING_MARK = re.compile(rf"\s{{0,3}}{_ANY_MARK}\s{{0,9}}(?P<after>[*_]{{0,3}})\W{{0,9}}$", re.IGNORECASE)


def _mark_means(mark: str, stars_add_up: bool) -> str:
    if mark[0] in _STARS:
        return list(_DIFFICULTIES)[min(len(mark), 3) - 1] if stars_add_up else "medium"
    return _SINGLE_MARKS.get(mark[0]) or DIFFICULTY_WORDS.get(mark.strip("[]()`*_").casefold(), "")


def uses_several_stars(text: str) -> bool:
    return re.search(rf"[{_STARS}]\ufe0f?[{_STARS}]", text) is not None


def _addresses(urls: list[str]) -> tuple[str, ...]:
    return tuple(url for url in urls if url.startswith(("http://", "https://")))
