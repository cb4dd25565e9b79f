"""The admin of what stands around the questions: categories, resources and tips."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from questions import search
from questions.models import Category, Question, Resource, Tip

from .labels import PositionForm


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    list_display = ["name", "blurb", "position", "published"]
    list_editable = ["position"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=PositionForm, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return Category.objects.with_published()

    def save_model(self, request: HttpRequest, obj: Category, form: ModelForm[Category], change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            search.refresh(Question.objects.filter(category=obj))

    def get_view_on_site_url(self, obj: Category | None = None) -> str | None:
        return obj.get_absolute_url() if obj else None

    @admin.display(description="published questions", ordering="published")
    def published(self, category: Any) -> int:
        return int(category.published)


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin[Resource]):
    list_display = ["title", "url", "category", "position"]
    list_editable = ["position"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["title", "url"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=PositionForm, **kwargs)


@admin.register(Tip)
class TipAdmin(admin.ModelAdmin[Tip]):
    list_display = ["__str__", "position"]
    list_editable = ["position"]
    search_fields = ["text"]

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=PositionForm, **kwargs)
