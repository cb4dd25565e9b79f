"""Objects from the rows of statements by hand."""

import pytest
from django.db import connection

from config import rows
from practice.models import Answer, Interview, Part
from tests.factories import NOON, make_interview

pytestmark = pytest.mark.django_db


def test_each_object_of_a_row_is_as_the_orm_has_it() -> None:
    interview = make_interview(now=NOON)
    Answer.objects.update(acts={"points": {"count": 1}}, booked_until=NOON, drawn=["API"])
    names = ", ".join(rows.columns(model, alias) for model, alias in [(Part, "p"), (Answer, "a"), (Interview, "i")])
    with connection.cursor() as cursor:
        cursor.execute(f"""
            SELECT {names} FROM practice_part p
            JOIN practice_answer a ON a.id = p.answer_id JOIN practice_interview i ON i.id = a.interview_id
            ORDER BY p.id LIMIT 1
        """)
        row = cursor.fetchone()
    answer = rows.made(Answer, row, rows.width(Part))
    made = [rows.made(Part, row), answer, sat := rows.made(Interview, row, rows.width(Part, Answer))]
    part = Part.objects.select_related("answer__interview").order_by("pk")[0]
    for mine, orm in zip(made, [part, part.answer, part.answer.interview], strict=True):
        fields = [field.attname for field in orm._meta.concrete_fields]
        assert [(name, getattr(mine, name)) for name in fields] == [(name, getattr(orm, name)) for name in fields]
    assert sat.started_at == interview.started_at
    answer.flagged = True
    answer.save(update_fields=["flagged"])  # it is a row to change, not a new one
    assert Answer.objects.get(pk=answer.pk).flagged


def test_what_is_at_hand_is_not_asked_for() -> None:
    interview = make_interview(now=NOON)
    answer = Answer.objects.get(interview=interview, position=1)
    rows.put_at_hand(answer, "parts", answer.parts.get_queryset(), [])
    assert list(answer.parts.all()) == []
    assert answer.parts.filter(position=0).exists()
