"""Takes in what a curator's browser says of a code task: that its solution passes its tests."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import limits
from questions.authoring import code_checks
from questions.models import Question

from .forms import PreviewForm

NOT_ALL = "Not every test passed, so this is not taken for checked."


@require_POST
@limits.limited(limits.WRITING)
def check(request: HttpRequest, admin: ModelAdmin[Question]) -> JsonResponse:
    """Note for the code in a form that it was checked: the form is the curator's own, saved or not."""
    may = admin.has_change_permission(request) or admin.has_publish_permission(request)  # type: ignore[attr-defined]
    if not may:
        raise PermissionDenied
    form = PreviewForm(request.POST)
    form.is_valid()
    task = form.content.task
    try:
        if task is None:
            raise code_checks.NotPassed
        code_checks.record(task, passed=request.POST.getlist("passed"), now=timezone.now())
    except code_checks.NotPassed:
        return JsonResponse({"outcome": "invalid", "errors": {"passed": [NOT_ALL]}}, status=422)
    return JsonResponse({"outcome": "stored"})
