"""What acts at once in a review, taken in the order in which it was done.

A tick, a rating, a line of notes is sent when it is made, and again until the server has it: so an earlier one may
arrive after a later one, twice, or days after its page was closed. Each form of a page counts what it sends under a
name of its own, as the boxes of an answer do (practice.autosave). What a later one has overtaken is acknowledged and
left at that. What a page had to leave behind unsent counts only while nobody has acted on the same control since.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction

from accounts.models import User

from .models import Answer

MOST_WRITERS = 12
"""Of how many writers an answer remembers the newest act: an older one is no longer on its way."""


class Control(StrEnum):
    """What one acts on; each is counted by itself."""

    POINTS = "points"
    RATING = "rating"
    COMPONENTS = "components"
    NOTES = "notes"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act as a page sends it; a plain form sends none of this. `known` is how many acts on the control its page
    knew of, and matters for one that was left behind."""

    writer: str = ""
    sequence: int = 0
    left_behind: bool = False
    known: int = 0


PLAIN = Act()
"""What a form sends without a script."""


class Superseded(Exception):
    """An act that was left behind, and somebody has acted on the same control since."""


@dataclass(kw_only=True)
class Acts:
    """What was taken of one control of one answer: how many acts, and the newest of each writer, the last's last."""

    count: int = 0
    newest: list[tuple[str, int]] = field(default_factory=list)

    def is_known(self, act: Act) -> bool:
        """Whether it was taken before, or a later one of the same writer was."""
        return bool(act.writer) and act.sequence <= dict(self.newest).get(act.writer, 0)

    def is_superseded(self, act: Act) -> bool:
        last = self.newest[-1][0] if self.newest else ""
        return act.left_behind and act.known != self.count and act.writer != last

    def take(self, act: Act) -> None:
        others = [(writer, sequence) for writer, sequence in self.newest if writer != act.writer]
        self.count += 1
        self.newest = [*others, (act.writer, act.sequence)][-MOST_WRITERS:]


@contextmanager
def taking(answer: Answer, control: Control, act: Act, *, merges: bool = False) -> Iterator[bool]:
    """Do an act in its turn: within the block under its person's lock, and only if what is yielded says so.

    What `merges` with what stands there by now (notes) is never superseded. Raises Superseded.
    """
    with transaction.atomic():
        User.objects.lock(answer.interview.user)
        answer.refresh_from_db(fields=["acts"])
        acts = Acts(**answer.acts.get(control, {}))
        if acts.is_known(act):
            yield False
            return
        if acts.is_superseded(act) and not merges:
            raise Superseded
        yield True
        acts.take(act)
        answer.acts = answer.acts | {control.value: {"count": acts.count, "newest": acts.newest}}
        answer.save(update_fields=["acts"])
