"""The verb that takes in texts: save_answer. docs/decisions has the record of the protocol and what was rejected.

A page sends what it wrote together with the revision it began from. The text is applied when it arrived in time and
nobody else has written since; otherwise it is stored beside the answer and the person chooses. Each page counts what
it sends under a name of its own (`writer`, `sequence`), so a lost reply, a repeated request and one that overtook
another are told from a quarrel between two tabs.
"""

from dataclasses import dataclass
from datetime import datetime

from questions.text import cleaned

from .interviews import locked, suggest_coverage
from .models import Answer, Interview, ReceivedText


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a text: `received.outcome` tells; `answer` is as it stands now."""

    answer: Answer
    received: ReceivedText

    @property
    def applied(self) -> bool:
        return self.received.outcome == ReceivedText.Outcome.APPLIED

    @property
    def revision(self) -> int:
        """What the writer has read by now. For a text that was applied it is the revision that it became: others may
        have written since, and whoever repeats an old request must not be taken to have read them."""
        return self.answer.revision if self.received.revision is None else self.received.revision


def save_answer(
    interview: Interview,
    position: int,
    *,
    text: str,
    based_on: int,
    now: datetime,
    emptied: bool = False,
    writer: str = "",
    sequence: int = 0,
) -> Saved:
    """Take in a text and store it, whatever becomes of it.

    A blank is applied over words only with `emptied`, the writer's own word for it. A text that says what stands
    there already is applied at any time: nothing is late about it.
    """
    with locked(interview):
        answer = interview.answers.select_related("version__task").get(position=position)
        text = clean(text)
        if not answer.revision and text == answer.starter:
            text = ""  # an untouched starter is no answer
        received = ReceivedText(
            answer=answer, text=text, based_on=based_on, received_at=now, writer=writer, sequence=sequence
        )
        if known := _known(received):
            return Saved(answer=answer, received=known)
        received.outcome = _judge(interview, received, emptied=emptied)
        says_something_new = text != answer.text
        if received.outcome == ReceivedText.Outcome.APPLIED:
            _apply(received)
            if not interview.is_open:
                suggest_coverage([answer])
        if received.writer or says_something_new:
            _store(received)
    return Saved(answer=answer, received=received)


def write_notes(interview: Interview, position: int, *, notes: str, based_on: str) -> None:
    """Store what one jots down beside an answer; it is no part of it, so it may be written at any time.

    `based_on` is what stood there when the writing began. What somebody else wrote meanwhile stays, above the new
    notes.
    """
    notes, based_on = clean(notes), clean(based_on)
    if notes == based_on:
        return
    with locked(interview):
        answer = interview.answers.get(position=position)
        answer.notes = joined(answer.notes, based_on, notes)
        answer.save(update_fields=["notes"])


def joined(standing: str, based_on: str, written: str) -> str:
    """Notes after a writing that began from `based_on`: what stands there by now, if that is something else, stays."""
    if standing == based_on or standing in written:
        return written
    return standing if written in standing else f"{standing}\n\n{written}"


def clean(text: str) -> str:
    """As a text box would give it back."""
    return cleaned(text)


def _known(received: ReceivedText) -> ReceivedText | None:
    """The stored one that holds this text already, sent by the same writer before or in a longer text since."""
    stored = received.answer.received_texts
    if not received.writer:
        again = stored.filter(writer="", text=received.text, based_on=received.based_on)
        return again.exclude(outcome=ReceivedText.Outcome.APPLIED).first() if received.text.strip() else None
    newer = stored.filter(writer=received.writer, sequence__gte=received.sequence).order_by("sequence").first()
    if newer is None:
        return None
    if newer.sequence == received.sequence and newer.text != received.text:
        received.writer = ""  # two pages share a name, which ours never do: trust the revision alone
        return None
    return newer if newer.text.startswith(received.text) else None


def _judge(interview: Interview, received: ReceivedText, *, emptied: bool) -> ReceivedText.Outcome:
    if received.text == received.answer.text:
        return ReceivedText.Outcome.APPLIED
    if not interview.counts(received.received_at):
        return ReceivedText.Outcome.LATE
    if interview.one_way and not _was_on_screen(interview, received):
        return ReceivedText.Outcome.AWAY
    may_empty = received.text.strip() or received.answer.is_blank or emptied
    return ReceivedText.Outcome.APPLIED if may_empty and _follows(received) else ReceivedText.Outcome.STALE


def _was_on_screen(interview: Interview, received: ReceivedText) -> bool:
    """In a one-way interview: whether this was the current question at the moment of arrival."""
    position = received.answer.position
    just_left = position == interview.current_position - 1 and received.received_at <= interview.current_since
    return position == interview.current_position or just_left


def _follows(received: ReceivedText) -> bool:
    """Whether the writer of `received` had everything before them that now stands in the answer."""
    if not received.writer:
        return received.based_on == received.answer.revision
    applied = received.answer.received_texts.filter(outcome=ReceivedText.Outcome.APPLIED)
    overtaken = applied.filter(writer=received.writer, sequence__gt=received.sequence)
    foreign = applied.filter(revision__gt=received.based_on).exclude(writer=received.writer)
    return not overtaken.exists() and not foreign.exists()


def _apply(received: ReceivedText) -> None:
    answer = received.answer
    if received.text != answer.text:
        answer.text = received.text
        answer.revision += 1
    received.revision = answer.revision
    if answer.revision:
        answer.saved_at = received.received_at
    answer.save(update_fields=["text", "revision", "saved_at"])


def _store(received: ReceivedText) -> None:
    """Store a text: in place of the writer's one before when it only goes on from there, which is how people type."""
    if received.writer:
        earlier = received.answer.received_texts.filter(writer=received.writer, sequence__lt=received.sequence)
        before = earlier.order_by("sequence").last()
        if before and before.outcome == received.outcome and received.text.startswith(before.text):
            received.pk = before.pk
    received.save()
