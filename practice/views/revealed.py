"""The page of a question in a repetition once its reference was shown: points to tick, and how well one knew it."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest
from practice import scheduling
from practice.models import Answer, Interview, Rating

from . import code_review, question_page, review_page


def show(request: SignedInRequest, interview: Interview, answer: Answer) -> HttpResponse:
    """`answer` names it; what is shown of it is fetched here."""
    context = review_page.one(request, interview, answer)
    context |= question_page.sitting(request, interview)
    answer = context["answer"]
    again = scheduling.previews(answer, at=answer.revealed_at or request.arrived_at)
    context |= {
        "version": answer.version,
        "choices": [(rating, rating.label, again[rating]) for rating in Rating],
    }
    return code_review.isolated_if(render(request, "practice/revealed.html", context), bool(context["has_code"]))
