"""The verb that takes in texts: save. docs/decisions has the record of the protocol and what was rejected.

A page sends what it wrote in one part of an answer together with the revision it began from. The text is applied when
it arrived in time and nobody else has written since; otherwise it is stored beside the part and the person chooses.
Each box of a page counts what it sends under a name of its own (`writer`, `sequence`), so a lost reply, a repeated
request and one that overtook another are told from a quarrel between two tabs.
"""

from dataclasses import dataclass
from datetime import datetime

from questions.text import cleaned

from . import coverage, scenes, written
from .interviews import locked
from .models import NOT_SAID, Interview, Part, ReceivedText, Role
from .written import Written

LONGEST = 100_000
"""Characters of one text."""

ROOM = 20_000_000
"""Bytes of all texts that are kept of one part: an hour of rewriting twenty thousand characters every five seconds."""


class NoRoom(Exception):
    """A further text of this part would take more than ROOM. None of those received is given up for it."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a text: `received.outcome` tells; `part` is as it stands now, and `is_news` if it said otherwise
    before."""

    part: Part
    received: ReceivedText
    is_news: bool = False

    @property
    def applied(self) -> bool:
        return self.received.outcome == ReceivedText.Outcome.APPLIED

    @property
    def revision(self) -> int:
        """What the writer has read by now. For a text that was applied it is the revision that it became: others may
        have written since, and whoever repeats an old request must not be taken to have read them."""
        return self.part.revision if self.received.revision is None else self.received.revision


def save(
    interview: Interview,
    position: int,
    *,
    part: int = Part.FIRST_POSITION,
    text: str,
    based_on: int,
    now: datetime,
    emptied: bool = False,
    writer: str = "",
    sequence: int = 0,
) -> Saved:
    """Take in a text of one part of the answer at `position` and store it, whatever becomes of it.

    A blank is applied over words only with `emptied`, the writer's own word for it. A text that says what stands
    there already is applied at any time: nothing is late about it. Notes are for oneself, so they never come late.
    The text of a sketch is its scene. Raises Part.DoesNotExist, NoRoom and scenes.NotAScene.
    """
    with locked(interview):
        read = written.read(interview, position, part, writer=writer, sequence=sequence, based_on=based_on)
        text = scenes.written(scenes.read(text)) if read.part.is_sketch else clean(text)
        if not read.part.revision and text == read.starter:
            text = ""  # an untouched starter is no answer
        received = ReceivedText(
            part=read.part, text=text, based_on=based_on, received_at=now, writer=writer, sequence=sequence
        )
        if known := _known(received, read):
            return Saved(part=read.part, received=known)
        received.outcome = _judge(interview, received, read, emptied=emptied)
        says_something_new = text != read.part.text
        if received.outcome == ReceivedText.Outcome.APPLIED:
            _apply(received)
        if received.writer or says_something_new:
            _store(received, before=read.before)
        elif received.outcome == ReceivedText.Outcome.APPLIED:
            read.part.save(update_fields=["saved_at"])
    is_news = says_something_new and received.outcome == ReceivedText.Outcome.APPLIED
    if is_news and read.part.role not in NOT_SAID and not interview.is_open:
        _compare_again(interview, position)
    return Saved(part=read.part, received=received, is_news=is_news)


def save_notes_of_an_earlier_page(
    interview: Interview, position: int, *, notes: str, based_on: str, now: datetime
) -> None:
    """Store notes for a page that was open before notes were a part: it tells the words that it began from.

    What somebody else wrote meanwhile stays, above the new notes; where both together are too long for their box, the
    new ones are kept beside it. Raises NoRoom.
    """
    notes, based_on = clean(notes), clean(based_on)
    if notes == based_on:
        return
    with locked(interview):
        part = Part.objects.get(answer__interview=interview, answer__position=position, role=Role.NOTES)
        text = joined(part.text, based_on, notes)
        if len(text) > LONGEST:
            stale = ReceivedText.Outcome.STALE
            _store(ReceivedText(part=part, text=notes, based_on=0, outcome=stale, received_at=now))
            return
        part.text = text
        part.revision += 1
        part.save(update_fields=["text", "revision"])


def joined(standing: str, based_on: str, written: str) -> str:
    """Notes after a writing that began from `based_on`: what stands there by now, if that is something else, stays."""
    if standing == based_on or standing in written:
        return written
    return standing if written in standing else f"{standing}\n\n{written}"


def clean(text: str) -> str:
    """As a text box would give it back."""
    return cleaned(text)


def _known(received: ReceivedText, read: Written) -> ReceivedText | None:
    """The stored one that holds this text already, sent by the same writer before or in a longer text since."""
    stored = received.part.received_texts
    if not received.writer:
        again = stored.filter(writer="", text=received.text, based_on=received.based_on)
        return again.exclude(outcome=ReceivedText.Outcome.APPLIED).first() if received.text.strip() else None
    if read.newer is None:
        return None
    newer = stored.get(pk=read.newer)
    if newer.sequence == received.sequence and newer.text != received.text:
        received.writer = ""  # two pages share a name, which ours never do: trust the revision alone
        return None
    return newer if _goes_on(newer, from_=received) else None


def _goes_on(received: ReceivedText, *, from_: ReceivedText) -> bool:
    """Whether a text holds all of an earlier one: then that needs no place of its own."""
    if received.part.is_sketch:
        return scenes.goes_on(from_.text, received.text)
    return received.text.startswith(from_.text)


def _judge(interview: Interview, received: ReceivedText, read: Written, *, emptied: bool) -> ReceivedText.Outcome:
    part = read.part
    if received.text == part.text:
        return ReceivedText.Outcome.APPLIED
    if part.said_at and received.received_at > part.said_at:
        return ReceivedText.Outcome.SAID
    if part.role != Role.NOTES:
        if not interview.counts(received.received_at):
            return ReceivedText.Outcome.LATE
        if interview.one_way and not _was_on_screen(interview, read.position, received.received_at):
            return ReceivedText.Outcome.AWAY
    may_empty = received.text.strip() or part.is_blank or emptied
    return ReceivedText.Outcome.APPLIED if may_empty and _follows(received, read) else ReceivedText.Outcome.STALE


def _was_on_screen(interview: Interview, position: int, received_at: datetime) -> bool:
    """In a one-way interview: whether this was the current question at the moment of arrival."""
    just_left = position == interview.current_position - 1 and received_at <= interview.current_since
    return position == interview.current_position or just_left


def _follows(received: ReceivedText, read: Written) -> bool:
    """Whether the writer of `received` had everything before them that now stands in the part."""
    if not received.writer:
        return received.based_on == read.part.revision
    return not (read.overtaken or read.foreign)


def _apply(received: ReceivedText) -> None:
    part = received.part
    if received.text != part.text:
        part.text = received.text
        part.revision += 1
    received.revision = part.revision
    if part.revision:
        part.saved_at = received.received_at


def _store(received: ReceivedText, *, before: ReceivedText | None = None) -> None:
    """Store a text: in place of the writer's one `before` when it only goes on from there, which is how people type."""
    goes_on = received.writer and before and before.outcome == received.outcome and _goes_on(received, from_=before)
    if not written.put(received, room=ROOM, instead_of=before if goes_on else None):
        raise NoRoom


def _compare_again(interview: Interview, position: int) -> None:
    """What came within the grace belongs to the attempt, which was compared when it was closed."""
    suggestions = coverage.suggest(interview, positions=[position])
    with locked(interview):
        coverage.store_again(interview, suggestions)
