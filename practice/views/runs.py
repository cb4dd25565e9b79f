"""What a learner's browser tells of a run of their code: kept for them, never believed as a grade."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from accounts import limits
from accounts.http import SignedInRequest
from practice import runs
from practice.forms import RunForm
from practice.models import Part

from .access import own_answer


@require_POST
@limits.limited(limits.RUNNING)
def add(request: SignedInRequest, pk: int, position: int) -> JsonResponse:
    """Store a run beside the code that was run."""
    answer = own_answer(request, pk, position)
    form = RunForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"outcome": "invalid", "errors": form.errors}, status=422)
    try:
        run = runs.store(answer, now=request.arrived_at, **form.cleaned_data)
    except Part.DoesNotExist as error:
        raise Http404 from error
    return JsonResponse({"outcome": "stored", "passed": run.passed, "failed": run.failed})
