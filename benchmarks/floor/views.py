from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from practice.models import Part
from questions.models import Question


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The session and the person, one row, a template."""
    return render(request, "floor/page.html", {"question": get_object_or_404(Question, pk=pk)})


@require_POST
def write(request: HttpRequest, pk: int) -> JsonResponse:
    """The session and the person, one row written, JSON."""
    with transaction.atomic():
        written = Part.objects.filter(pk=pk, answer__interview__user=request.user.pk).update(text=request.POST["text"])
    return JsonResponse({"written": written})
