"""What a story lacks, so that an interviewer asks for it. Pure functions of a text.

A story hardly uses the words of its rubric, so word recall says nothing about it. What interviewers probe a story for
leaves marks that can be looked for: somebody who did something, a figure, another one to hold it against, a road not
taken, a look back. That a mark is there proves nothing, and nothing is scored by it: a missing one only asks.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from .feedback import SENTENCE_END


class Gap(StrEnum):
    """In the order in which an interviewer minds them."""

    OWN_PART = "own part"
    NUMBER = "number"
    BASELINE = "baseline"
    ALTERNATIVE = "alternative"
    REFLECTION = "reflection"

    @property
    def question(self) -> str:
        """What the interviewer says to have it filled."""
        return _QUESTIONS[self]


_QUESTIONS = {
    Gap.OWN_PART: "Which part of this was yours: what did you yourself do and decide?",
    Gap.NUMBER: "How large was the effect? Give me one number, even a rough one.",
    Gap.BASELINE: "What do you hold that number against: what was it before, or without your work?",
    Gap.ALTERNATIVE: "What else could you have done, and why did you decide against it?",
    Gap.REFLECTION: "If you had to do it again, what would you do differently?",
}


def _any_of(words: str) -> re.Pattern[str]:
    """Any of these whole words and phrases, which stand on lines or apart by commas."""
    phrases = [phrase.strip() for phrase in re.split(r", |\n", words)]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


# "I would" and "I always" are opinions: what somebody did stands in the past tense.
_I_DID = re.compile(
    r"""\bI(?:['’]ve|['’]d|\ had|\ have|\ was|\ then|\ first|\ also|\ \w{1,15}ly){0,2}\ (?:
    (?!(?:need|feed|speed|exceed|proceed|succeed|embed)\b)\w{2,20}ed
    |was|had|did|made|took|gave|got|went|came|said|told|wrote|built|found|chose|ran|saw|led|left|kept|knew|felt|fought
    |thought|brought|taught|sent|spent|set|put|cut|split|drew|began|grew|held|met|paid|read|rebuilt|rewrote|sat|spoke
    |stood|understood|won|lost|learnt|let|heard|hid|broke|threw|dug|wound|shut|stuck|swept|bought|sold|became)\b""",
    re.VERBOSE,
)

# "In 2019" is a date, "2000 requests" is a figure.
_FIGURE = re.compile(
    r"""(?<![\w.])(?!(?:(?<=\bin\ )|(?<=\bsince\ ))(?:19|20)\d\d\b)[-+−±$€£]?\d
    |\b(?:per\s?cent|half|halved|doubled|tripled|twice|thrice|a\ third|a\ quarter|dozens?|hundreds?|thousands?|millions?
    |billions?|\w+fold)\b""",
    re.VERBOSE | re.IGNORECASE,
)

_BESIDE = _any_of(
    r"""from .{1,40} to, was .{1,60} became, up from, down from, went up, went down, instead of, rather than
    compared to, compared with, against, versus, vs, than, baseline, before, earlier, previously, used to, until then
    at first, originally, now, after, afterwards, gain(?:s|ed)?, los(?:es|t), f[ae]ll, fallen, drop(?:s|ped), r[io]se
    cut, sav(?:ed?|ing), reduced, increased, improved, grew, shrank, halved, doubled, tripled, more, fewer, less, better
    worse, higher, lower, faster, slower"""
)

_ALTERNATIVE = _any_of(
    r"""alternatives?, alternatively, options?, choice, chose, choose between, instead, rather than, either, argued
    trade-?offs?, consider(?:ed|ing)?, weighed, thought (?:about|of), could have, could['’]ve, might have, wanted to
    would have meant, would have been (?:easier|faster|quicker|cheaper|simpler), decided against, decided not
    rejected, declined, refused, ruled out, gave up, no gain, not worth, dropped (?:both|it|them|that), tempted
    tempting, also tried, first tried, another way, the other way, two ways"""
)

_REFLECTION = _any_of(
    r"""looking back, look back, hindsight, in retrospect, learn(?:ed|t), taught me, lessons?, takeaway, next time
    do it again, again I['’]d, I['’]d also have, differently, should have, should['’]ve
    would have (?:asked|built|checked|done|measured|said|spoken|started|told|written), since then, ever since
    from then on, these days I, today I, now I, I now, I no longer, I was wrong, my (?:own )?(?:error|fault|mistake)
    I regret(?:ted)?"""
)


def _has_baseline(story: str) -> bool:
    """A figure with something to hold it against, in one sentence."""
    return any(_FIGURE.search(sentence) and _BESIDE.search(sentence) for sentence in SENTENCE_END.split(story))


_MARKS: dict[Gap, Callable[[str], object]] = {
    Gap.OWN_PART: _I_DID.search,
    Gap.NUMBER: _FIGURE.search,
    Gap.BASELINE: _has_baseline,
    Gap.ALTERNATIVE: _ALTERNATIVE.search,
    Gap.REFLECTION: _REFLECTION.search,
}


def gaps(story: str) -> list[Gap]:
    """What the story lacks, what matters most first. A baseline is missed beside a number alone."""
    # One space between words, so that no pattern has a run of them to go through again and again.
    story = "\n".join(" ".join(line.split()) for line in story.splitlines())
    missing = [gap for gap, mark in _MARKS.items() if not mark(story)]
    return [gap for gap in missing if gap is not Gap.BASELINE or Gap.NUMBER not in missing]
