"""The queue of what learners have reported."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from accounts.http import SignedInRequest
from accounts.models import User
from questions.authoring import reports
from questions.models import Report


class ReportForm(forms.ModelForm[Report]):
    class Meta:
        model = Report
        fields = ["state", "reply"]
        help_texts = {"reply": "The reporter reads it on their page “Your reports”."}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == Report.State.DECLINED and not data.get("reply", "").strip():
            self.add_error("reply", "Say why it stays as it is; the reporter took the trouble to write.")
        return data


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin[Report]):
    form = ReportForm
    list_display = ["title", "version_number", "problem", "excerpt", "context", "state", "created_at", "resolved_by"]
    list_filter = ["state", "problem"]
    list_select_related = ["version__question__current", "resolved_by"]
    search_fields = ["version__title", "text"]
    actions = ["fixed"]
    readonly_fields: ClassVar[list[str]] = [
        *("problem", "text", "context", "created_at", "reported_version", "links", "resolved_by", "resolved_at"),
    ]
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["problem", "text", "reported_version", "links", "context", "created_at"]}),
        ("What came of it", {"fields": ["state", "reply", "resolved_by", "resolved_at"]}),
    ]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Open ones first, the oldest of them on top: a queue."""
        is_open = Case(When(state=Report.State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
        return [is_open.asc(), "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="question", ordering="version__title")
    def title(self, report: Report) -> str:
        return report.version.title

    @admin.display(description="version")
    def version_number(self, report: Report) -> str:
        current = report.version.question.current
        since = "" if report.version == current else " (corrected since)"
        return f"{report.version.number}{since}"

    @admin.display(description="what is wrong")
    def excerpt(self, report: Report) -> str:
        return Truncator(report.text).chars(80)

    @admin.display(description="version")
    def reported_version(self, report: Report) -> str:
        return format_html(
            '<a href="{}">Version {} as the reporter saw it</a>',
            report.version.get_absolute_url(),
            report.version.number,
        )

    @admin.display(description="question")
    def links(self, report: Report) -> str:
        pk = report.version.question_id
        return format_html(
            '<a href="{}">Edit the question</a> · <a href="{}">Its versions</a>',
            reverse("admin:questions_question_change", args=[pk]),
            reverse("admin:questions_question_history", args=[pk]),
        )

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        if form.changed_data:
            reports.resolve(obj, obj.state, reply=obj.reply, resolver=cast("User", request.user), now=timezone.now())

    @admin.action(description="Mark as fixed", permissions=["change"])
    def fixed(self, request: SignedInRequest, chosen: QuerySet[Report]) -> None:
        """Without a reply of its own each keeps the one that it has."""
        waiting = list(chosen.filter(state=Report.State.OPEN))
        for report in waiting:
            reports.resolve(report, Report.State.FIXED, reply=report.reply, resolver=request.user, now=timezone.now())
        self.message_user(request, f"{len(waiting)} marked as fixed; their reporters see it on their home page.")
