from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from questions.admin.labels import PositionForm, RowFormSet
from questions.models import Question

from . import item_statistics, refusals, selection
from .models import Answer, Blueprint, Interview, Judge, JudgeQuerySet, Section


class ReadOnly:
    """Records that the program owns: to be looked at, never edited by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SectionForm(forms.ModelForm[Section]):
    def has_changed(self) -> bool:
        """A row that was added is meant, also when it says no more than that any question will do."""
        return not self.instance.pk or super().has_changed()


class SectionFormSet(RowFormSet):
    """At least one section is left: without, there would be nothing to ask."""

    def clean(self) -> None:
        if not any(self.errors) and all(form.cleaned_data.get("DELETE") for form in self.forms):
            raise forms.ValidationError("An interview needs at least one section, or it would have nothing to ask.")


class SectionInline(admin.TabularInline[Section, Blueprint]):
    model = Section
    form = SectionForm
    formset = SectionFormSet
    min_num = 1
    extra = 0


@admin.register(Blueprint)
class BlueprintAdmin(admin.ModelAdmin[Blueprint]):
    list_display = ["title", "minutes", "questions", "position"]
    list_editable = ["position"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [SectionInline]
    fields = ["title", "slug", "minutes", "simulates", "judged", "one_way", "speak_first", "interviewer", "position"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=PositionForm, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Blueprint]:
        """The shared ones: what learners build for themselves is theirs."""
        return Blueprint.objects.shared().with_counts()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Say at once when it cannot be started: learners are then not offered it."""
        super().save_related(request, form, formsets, change)
        sections = list(form.instance.sections.select_related("category"))
        supply = selection.supply(cast("User", request.user), sections, now=timezone.now())
        try:
            selection.check(sections, supply, minutes=form.instance.minutes)
        except selection.NotDrawable as error:
            messages.warning(request, f"It is saved and not offered yet. {refusals.advice(error)}")

    def get_view_on_site_url(self, obj: Blueprint | None = None) -> str | None:
        return obj.get_absolute_url() if obj else None

    @admin.display(description="questions", ordering="questions")
    def questions(self, blueprint: Any) -> int:
        return int(blueprint.questions)


class AnswerInline(ReadOnly, admin.StackedInline[Answer, Interview]):
    model = Answer
    fields = ["version", "words", "seconds", "rating", "saved_at"]
    readonly_fields = ["version", "words", "seconds", "rating", "saved_at"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Answer]:
        return super().get_queryset(request).select_related("version").prefetch_related("parts", "recordings")


@admin.register(Interview)
class InterviewAdmin(ReadOnly, admin.ModelAdmin[Interview]):
    list_display = ["title", "user", "started_at", "finished_at", "ending", "answered"]
    list_filter = ["ending", "started_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "title"]
    date_hierarchy = "started_at"
    inlines = [AnswerInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interview]:
        answers = Answer.objects.answered().filter(interview=OuterRef("pk")).order_by().values("interview")
        answered = Coalesce(Subquery(answers.annotate(count=Count("pk")).values("count")), 0)
        asked = Count("answers")
        return super().get_queryset(request).annotate(asked=asked, answered=answered)

    @admin.display(ordering="answered")
    def answered(self, interview: Any) -> str:
        return f"{interview.answered} of {interview.asked}"


@admin.register(Judge)
class JudgeAdmin(ReadOnly, admin.ModelAdmin[Judge]):
    """How far learners' own ticks bear a judge out; of whom and of which answers is not told."""

    list_display = ["__str__", "answers", "agrees", "found", "missed", "unsure", "word_check"]
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> JudgeQuerySet:
        return Judge.objects.all().with_agreement()

    @admin.display(description="answers judged", ordering="answers")
    def answers(self, judge: Any) -> int:
        return int(judge.answers)

    @admin.display(description="agrees with the learner")
    def agrees(self, judge: Any) -> str:
        return _share(judge.agree, judge.sure)

    @admin.display(description="found what they did not tick")
    def found(self, judge: Any) -> str:
        return _share(judge.found, judge.sure)

    @admin.display(description="missed what they ticked")
    def missed(self, judge: Any) -> str:
        return _share(judge.missed, judge.sure)

    @admin.display(description="unsure")
    def unsure(self, judge: Any) -> str:
        return _share(judge.own - judge.sure, judge.own)

    @admin.display(description="the word check agrees")
    def word_check(self, judge: Any) -> str:
        return _share(judge.word_check, judge.sure)


def _share(part: int, whole: int) -> str:
    """With its n, as every figure that curators read."""
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "nothing yet"


@admin.action(description="Refresh statistics", permissions=["view"])
def refresh_statistics(_admin: Any, request: HttpRequest, questions: QuerySet[Question]) -> None:
    chosen = set(questions.values_list("pk", flat=True))
    count = item_statistics.refresh(now=timezone.now(), questions=chosen)
    messages.success(request, f"Statistics refreshed: {count} of {len(chosen)} have been attempted.")


# On the bank's own list, which knows nothing of practice (docs/decisions, 13).
question_admin = admin.site.get_model_admin(Question)
question_admin.actions = [*(question_admin.actions or []), refresh_statistics]
