"""The imports that were made: who, when, from which file; their questions; taking one back."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.http import SignedInRequest, whole_number
from questions.interchange import undo
from questions.models import Import, Question

from . import trail

_LISTED = 30


class FromImport(admin.SimpleListFilter):
    """The questions of one import: of the latest ones by its list, of any by its address."""

    title = "import"
    parameter_name = "import"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = whole_number(str(self.value() or ""), digits=18)
        listed = list(Import.objects.filter(undone_at=None)[:_LISTED])
        if chosen and chosen not in {imported.pk for imported in listed}:
            listed += Import.objects.filter(pk=chosen)
        return [(str(imported.pk), str(imported)) for imported in listed]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        chosen = whole_number(str(self.value() or ""), digits=18)
        return questions if chosen is None else questions.filter(imported=chosen)


@admin.register(Import)
class ImportAdmin(admin.ModelAdmin[Import]):
    """Records of what the program did: nobody adds, edits or deletes them by hand."""

    list_display = ["file", "at", "by", "licence", "count", "left", "published", "state"]
    list_select_related = ["by"]
    search_fields = ["file", "licence"]
    date_hierarchy = "at"
    fields: ClassVar[Any] = ["file", "licence", "by", "at", "count", "left", "published", "state"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return cast("QuerySet[Import]", Import.objects.with_counts())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        return False

    @admin.display(description="questions in the bank", ordering="left")
    def left(self, imported: Any) -> str:
        address = reverse("admin:questions_question_changelist", query={"import": imported.pk})
        return format_html('<a href="{}">{}</a>', address, imported.left)

    @admin.display(description="published at some time", ordering="published")
    def published(self, imported: Any) -> int:
        return int(imported.published)

    @admin.display(description="state", ordering="undone_at")
    def state(self, imported: Import) -> str:
        return "undone" if imported.undone_at else "in the bank"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="questions_import_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        extra = {"may_undo": may_undo(request)}
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    def undo_view(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Say what undoing takes away, and do it when that is confirmed."""
        if not may_undo(request):
            raise PermissionDenied
        imported = get_object_or_404(Import.objects.with_counts(), pk=pk)
        if request.method == "POST":
            return self._undo(request, imported)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Undo the import of {imported.file}",
            "opts": self.opts,
            "imported": imported,
            "in_use": undo.in_use(imported),
            "edited": undo.edited(imported),
        }
        return TemplateResponse(request, "admin/questions/import/undo.html", context)

    def _undo(self, request: SignedInRequest, imported: Import) -> HttpResponse:
        try:
            count = undo.undo(imported, now=request.arrived_at)
        except undo.InUse as error:
            messages.error(request, f"Nothing was taken back: {error.count} of its questions were published or asked.")
        except undo.UndoneAlready:
            messages.info(request, "This import was undone before.")
        else:
            trail.undone(request, imported.file, count)
            messages.success(request, f"The import of {imported.file} is undone: {count} questions were deleted.")
        return redirect("admin:questions_import_change", imported.pk)


def may_undo(request: HttpRequest) -> bool:
    return request.user.has_perm("questions.add_question") and request.user.has_perm("questions.delete_question")
