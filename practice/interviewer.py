"""What the interviewer asks back and tells. Pure functions of the question and of what was said: no database and no
clock of its own, safe in any number of threads. The same answer gets the same question.

    brief = Brief(kind=Kind.THEORY, prompt=…, points=content.key_points, follow_ups=content.follow_ups)
    choice = ask_back(brief, said, asked_back=[…], time=Time(left=900, share=300, used=120))

`said` is all that the person has written for the question so far, code and replies included, one text after another.
A choice is the place of a follow-up in its version, from 0, or the `Gap` of a story; `text_of` gives its words, None
means that nothing is asked. `asked_back` are the earlier choices, in order.

- An answer that covers much gets a follow-up that goes deeper: one that probes nothing, in the version's order.
- Any other gets a nudge: the follow-up that probes the point which it touches least, of equals the heaviest. Never one
  that probes a point which was said, or which was probed before.
- A version whose follow-ups probe nothing at all, because nobody has said yet what they are after, gives them in its
  order, but none whose own words were used.
- Stories are asked about their gaps, in the interviewer's own words; one without gaps gets a deeper follow-up.
- At most two a question, and none that there is no time to reply to.

`told` finds the fact that somebody asks for, `curveball_due` says when the curveball comes, and `credit` is for the
review. Figures and rejected rules: docs/decisions/0015-asking-back.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from questions.content import Curveball, Fact, FollowUp, Point
from questions.kinds import Kind
from questions.stems import stem

from . import feedback
from .feedback import Match, Verdict
from .gaps import Gap, gaps

type Choice = int | Gap

MOST_FOLLOW_UPS = 2
"""To one question."""

REPLY_SECONDS = 60
"""What a reply needs; with less left of the question's share or of the interview, nothing is asked."""

COVERS_MUCH = 0.40
"""The mean recall of the points, by weight, from which an answer is asked a deeper question."""

UNTOUCHED = 0.15
"""The recall up to which a point is probed: the rest may have been said in other words."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """What an interviewer has on paper about the question."""

    kind: Kind
    prompt: str
    points: Sequence[Point]
    follow_ups: Sequence[FollowUp]


@dataclass(frozen=True, kw_only=True)
class Time:
    """Seconds: left of the interview; the question's share of it and what it has had of that (`practice.pace`)."""

    left: float
    share: float
    used: float

    @property
    def allows_a_reply(self) -> bool:
        return min(self.left, self.share - self.used) >= REPLY_SECONDS


def ask_back(
    brief: Brief, said: str, *, asked_back: Sequence[Choice], time: Time | None, heard: bool = True
) -> Choice | None:
    """What to ask next, None for nothing. `time` is None where there is no clock.

    `heard` is False when the person spoke and nobody has the words: then only what goes deeper is asked, since a nudge
    might ask for what was just said.
    """
    if len(asked_back) >= MOST_FOLLOW_UPS or (time and not time.allows_a_reply):
        return None
    if not heard:
        return _deeper(brief, asked_back)
    if brief.kind.traits.is_story:
        # No story at all has no gaps to ask about.
        if not said.strip():
            return None
        return next((gap for gap in gaps(said) if gap not in asked_back), _deeper(brief, asked_back))
    shares = feedback.recall(brief.prompt, [point.text for point in brief.points], said)
    if _mean(shares, brief.points) >= COVERS_MUCH and (deeper := _deeper(brief, asked_back)) is not None:
        return deeper
    if not any(follow_up.probes for follow_up in brief.follow_ups):
        return _untouched(brief, said, asked_back)
    return _nudge(brief, shares, asked_back)


def text_of(choice: Choice, brief: Brief) -> str:
    """Its words, in Markdown."""
    return choice.question if isinstance(choice, Gap) else brief.follow_ups[choice].text


def _mean(shares: Sequence[float], points: Sequence[Point]) -> float:
    weight = sum(point.weight for point in points)
    return sum(share * point.weight for share, point in zip(shares, points, strict=True)) / weight if weight else 0.0


def _deeper(brief: Brief, asked_back: Sequence[Choice]) -> int | None:
    places = (place for place, follow_up in enumerate(brief.follow_ups) if not follow_up.probes)
    return next((place for place in places if place not in asked_back), None)


def _untouched(brief: Brief, said: str, asked_back: Sequence[Choice]) -> int | None:
    """For a version whose follow-ups tell nothing of what they are after: the first whose own words were not used."""
    shares = feedback.recall(brief.prompt, [follow_up.text for follow_up in brief.follow_ups], said)
    places = (place for place, share in enumerate(shares) if share < feedback.TOUCHED)
    return next((place for place in places if place not in asked_back), None)


def _nudge(brief: Brief, shares: Sequence[float], asked_back: Sequence[Choice]) -> int | None:
    """The probe of the least touched point. Probes of points that were said, or probed before, are out."""
    closed = {number for number, share in enumerate(shares, 1) if share >= feedback.TOUCHED}
    closed |= {
        number for choice in asked_back if not isinstance(choice, Gap) for number in brief.follow_ups[choice].probes
    }
    candidates = [
        (shares[number - 1], -brief.points[number - 1].weight, place)
        for place, follow_up in enumerate(brief.follow_ups)
        if closed.isdisjoint(follow_up.probes)
        for number in follow_up.probes
        if shares[number - 1] <= UNTOUCHED
    ]
    return min(candidates)[2] if candidates else None


YOURS_TO_DECIDE = "That is yours to decide: state your assumption."


def told(facts: Sequence[Fact], question: str) -> Fact | None:
    """The fact that a question asks for; where there is none the interviewer says `YOURS_TO_DECIDE`.

    A fact is asked for when all the words of one of its phrases stand in the question, in whatever form; of several
    the one with most such words is told, then the one whose phrase is more telling, then the first.
    """
    used = _stems(question)
    found = [
        (-len(wanted), rank, place)
        for place, fact in enumerate(facts)
        for rank, phrase in enumerate(fact.asked_by)
        if (wanted := _stems(phrase)) and wanted <= used
    ]
    return facts[min(found)[2]] if found else None


def _stems(text: str) -> set[str]:
    """Of all words: “how many users” may be the phrase that asks for a fact."""
    return {stem(word) for word in feedback.words(text)}


def curveball_due(curveball: Curveball | None, elapsed: float) -> bool:
    """Whether it has come, when `elapsed` is the share of the time that is over, 0 to 1."""
    return curveball is not None and elapsed >= curveball.share


class Credit(models.TextChoices):
    """How a key point came to be said."""

    UNPROMPTED = "unprompted", "said unprompted"
    NUDGED = "nudged", "said after a nudge"
    NOT_SAID = "not_said", "not said"


def credit(unprompted: Match, in_the_end: Match) -> Credit:
    """Of a key point: whether the first parts meet it, or only they and the replies together."""
    if in_the_end.verdict != Verdict.FOUND:
        return Credit.NOT_SAID
    return Credit.UNPROMPTED if unprompted.verdict == Verdict.FOUND else Credit.NUDGED
