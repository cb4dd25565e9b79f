"""The sheet of useful numbers as a page of its own: the interview has it in a panel, where scripts run."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practice.numbers import GROUPS


@login_not_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    return render(request, "practice/numbers.html", {"numbers": GROUPS})
