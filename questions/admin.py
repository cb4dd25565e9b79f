from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from . import editing
from .admin_forms import QuestionForm
from .models import Category, Question, QuestionVersion, Report, Resource, Status, Tip


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    list_display = ["name", "blurb", "position", "published"]
    list_editable = ["position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return Category.objects.with_published()

    @admin.display(description="published questions", ordering="published")
    def published(self, category: Any) -> int:
        return int(category.published)


class NeedsAttention(admin.SimpleListFilter):
    title = "needs attention"
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("no_points", "No key points"),
            ("no_answer", "No reference answer"),
            ("waiting", "A change waits for review"),
            ("reported", "Reported by a learner"),
        ]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        conditions = {
            "no_points": Q(points=0),
            "no_answer": Q(current__answer="") | Q(current=None),
            "waiting": Q(newest__gt=F("current__number")) | Q(current=None),
            "reported": Q(is_reported=True),
        }
        condition = conditions.get(self.value() or "")
        return questions.filter(condition) if condition else questions


class VersionInline(admin.TabularInline[QuestionVersion, Question]):
    """The history, to read."""

    model = QuestionVersion
    fk_name = "question"
    verbose_name_plural = "versions"
    fields = ["number", "created_at", "editor", "note"]
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    form = QuestionForm
    change_form_template = "admin/questions/question/change_form.html"
    list_display = ["name", "category", "kind", "difficulty", "minutes", "status", "points", "state", "reviewed_at"]
    list_filter = ["status", NeedsAttention, "category", "kind", "difficulty"]
    list_select_related = ["category", "current"]
    list_per_page = 50
    search_fields = ["slug", "versions__title", "versions__prompt"]
    search_help_text = "Words of the title, the question or the address."
    ordering = ["category__position", "position", "pk"]
    actions = ["submit", "publish", "retire", "reopen"]
    inlines = [VersionInline]
    save_on_top = True
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["title", "prompt", ("category", "kind", "difficulty", "minutes")]}),
        ("What a good answer makes", {"fields": ["key_points", "answer"]}),
        ("Around it", {"fields": ["hints", "follow_ups", "mistakes", "sources"]}),
        ("Code task", {"fields": ["starter", "solution", "tests"], "classes": ["collapse"]}),
        ("Filing", {"fields": ["slug", "tags", "position"], "classes": ["collapse"]}),
        ("This change", {"fields": ["note", "based_on"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        open_reports = Report.objects.filter(version__question=OuterRef("pk"), state=Report.State.OPEN)
        return (
            super()
            .get_queryset(request)
            .annotate(
                points=Count("current__key_points", distinct=True),
                newest=Max("versions__number"),
                is_reported=Exists(open_reports),
            )
        )

    @admin.display(description="question", ordering="slug")
    def name(self, question: Question) -> str:
        return str(question)

    @admin.display(description="key points", ordering="points")
    def points(self, question: Any) -> int:
        return int(question.points)

    @admin.display(description="to do")
    def state(self, question: Any) -> str:
        waits = question.current is not None and question.newest > question.current.number
        return ", ".join(filter(None, ["change waits" if waits else "", "reported" if question.is_reported else ""]))

    def get_inlines(self, request: HttpRequest, obj: Question | None) -> list[Any]:
        return self.inlines if obj else []

    def get_view_on_site_url(self, obj: Question | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.status == Status.PUBLISHED else None

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        now, editor, note = timezone.now(), request.user, form.cleaned_data["note"]
        if change:
            obj.save(update_fields=[*form._meta.fields])
            editing.revise(obj, form.content, now=now, editor=editor, note=note)
        else:
            made = editing.create(form.entry, form.cleaned_data["category"], now=now, editor=editor, note=note)
            obj.pk, obj._state.adding = made.pk, False
            obj.refresh_from_db()
        if "_publish" in request.POST and self.has_publish_permission(request):
            self._publish(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("questions.publish_question")

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        """A question that has been asked is retired, never deleted."""
        asked = obj is not None and obj.versions.filter(answers__isnull=False).exists()
        return not asked and super().has_delete_permission(request, obj)

    def _publish(self, request: HttpRequest, question: Question) -> None:
        latest = question.latest
        own = latest.editor_id == request.user.pk and not request.user.has_perm("questions.publish_own_change")
        if own:
            messages.error(request, f"{question}: the last change is your own, so somebody else has to publish it.")
            return
        try:
            editing.publish(question, now=timezone.now(), reviewer=request.user)
        except editing.NothingToPublish:
            messages.info(request, f"{question}: learners see the latest version already.")
        else:
            messages.success(request, f"{question}: published as version {question.current.number}.")

    @admin.action(description="Submit for review", permissions=["change"])
    def submit(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        for question in questions:
            editing.submit(question)
        messages.success(request, "Drafts among them are in review now.")

    @admin.action(description="Publish the latest version", permissions=["publish"])
    def publish(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        for question in questions:
            self._publish(request, question)

    @admin.action(description="Retire", permissions=["publish"])
    def retire(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        for question in questions:
            editing.retire(question)
        messages.success(request, "Retired. Learners keep their past attempts; new interviews leave these out.")

    @admin.action(description="Make retired ones drafts again", permissions=["publish"])
    def reopen(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        for question in questions:
            editing.reopen(question)


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin[Resource]):
    list_display = ["title", "url", "category", "position"]
    list_editable = ["position"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["title", "url"]


@admin.register(Tip)
class TipAdmin(admin.ModelAdmin[Tip]):
    list_display = ["__str__", "position"]
    list_editable = ["position"]
    search_fields = ["text"]


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin[Report]):
    list_display = ["version", "problem", "state", "created_at", "resolved_by"]
    list_filter = ["state", "problem"]
    list_select_related = ["version", "resolved_by"]
    search_fields = ["version__title", "text"]
    readonly_fields = ["version", "problem", "text", "context", "created_at", "resolved_by", "resolved_at"]
    fields = [*readonly_fields, "state", "reply"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        is_open = obj.state == Report.State.OPEN
        obj.resolved_at = None if is_open else timezone.now()
        obj.resolved_by = None if is_open else request.user
        super().save_model(request, obj, form, change)
