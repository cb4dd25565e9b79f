"""The admin's export actions (questions.exporting)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import exporting
from .models import Question


class ExportMixin(admin.ModelAdmin[Question]):
    """One action for each format."""

    def get_actions(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        actions: dict[str, Any] = dict(super().get_actions(request, *args, **kwargs))
        if self.has_view_permission(request):
            actions |= {
                f"export_{name}": (_export_action(name), f"export_{name}", f"Export as {export_format.label}")
                for name, export_format in exporting.FORMATS.items()
            }
        return actions


def _export_action(name: str) -> Any:
    def export(_model_admin: Any, request: HttpRequest, questions: QuerySet[Question]) -> HttpResponse:
        return _download(name, questions)

    return export


def _download(name: str, questions: QuerySet[Question]) -> HttpResponse:
    export_format = exporting.FORMATS[name]
    day = timezone.localdate().isoformat()
    return HttpResponse(
        exporting.export(questions, name),
        content_type=export_format.content_type,
        headers={"Content-Disposition": f'attachment; filename="questions-{day}-{name}.{export_format.suffix}"'},
    )
