"""The admin of questions: list, form, buttons. Versions, previews, import and export have modules of their own."""

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.http import SignedInRequest, acknowledge_copy
from config.runner import isolated
from questions import published, search
from questions.authoring import diffs, versions
from questions.models import Question, QuestionStatistics, Report, Status

from . import attention, code_check, history, item_analysis, unfinished, workflow
from .exports import ExportMixin
from .forms import OWN_FIELDS, QuestionForm
from .imports import ImportMixin
from .past_imports import FromImport


class NeedsAttention(admin.SimpleListFilter):
    title = "needs attention"
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(need.value, need.label) for need in attention.Need]

    def queryset(self, request: HttpRequest, questions: QuerySet[Question]) -> QuerySet[Question]:
        value = self.value()
        if value not in set(attention.Need):
            return questions
        return questions.filter(attention.condition(attention.Need(value), now=timezone.now()))


@admin.register(Question)
class QuestionAdmin(ImportMixin, ExportMixin, admin.ModelAdmin[Question]):
    form = QuestionForm
    list_display = [
        "name",
        "category",
        "kind",
        "difficulty",
        "status",
        "points",
        "state",
        "numbers",
        "review",
    ]
    list_filter = ["status", NeedsAttention, "category", "kind", "difficulty", FromImport]
    list_select_related = ["category", "current", "statistics", "reviewed_by"]
    list_per_page = 50
    search_fields = ["slug", "versions__title", "versions__prompt", "origin"]
    ordering = ["category__position", "position", "pk"]
    actions = ["submit", "publish", "retire", "reopen"]
    save_on_top = True
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["title", "prompt", ("category", "kind", "difficulty", "minutes")]}),
        ("What a good answer makes", {"fields": ["key_points", "answer"]}),
        ("Around it", {"fields": ["hints", "follow_ups", "mistakes", "sources"]}),
        ("A design, or a case to ask about", {"fields": ["facts", "curveball", "stages"], "classes": ["collapse"]}),
        (
            "Code task",
            {"fields": ["requires", "starter", "solution", "tests", "hidden_tests"], "classes": ["collapse"]},
        ),
        ("Address and place", {"fields": ["slug", "tags", "position"], "classes": ["collapse"]}),
        ("This change", {"fields": ["note", "based_on"]}),
    ]
    read_only: ClassVar[Any] = [(None, {"fields": ["shown"]})]

    # --- The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return attention.annotated(super().get_queryset(request))

    @admin.display(description="question", ordering="newest_title")
    def name(self, question: Any) -> str:
        return str(question.newest_title)

    @admin.display(description="key points", ordering="points")
    def points(self, question: Any) -> int:
        return int(question.points)

    @admin.display(description="to do")
    def state(self, question: Any) -> str:
        waits = question.current is not None and question.newest_number > question.current.number
        words = {
            "sent back": bool(question.review_note),
            "change waits": waits and not question.review_note,
            "reported": question.is_reported,
        }
        return ", ".join(word for word, applies in words.items() if applies)

    @admin.display(description="statistics", ordering="statistics__facility")
    def numbers(self, question: Question) -> str:
        return item_analysis.brief(getattr(question, "statistics", None))

    @admin.display(description="reviewed", ordering="reviewed_at")
    def review(self, question: Question) -> str:
        if not question.reviewed_at:
            return "–"
        by = f" by {question.reviewed_by}" if question.reviewed_by else ""
        return f"{timezone.localtime(question.reviewed_at):%-d %b %Y}{by}"

    # --- The form

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:
        reads_only = obj is not None and not self.has_change_permission(request, obj)
        return self.read_only if reads_only else self.fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> list[str]:
        if obj is not None and not self.has_change_permission(request, obj):
            return ["shown"]
        return ["slug"] if obj and obj.current_id else []  # learners have its address

    @admin.display(description="As learners see it")
    def shown(self, question: Question) -> str:
        version = question.latest
        context = {"question": question, "version": version, "key_points": version.key_points.all()}
        return render_to_string("questions/_question.html", context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Question | None:
        question = super().get_object(request, object_id, from_field)
        if question and request.method == "POST":
            # Two curators who save at once follow one another, so the second one is told.
            Question.objects.select_for_update().get(pk=question.pk)
        return question

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        question = kwargs.get("obj")
        context["may_publish"] = workflow.may_publish(request)
        if question:
            reports = Report.objects.filter(version__question=question, state=Report.State.OPEN)
            context["open_reports"] = reports.select_related("version")
            statistics = QuestionStatistics.objects.filter(question=question).first()
            context["statistics"] = statistics
            context["figures"] = item_analysis.figures(statistics) if statistics else []
            context["point_figures"] = item_analysis.key_points(statistics) if statistics else []
        return isolated(super().render_change_form(request, context, *args, **kwargs))

    def get_view_on_site_url(self, obj: Question | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.status == Status.PUBLISHED else None

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        request = cast("SignedInRequest", request)
        now, editor, note = timezone.now(), request.user, form.cleaned_data["note"]
        if change:
            changed = [name for name in form.changed_data if name in OWN_FIELDS]
            if changed:
                obj.save(update_fields=changed)
                search.refresh(Question.objects.filter(pk=obj.pk))
                published.changed()
            content = form.content
            version = versions.revise(obj, content, now=now, editor=editor, note=note, latest=form.latest)
            form.story = _story(changed, diffs.changed_fields(form.latest.content, content), version.number)
        else:
            made = versions.create(form.entry, form.cleaned_data["category"], now=now, editor=editor, note=note)
            obj.pk, obj._state.adding = made.pk, False
        obj.refresh_from_db()
        if "_publish" in request.POST and workflow.may_publish(request):
            form.instance.asks_first = unfinished.publish(request, [obj], "published")
        elif "_submit" in request.POST:
            workflow.take(request, [obj], workflow.submit, "submitted for review")

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return getattr(form, "story", None) or super().construct_change_message(request, form, formsets, add)

    def response_add(self, request: HttpRequest, obj: Question, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().response_add(request, obj, *args, **kwargs)
        return _acknowledged(request, getattr(obj, "asks_first", None) or response)

    def response_change(self, request: HttpRequest, obj: Question) -> HttpResponse:
        response = super().response_change(request, obj)
        return _acknowledged(request, getattr(obj, "asks_first", None) or response)

    # --- Pages of its own

    def get_urls(self) -> list[URLPattern]:
        return [*self._own_urls(), *super().get_urls()]

    def _own_urls(self) -> list[URLPattern]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, *args, **kwargs: view(request, self, *args, **kwargs))

        name = "questions_question_{}".format
        return [
            path("preview/", wrapped(history.preview), name=name("preview")),
            path("check/", wrapped(code_check.check), name=name("check")),
            path("unfinished/", wrapped(unfinished.ask), name=name("unfinished")),
            path("<int:pk>/restore/", wrapped(history.restore), name=name("restore")),
            path("<int:pk>/submit/", wrapped(history.submit), name=name("submit")),
            path("<int:pk>/publish/", wrapped(history.publish), name=name("publish")),
            path("<int:pk>/send-back/", wrapped(history.send_back), name=name("send_back")),
            path("<int:pk>/retire/", wrapped(history.retire), name=name("retire")),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return history.history(cast("SignedInRequest", request), self, unquote(object_id))

    # --- Deleting, and the actions

    def has_delete_permission(self, request: HttpRequest, obj: Question | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.was_asked)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        question = self.get_object(request, unquote(object_id))
        if question and question.was_asked and self.has_view_permission(request, question):
            messages.error(
                request,
                f"“{question}” has been asked in an interview, so it is kept for those who review their answers. "
                "Retire it instead: it then leaves the bank and every future interview.",
            )
            return redirect("admin:questions_question_change", question.pk)
        return super().delete_view(request, object_id, extra_context)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return workflow.may_publish(request)

    @admin.action(description="Submit for review", permissions=["change"])
    def submit(self, request: SignedInRequest, questions: QuerySet[Question]) -> None:
        workflow.take(request, questions, workflow.submit, "submitted for review")

    @admin.action(description="Publish the newest version", permissions=["publish"])
    def publish(self, request: SignedInRequest, questions: QuerySet[Question]) -> HttpResponse | None:
        return unfinished.publish(request, questions, "published")

    @admin.action(description="Retire", permissions=["publish"])
    def retire(self, request: SignedInRequest, questions: QuerySet[Question]) -> None:
        done = "retired. Learners keep their past attempts; new interviews leave it out"
        workflow.take(request, questions, workflow.retire, done)

    @admin.action(description="Make retired ones drafts again", permissions=["publish"])
    def reopen(self, request: SignedInRequest, questions: QuerySet[Question]) -> None:
        workflow.take(request, questions, workflow.reopen, "draft again")


def _story(own: list[str], written: list[str], number: int) -> str:
    """What a save did, for the question's log."""
    sentences = [f"Saved version {number}: {', '.join(written).lower()}." if written else ""]
    sentences += [f"Changed: {', '.join(own)}." if own else ""]
    return " ".join(filter(None, sentences)) or "Saved without a change."


def _acknowledged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    return acknowledge_copy(request, response, path=reverse("admin:index"))
