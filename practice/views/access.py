"""Whose is what: every view takes its interviews and answers from here, and a stranger gets 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.http import SignedInRequest
from practice import interviews
from practice.models import Answer, Interview


def own_interview(request: SignedInRequest, pk: int) -> Interview:
    """The signed-in person's interview, closed first if its time is over."""
    interview = get_object_or_404(request.user.interviews.select_related("blueprint"), pk=pk)
    if interview.is_overdue(request.arrived_at):
        interviews.finish(interview, now=request.arrived_at)
    return interview


def own_answer(request: SignedInRequest, pk: int, position: int) -> Answer:
    """The signed-in person's answer to a question of one of their interviews."""
    answers = Answer.objects.filter(interview__user=request.user).select_related("interview__user", "version__question")
    return get_object_or_404(answers, interview=pk, position=position)


def answer_with_content(interview: Interview, position: int) -> Answer:
    """An answer with all that a page shows of its question."""
    answers = interview.answers.select_related("version__question__category", "version__task")
    answers = answers.prefetch_related("parts", "recordings")
    return get_object_or_404(answers, position=position)


def review_of(request: HttpRequest, answer: Answer) -> str:
    """Where the review shows an answer: alone, if the form that was sent stood there, else among the others."""
    if "alone" in request.POST:
        return reverse("practice:review_question", args=[answer.interview_id, answer.position])
    return f"{reverse('practice:review', args=[answer.interview_id])}#question-{answer.position}"
