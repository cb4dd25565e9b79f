"""Whose is what: every view takes its interviews and answers from here, and a stranger gets 404."""

from django.core.cache import caches
from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.http import SignedInRequest
from config import rows
from practice import interviews, reading
from practice.models import Answer, Blueprint, Interview, Part, Recording
from practice.question_map import Mark
from questions.models import QuestionVersion

# By hand, since most pages of an interview begin with it: the ORM takes longer to write it than the database to answer.
# tests/practice/views/test_interview.py holds it against the ORM.
_INTERVIEW = f"""
    SELECT {rows.columns(Interview, "interview")}, {rows.columns(Blueprint, "blueprint")}
    FROM practice_interview interview
    LEFT JOIN practice_blueprint blueprint ON blueprint.id = interview.blueprint_id
    WHERE interview.id = %s AND interview.user_id = %s
"""  # noqa: S608  (names of columns)


def own_interview(request: SignedInRequest, pk: int) -> Interview:
    """The signed-in person's interview, closed first if its time is over."""
    check_numbers(pk)
    with connection.cursor() as cursor:
        cursor.execute(_INTERVIEW, [pk, request.user.pk])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    interview = rows.made(Interview, found)
    interview.user = request.user
    interview.blueprint = rows.made(Blueprint, found, rows.width(Interview)) if interview.blueprint_id else None
    close_if_overdue(request, interview)
    return interview


def check_numbers(*numbers: int) -> None:
    """Raise Http404 for what no row can be called: the ORM finds nothing by it, a statement by hand may fail."""
    if any(number.bit_length() > 63 for number in numbers):
        raise Http404


def unread_interview(request: SignedInRequest, pk: int) -> Interview:
    """One's interview by its name alone: for a verb that reads it under its lock, and finds none that is a stranger's.

    Until then it says nothing. Whoever uses it calls `close_if_overdue` afterwards.
    """
    interview = Interview(pk=pk, user=request.user)
    interview._state.adding = False
    return interview


def close_if_overdue(request: SignedInRequest, interview: Interview) -> None:
    if interview.is_overdue(request.arrived_at):
        interviews.finish(interview, now=request.arrived_at)


def own_answer(request: SignedInRequest, pk: int, position: int) -> Answer:
    """The signed-in person's answer to a question of one of their interviews."""
    check_numbers(pk, position)
    answers = Answer.objects.filter(interview__user=request.user).select_related("interview__user", "version__question")
    return get_object_or_404(answers, interview=pk, position=position)


def own_question(request: SignedInRequest, pk: int, position: int) -> tuple[Answer, list[Mark]]:
    """A question of the signed-in person's interview (closed first if its time is over) and the marks of all its
    questions."""
    check_numbers(pk, position)
    found = reading.one(request.user, pk, position)
    if found is None:
        raise Http404
    answer, marks = found
    answer.version = content(answer.version_id)
    close_if_overdue(request, answer.interview)
    return answer, marks


def own_asked(request: SignedInRequest, pk: int, position: int) -> Answer:
    """The signed-in person's answer with its question's content, and nothing of what it says."""
    check_numbers(pk, position)
    mine = Answer.objects.filter(interview__user=request.user).select_related("interview")
    answer = get_object_or_404(mine, interview=pk, position=position)
    answer.version = content(answer.version_id)
    return answer


def answer_with_content(interview: Interview, position: int) -> Answer:
    """An answer with all that a page shows of its question."""
    answer = get_object_or_404(interview.answers.all(), position=position)
    answer.version = content(answer.version_id)
    return _with_parts(answer)


CONTENT_SECONDS = 60
"""For how long a process remembers a version with its question: it never changes, but its category's name may."""


def content(version: int) -> QuestionVersion:
    """A version with its question, category and code, an object of the caller's own; looked up once a minute."""
    found: QuestionVersion | None = caches["content"].get(str(version))
    if found is None:
        found = QuestionVersion.objects.select_related("question__category", "task").get(pk=version)
        getattr(found, "task", None)  # remembers that there is none, too
        caches["content"].set(str(version), found, CONTENT_SECONDS)
    return found


def _with_parts(answer: Answer) -> Answer:
    recordings = Recording.objects.all() if answer.interview.speak_first else Recording.objects.none()
    parts = Part.objects.order_by("position")
    prefetch_related_objects([answer], Prefetch("parts", parts), Prefetch("recordings", recordings))
    return answer


def review_of(request: HttpRequest, answer: Answer) -> str:
    """Where the review shows an answer: alone, if the form that was sent stood there, else among the others."""
    if "alone" in request.POST:
        return reverse("practice:review_question", args=[answer.interview_id, answer.position])
    return f"{reverse('practice:review', args=[answer.interview_id])}#question-{answer.position}"
