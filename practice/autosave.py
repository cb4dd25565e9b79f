"""The verb that takes in texts: save_answer. docs/decisions has the record of the protocol and what was rejected.

A page sends what it wrote together with the revision it began from. The text is applied when it arrived in time and
nobody else has written since; otherwise it is kept beside the answer and the person chooses. Each page counts what
it sends under a name of its own (`writer`, `sequence`), so a lost reply, a repeated request and one that overtook
another are told from a quarrel between two tabs.
"""

from dataclasses import dataclass
from datetime import datetime

from questions.text import cleaned

from .interviews import locked, suggest_marks
from .models import Answer, Draft, Interview


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a text: `draft.outcome` tells; `answer` is as it stands now."""

    answer: Answer
    draft: Draft

    @property
    def applied(self) -> bool:
        return self.draft.outcome == Draft.Outcome.APPLIED

    @property
    def revision(self) -> int:
        """What the writer has seen by now. For a text that was applied it is the revision that it became: others may
        have written since, and whoever repeats an old request must not be taken to have read them."""
        return self.answer.revision if self.draft.revision is None else self.draft.revision


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
    """Take in a text and keep it, whatever becomes of it.

    A blank is applied over words only with `emptied`, the writer's own word for it. A text that says what stands
    there already is applied at any time: nothing is late about it.
    """
    with locked(interview):
        answer = interview.answers.select_related("version__task").get(position=position)
        text = clean(text)
        if not answer.revision and text == answer.starter:
            text = ""  # an untouched starter is no answer
        draft = Draft(answer=answer, text=text, based_on=based_on, received_at=now, writer=writer, sequence=sequence)
        if known := _known(draft):
            return Saved(answer=answer, draft=known)
        draft.outcome = _judge(interview, draft, emptied=emptied)
        says_something_new = text != answer.text
        if draft.outcome == Draft.Outcome.APPLIED:
            _apply(draft)
            if not interview.is_open:
                suggest_marks([answer])
        if draft.writer or says_something_new:
            _keep(draft)
    return Saved(answer=answer, draft=draft)


def write_notes(interview: Interview, position: int, *, notes: str, seen: str) -> None:
    """Keep what one jots down beside an answer; it is no part of it, so it may be written at any time.

    `seen` is what stood there when the writing began. What somebody else wrote meanwhile stays, above the new notes.
    """
    notes, seen = clean(notes), clean(seen)
    if notes == seen:
        return
    with locked(interview):
        answer = interview.answers.get(position=position)
        answer.notes = joined(answer.notes, seen, notes)
        answer.save(update_fields=["notes"])


def joined(standing: str, seen: str, written: str) -> str:
    """Notes after a writing that began from `seen`: what stands there by now, if that is something else, stays."""
    if standing == seen or standing in written:
        return written
    return standing if written in standing else f"{standing}\n\n{written}"


def clean(text: str) -> str:
    """As a text box would give it back."""
    return cleaned(text)


def _known(draft: Draft) -> Draft | None:
    """The stored draft that holds this text already, sent by the same writer before or in a longer text since."""
    drafts = draft.answer.drafts
    if not draft.writer:
        again = drafts.filter(writer="", text=draft.text, based_on=draft.based_on)
        return again.exclude(outcome=Draft.Outcome.APPLIED).first() if draft.text.strip() else None
    newer = drafts.filter(writer=draft.writer, sequence__gte=draft.sequence).order_by("sequence").first()
    if newer is None:
        return None
    if newer.sequence == draft.sequence and newer.text != draft.text:
        draft.writer = ""  # two pages share a name, which ours never do: trust the revision alone
        return None
    return newer if newer.text.startswith(draft.text) else None


def _judge(interview: Interview, draft: Draft, *, emptied: bool) -> Draft.Outcome:
    if draft.text == draft.answer.text:
        return Draft.Outcome.APPLIED
    if not interview.counts(draft.received_at):
        return Draft.Outcome.LATE
    if interview.one_way and not _was_on_screen(interview, draft):
        return Draft.Outcome.AWAY
    may_empty = draft.text.strip() or draft.answer.is_blank or emptied
    return Draft.Outcome.APPLIED if may_empty and _follows(draft) else Draft.Outcome.STALE


def _was_on_screen(interview: Interview, draft: Draft) -> bool:
    """In a one-way interview: whether this was the current question at the moment of arrival."""
    position = draft.answer.position
    just_left = position == interview.current_position - 1 and draft.received_at <= interview.current_since
    return position == interview.current_position or just_left


def _follows(draft: Draft) -> bool:
    """Whether the writer of `draft` had everything before them that now stands in the answer."""
    if not draft.writer:
        return draft.based_on == draft.answer.revision
    applied = draft.answer.drafts.filter(outcome=Draft.Outcome.APPLIED)
    overtaken = applied.filter(writer=draft.writer, sequence__gt=draft.sequence)
    foreign = applied.filter(revision__gt=draft.based_on).exclude(writer=draft.writer)
    return not overtaken.exists() and not foreign.exists()


def _apply(draft: Draft) -> None:
    answer = draft.answer
    if draft.text != answer.text:
        answer.text = draft.text
        answer.revision += 1
    draft.revision = answer.revision
    if answer.revision:
        answer.saved_at = draft.received_at
    answer.save(update_fields=["text", "revision", "saved_at"])


def _keep(draft: Draft) -> None:
    """Store a draft: in place of the writer's one before when it only goes on from there, which is how people type."""
    if draft.writer:
        earlier = draft.answer.drafts.filter(writer=draft.writer, sequence__lt=draft.sequence)
        before = earlier.order_by("sequence").last()
        if before and before.outcome == draft.outcome and draft.text.startswith(before.text):
            draft.pk = before.pk
    draft.save()
