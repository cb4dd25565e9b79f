"""The admin's export actions (questions.interchange.exporter)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator

from accounts import limits
from accounts.http import SignedInRequest
from questions.interchange import exporter
from questions.models import Question

from . import trail


def _action(name: str, label: str) -> Any:
    @admin.action(description=f"Export as {label}", permissions=["view"])
    @method_decorator(limits.limited(limits.EXPORTING))
    def export(_model_admin: Any, request: SignedInRequest, questions: QuerySet[Question]) -> HttpResponse:
        trail.exported(request, questions.count(), label)
        return _download(name, questions)

    export.__name__ = f"export_{name}"
    return export


ACTIONS = [_action(name, export_format.label) for name, export_format in exporter.FORMATS.items()]


class ExportMixin(admin.ModelAdmin[Question]):
    """Adds one action for each format."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = [*(self.actions or ()), *ACTIONS]


def _download(name: str, questions: QuerySet[Question]) -> HttpResponse:
    export_format = exporter.FORMATS[name]
    day = timezone.localdate().isoformat()
    return HttpResponse(
        exporter.export(questions, name),
        content_type=export_format.content_type,
        headers={"Content-Disposition": f'attachment; filename="questions-{day}-{name}.{export_format.suffix}"'},
    )
