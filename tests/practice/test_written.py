"""The statement of a save beside the answers that the ORM gives to the same questions."""

from itertools import product
from random import Random

import pytest

from practice import written
from practice.models import Interview, Part, ReceivedText
from practice.written import Written
from tests.factories import NOON, make_content, make_interview, make_question, part_of

pytestmark = pytest.mark.django_db

WRITERS = ["a" * 36, "b" * 36, ""]


def by_the_orm(part: Part, *, writer: str, sequence: int, based_on: int) -> tuple[object, ...]:
    applied = part.received_texts.filter(outcome=ReceivedText.Outcome.APPLIED)
    own = part.received_texts.filter(writer=writer).order_by("sequence")
    newer, before = own.filter(sequence__gte=sequence).first(), own.filter(sequence__lt=sequence).last()
    return (
        newer.pk if newer and writer else None,
        applied.filter(writer=writer, sequence__gt=sequence).exists(),
        applied.filter(revision__gt=based_on).exclude(writer=writer).exists(),
        (before.pk, before.text, before.outcome) if before and writer else None,
    )


def told(found: Written) -> tuple[object, ...]:
    before = found.before
    return (
        found.newer,
        found.overtaken,
        found.foreign,
        (before.pk, before.text, before.outcome) if before else None,
    )


def received_before(interview: Interview) -> None:
    """Texts of two writers and of a page without a name, in two parts, applied and not."""
    rng = Random(7)
    for part, writer, sequence in product((1, 0), WRITERS, range(1, 9)):
        if rng.random() < 0.6:
            outcome = rng.choice(["applied", "applied", "stale", "late"])
            ReceivedText.objects.create(
                part=part_of(interview, part=part),
                text=f"{writer[:1]}{sequence}",
                based_on=0,
                revision=rng.randrange(9) if outcome == "applied" else None,
                writer=writer,
                sequence=sequence,
                received_at=NOON,
                outcome=outcome,
            )


def test_it_says_what_the_orm_says() -> None:
    interview = make_interview(now=NOON)
    received_before(interview)
    for part, writer, sequence, based_on in product((1, 0), WRITERS, (0, 1, 4, 8, 9), (0, 3, 8)):
        asked = {"writer": writer, "sequence": sequence, "based_on": based_on}
        stored = part_of(interview, part=part)
        found = written.read(interview, 1, part, **asked)  # type: ignore[arg-type]
        assert told(found) == by_the_orm(stored, **asked)  # type: ignore[arg-type]
        assert [getattr(found.part, field.attname) for field in Part._meta.concrete_fields] == [
            getattr(stored, field.attname) for field in Part._meta.concrete_fields
        ]
        assert (found.position, found.starter) == (1, "")


def test_code_has_its_starter() -> None:
    question = make_question(content=make_content(starter="def f(): ..."))
    interview = make_interview(questions=[question], now=NOON)
    code = interview.answers.get().parts.get(role="code")
    assert [
        written.read(interview, 1, part.position, writer="", sequence=0, based_on=0).starter
        for part in interview.answers.get().parts.order_by("position")
    ] == ["def f(): ..." if part == code else "" for part in interview.answers.get().parts.order_by("position")]


def test_what_is_not_there() -> None:
    interview, other = make_interview(questions=1, now=NOON), make_interview(questions=2, now=NOON)
    for position, part in ((1, 9), (2, 1)):
        with pytest.raises(Part.DoesNotExist):
            written.read(interview, position, part, writer="", sequence=0, based_on=0)
    assert written.read(other, 2, 1, writer="", sequence=0, based_on=0).part == part_of(other, 2)


@pytest.mark.parametrize("outcome", ["applied", "stale"])
def test_what_is_put_is_what_the_orm_reads(outcome: str) -> None:
    interview = make_interview(now=NOON)
    part = part_of(interview)
    one = ReceivedText(part=part, text="Née", based_on=3, writer="a" * 36, sequence=5, received_at=NOON)
    one.outcome = ReceivedText.Outcome(outcome)
    if outcome == "applied":
        part.text, part.revision, part.saved_at, one.revision = "Née", 4, NOON, 4
    assert written.put(one, room=4)
    other = ReceivedText(part=part, text="Née", based_on=3, received_at=NOON, outcome=ReceivedText.Outcome.STALE)
    assert not written.put(other, room=7)  # bytes, and there are four already
    one.text = part.text = "Née, née"
    assert written.put(one, room=0, instead_of=one)  # it takes the place that is there
    stored, kept = part_of(interview), ReceivedText.objects.get()
    names = [field.attname for field in ReceivedText._meta.concrete_fields]
    assert [getattr(kept, name) for name in names] == [getattr(one, name) for name in names]
    expected = ("Née, née", 4, NOON) if outcome == "applied" else ("", 0, None)
    assert (stored.text, stored.revision, stored.saved_at) == expected
