"""The kinds of question, and all that sets one apart. A further kind is a member and its traits here.

What follows of itself: the database's constraint (a migration), and the table of docs/curating.md (a test compares).
"""

from dataclasses import dataclass
from typing import Literal

from django.db import models

type Part = Literal["text", "code"]


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What is particular to a kind. Ranges run from the least to the most that the bank's linter takes."""

    usual_minutes: int  # what an interviewer gives it, where nobody has said
    minutes: tuple[int, int]
    answer_words: tuple[int, int]
    told: tuple[int, int]  # how many facts the interviewer tells on asking, where there are any
    is_story: bool  # whether one tells of oneself: a story hardly uses the words of its rubric
    in_stages: bool  # whether it is answered in stages, and a curveball may come on the way
    answer_holds: str  # what a reference answer holds, for those who write one
    parts: tuple[Part, ...]  # what an answer to it begins with; the first is the one that it stands on
    names: tuple[str, ...]  # what a list calls it where it names the kinds
    category_words: tuple[str, ...]  # words in the name of a list's category from which its kind is guessed

    @property
    def has_code(self) -> bool:
        """Whether it is answered in code, and so needs a code task."""
        return "code" in self.parts


class Kind(models.TextChoices):
    THEORY = "theory", "Theory"
    CODING = "coding", "Coding"
    DESIGN = "design", "System design"
    BEHAVIORAL = "behavioral", "Behavioral"

    @property
    def traits(self) -> Traits:
        return TRAITS[self]


TRAITS = {
    Kind.THEORY: Traits(
        usual_minutes=5,
        minutes=(4, 8),
        answer_words=(120, 350),
        told=(0, 0),
        is_story=False,
        in_stages=False,
        answer_holds="one worked number or formula, and its limits",
        parts=("text",),
        names=tuple("theory theoretical concept conceptual knowledge mcq general".split()),
        category_words=(),
    ),
    Kind.CODING: Traits(
        usual_minutes=20,
        minutes=(15, 35),
        answer_words=(100, 300),
        told=(2, 10),
        is_story=False,
        in_stages=False,
        answer_holds="the approach, its cost, its numerical traps; the code stands in the code task",
        parts=("code", "text"),
        names=tuple("coding code implementation programming algorithm practical hands-on".split()),
        category_words=("coding", "implementation", "programming"),
    ),
    Kind.DESIGN: Traits(
        usual_minutes=30,
        minutes=(25, 45),
        answer_words=(350, 900),
        told=(6, 10),
        is_story=False,
        in_stages=True,
        answer_holds=(
            "a passage for each stage, in the order of an interview: scope and sizing, framing and metrics, diagram, "
            "data, model, evaluation and roll-out, operations, trade-offs"
        ),
        parts=("text",),
        names=tuple("design system-design architecture system ml-design case case-study".split()),
        category_words=("design",),
    ),
    Kind.BEHAVIORAL: Traits(
        usual_minutes=6,
        minutes=(5, 8),
        answer_words=(200, 700),
        told=(0, 0),
        is_story=True,
        in_stages=False,
        answer_holds=(
            "what is being probed, a STAR outline, an example at three levels (weak, with why it is; solid; "
            "outstanding), red flags"
        ),
        parts=("text",),
        names=tuple("behavioral behavioural behaviour behavior hr soft-skills leadership experience".split()),
        category_words=("behavioral", "behavioural"),
    ),
}

USUAL = Kind.THEORY
"""What a question is where nothing tells its kind."""

NAMES = {name: kind for kind, traits in TRAITS.items() for name in traits.names}
CATEGORY_WORDS = {word: kind for kind, traits in TRAITS.items() for word in traits.category_words}

STORIES = tuple(kind for kind, traits in TRAITS.items() if traits.is_story)
"""The kinds in which one tells of oneself."""
