"""How the parts of a question are written out: in question files, tables, the curators' boxes and comparisons.

    key point   (2) a statement                   its weight
    follow-up   (probes 1, 3) What then?          the key points that it asks for, if any; its answer on the lines below
    fact        traffic, users: 10 million a day  the words that ask for it
    curveball   (0.55) The labels stop.           at which share of the time
    stage       (5) Scope and sizing              the minutes planned, if any

`read_…(write(part)) == part` for each of them, so long as a follow-up's question is one line.
"""

import re
from collections import Counter
from collections.abc import Iterable

from .content import Content, Curveball, Fact, FollowUp, Point, Stage

_POINT = re.compile(r"\((?P<weight>[1-9])\) (?P<text>.+)", re.DOTALL)
_PROBES = re.compile(r"\(probes (?P<numbers>[1-9]\d?(?:, ?[1-9]\d?)*)\) ")
_FACT = re.compile(r"(?P<asked_by>[^:\n]+):\s+(?P<told>\S.*)", re.DOTALL)
_CURVEBALL = re.compile(r"\((?P<share>0?\.\d\d?)\) (?P<text>.+)", re.DOTALL)
_STAGE = re.compile(r"(?:\((?P<minutes>[1-9]\d?)\) )?(?P<title>.+)")


class Unwritable(ValueError):
    """A text that is not written as its part of a question has to be; the message says how."""


def write(part: Point | FollowUp | Fact | Curveball | Stage) -> str:
    match part:
        case Point():
            return f"({part.weight}) {part.text}"
        case FollowUp():
            return "\n".join(filter(None, [_probing(part) + one_line(part.text), part.answer]))
        case Fact():
            return f"{', '.join(part.asked_by)}: {part.told}"
        case Curveball():
            return f"({part.share:g}) {part.text}"
        case Stage():
            return f"({part.minutes}) {part.title}" if part.minutes else part.title


def _probing(follow_up: FollowUp) -> str:
    return f"(probes {write_probes(follow_up.probes)}) " if follow_up.probes else ""


def read_point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise Unwritable(f"A key point starts with its weight in brackets, such as (2): {text[:60]!r}.")
    return Point(text=found["text"], weight=int(found["weight"]))


def read_follow_up(text: str) -> FollowUp:
    """Every text is one: its first line asks, the others answer."""
    question, _, answer = text.partition("\n")
    found = _PROBES.match(question)
    return FollowUp(
        text=question[found.end() if found else 0 :],
        answer=answer.strip("\n"),
        probes=read_probes(found["numbers"]) if found else (),
    )


def read_fact(text: str) -> Fact:
    found = _FACT.fullmatch(text)
    asked_by = [word.strip() for word in found["asked_by"].split(",")] if found else []
    if not found or not all(asked_by):
        raise Unwritable(f"A fact is written as words that ask for it, a colon, what is told: {text[:60]!r}.")
    return Fact(asked_by=tuple(asked_by), told=found["told"])


def read_curveball(text: str) -> Curveball:
    found = _CURVEBALL.fullmatch(text)
    if not found or not float(found["share"]):
        raise Unwritable(f"A curveball starts with its share of the time in brackets, such as (0.55): {text[:60]!r}.")
    return Curveball(share=float(found["share"]), text=found["text"])


def read_stage(text: str) -> Stage:
    found = _STAGE.fullmatch(text)
    if not found:
        raise Unwritable(f"A stage is one line, with its minutes in brackets if they are planned: {text[:60]!r}.")
    return Stage(title=found["title"], minutes=int(found["minutes"] or 0))


def read_probes(text: str) -> tuple[int, ...]:
    """The numbers of key points, between commas. Raises Unwritable."""
    numbers = [number.strip() for number in text.split(",") if number.strip()]
    if wrong := [number for number in numbers if not re.fullmatch(r"[1-9]\d?", number)]:
        raise Unwritable(f"What it probes are the numbers of key points, such as 1, 3; not “{wrong[0][:20]}”.")
    return tuple(sorted(set(map(int, numbers))))


def write_probes(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text


def wrong_probes(content: Content) -> str:
    """What to say of follow-ups that probe key points which there are not; "" of a content that is in order."""
    numbers = {number for follow_up in content.follow_ups for number in follow_up.probes}
    wrong = sorted(number for number in numbers if number > len(content.key_points))
    return f"A follow-up probes key point {wrong[0]}, and there are {len(content.key_points)}." if wrong else ""


def repeated_words(facts: Iterable[Fact]) -> list[str]:
    """The words by which more than one fact is asked for, or one of them twice, in lower case."""
    counts = Counter(word.casefold() for fact in facts for word in fact.asked_by)
    return [word for word, count in counts.items() if count > 1]
