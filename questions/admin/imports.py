"""The admin's import: upload, look at what would happen, decide, confirm. The engine is questions.interchange.importer.

Nothing is stored in the bank before the last step, and an error there leaves the upload and every tick as they are.
Each button saves the ticks first, so that turning a page loses none. It is all plain forms.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from accounts import limits
from accounts.http import SignedInRequest, whole_number
from questions import markdown
from questions.content import ROLES, Choices, Problem
from questions.interchange import detect, importer
from questions.interchange.formats.table import FIELDS
from questions.models import Category, Question
from questions.text import LARGEST_FILE

from . import trail, uploads
from .uploads import Upload

ROWS = 50
MOST_ERRORS = 200
LISTS = {
    "new": "New",
    "alike": "Nearly the same",
    "known": "There already",
    "skipped": "Skipped",
}


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="A list in Markdown, plain text, HTML or Org; CSV or Excel (.xlsx); JSON or YAML; a Jupyter "
        "notebook; notes from Anki (.txt, .apkg) or CrowdAnki; question files of ours; or a zip of any of these. "
        f"Up to {LARGEST_FILE // 1_000_000} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(detect.SUFFIXES)}),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(),
        required=False,
        empty_label="As the file says",
        help_text="Choose one to put every question there. Questions of no stated kind get the category's.",
    )
    licence = forms.CharField(
        required=False, max_length=80, help_text="The source's terms, such as CC BY 4.0. Kept with each question."
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(detect.too_large(file.size or 0).message)
        return file


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A row as the page shows it, with its texts rendered."""

    row: importer.Row

    @property
    def has_maths(self) -> bool:
        return markdown.has_maths(self.prompt_html, self.answer_html, self.other_prompt_html, self.other_answer_html)

    @cached_property
    def prompt_html(self) -> str:
        return markdown.to_html(self.row.entry.content.prompt)

    @cached_property
    def answer_html(self) -> str:
        return markdown.to_html(self.row.entry.content.answer)

    @cached_property
    def other_prompt_html(self) -> str:
        return markdown.to_html(self.row.other.prompt if self.row.other else "")

    @cached_property
    def other_answer_html(self) -> str:
        return markdown.to_html(self.row.other.answer if self.row.other else "")


class ImportMixin(admin.ModelAdmin[Question]):
    change_list_template = "admin/questions/question/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        name = "questions_question_import"
        views = [
            path("import/", wrapped(self.import_view), name=name),
            path("import/<path:key>/", wrapped(self.preview_view), name=f"{name}_preview"),
        ]
        return [*views, *super().get_urls()]

    @method_decorator(limits.limited(limits.IMPORTING))
    def import_view(self, request: SignedInRequest) -> HttpResponse:
        self._require_permission(request)
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file, category = form.cleaned_data["file"], form.cleaned_data["category"]
            data = file.read()
            upload = Upload.read(
                data, name=file.name, category=category.slug if category else "", licence=form.cleaned_data["licence"]
            )
            return _preview(uploads.store(request.user, upload, data))
        return self._page(request, "import", "Import questions", form=form)

    @method_decorator(limits.limited(limits.IMPORTING))
    def preview_view(self, request: SignedInRequest, key: str) -> HttpResponse:
        self._require_permission(request)
        upload = uploads.find(request.user, key)
        if upload is None:
            messages.warning(
                request, "This upload is no longer kept. What was imported stands under Imports; choose the file again."
            )
            return redirect("admin:questions_question_import")
        if upload.done:
            messages.info(request, upload.done)
            return _result(upload.imported)
        if request.method == "POST":
            upload = _with_ticks(upload, request.POST)
            if response := self._decided(request, key, upload):
                return response
        return self._preview(request, upload)

    def _decided(self, request: SignedInRequest, key: str, upload: Upload) -> HttpResponse | None:
        """Save the ticks, then do what the button says; None shows the page with what stopped it."""
        uploads.update(request.user, key, upload)
        if "cancel" in request.POST:
            uploads.close(
                request.user, key, upload, f"The import of {upload.name} was given up. Nothing of it was stored."
            )
            messages.info(request, "Nothing was imported.")
            return redirect("admin:questions_question_changelist")
        if "read" in request.POST:
            return self._read_again(request, key, upload)
        if "apply" in request.POST:
            return self._apply(request, key, upload)
        return _preview(key, request.POST.get("go", ""))

    def _read_again(self, request: SignedInRequest, key: str, upload: Upload) -> HttpResponse:
        data = uploads.file_of(request.user, key)
        choices = _choices(upload, request.POST)
        if data is None:
            messages.warning(request, "The file itself is no longer kept. Choose it again.")
            return redirect("admin:questions_question_import")
        if choices != upload.choices:
            uploads.update(request.user, key, upload.read_again(data, choices))
        return _preview(key)

    def _apply(self, request: SignedInRequest, key: str, upload: Upload) -> HttpResponse | None:
        plan = upload.plan(anew=True)
        _forbid_categories(request, plan)
        try:
            outcome = importer.apply(plan, now=request.arrived_at, editor=request.user, valid_only=upload.valid_only)
        except importer.NotApplicable:
            messages.error(
                request,
                "Nothing was stored, because of the errors below. Mend the file and upload it again, or tick “Store "
                "what is right and leave out the rest”. Your ticks are kept.",
            )
            return None
        left = sum(not row.is_taken for row in plan.rows if row.state != "skipped")
        story = (
            f"{outcome.questions} questions as drafts, {outcome.categories} categories, {outcome.resources} resources, "
            f"{outcome.tips} tips. Left out: {left}."
        )
        told = f"Imported from {upload.name}: {story}"
        trail.imported(request, upload.name, story)
        imported = outcome.imported.pk if outcome.imported else None
        uploads.close(
            request.user, key, upload, f"This was done already, and nothing is stored twice. {told}", imported
        )
        messages.success(request, told)
        return _result(imported)

    def _preview(self, request: SignedInRequest, upload: Upload) -> TemplateResponse:
        plan = upload.plan()
        _forbid_categories(request, plan)
        lists = {state: plan.of_state(state) for state in LISTS}
        asked_for = request.GET.get("show", "")
        show = asked_for if asked_for in lists else next((state for state in LISTS if lists[state]), "new")
        page = Paginator(lists[show], ROWS).get_page(request.GET.get("page"))
        rows = [Shown(row=row) for row in page]
        return self._page(
            request,
            "import_preview",
            f"Import {upload.name}",
            upload=upload,
            plan=plan,
            report=plan.counts(),
            lists=[(state, label, len(lists[state]), _taken(lists[state])) for state, label in LISTS.items()],
            show=show,
            heading=LISTS[show],
            page=page,
            rows=rows,
            has_maths=any(shown.has_maths for shown in rows),
            numbers=",".join(str(row.number) for row in page),
            roles=ROLES,
            fields=FIELDS,
            errors=plan.errors[:MOST_ERRORS],
            more_errors=max(len(plan.errors) - MOST_ERRORS, 0),
        )

    def _require_permission(self, request: SignedInRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _page(self, request: SignedInRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/questions/question/{name}.html", shared | context)


def _preview(key: str, go: str = "") -> HttpResponseRedirect:
    """Back to the page of an upload: to a list of it and that list's page, as `go` names them ("known:2")."""
    show, _, page = go.partition(":")
    query = {name: value for name, value in (("show", show), ("page", page)) if value}
    address = reverse("admin:questions_question_import_preview", args=[key], query=query or None)
    return HttpResponseRedirect(f"{address}#rows" if show else address)


def _result(imported: int | None) -> HttpResponse:
    if imported is None:
        return redirect("admin:questions_question_changelist")
    return HttpResponseRedirect(reverse("admin:questions_question_changelist", query={"import": imported}))


def _taken(rows: list[importer.Row]) -> int:
    return sum(row.is_taken for row in rows)


def _with_ticks(upload: Upload, post: QueryDict) -> Upload:
    """The upload with the ticks of the rows that the page showed, or of a whole list at once ("alike:on")."""
    ticked = _numbers(post.getlist("take"))
    shown = _numbers(post.get("shown", "").split(","))
    rows = {row.number: row for row in upload.plan().rows} if shown or post.get("all") else {}
    wanted = {number: number in ticked for number in shown & rows.keys()}
    state, _, on = post.get("all", "").partition(":")
    wanted |= {number: on == "on" for number, row in rows.items() if row.state == state}
    new = {number for number in wanted if rows[number].state == "new"}
    taken = {number for number, is_wanted in wanted.items() if is_wanted}
    return replace(
        upload,
        left_out=(upload.left_out - wanted.keys()) | (new - taken),
        taken_in=(upload.taken_in - wanted.keys()) | (taken - new),
        valid_only="valid_only" in post,
    )


def _numbers(texts: Iterable[str]) -> set[int]:
    return {number for text in texts if (number := whole_number(text, digits=6)) is not None}


def _choices(upload: Upload, post: QueryDict) -> Choices:
    """What was chosen otherwise than the file was read; earlier choices stand, where their boxes were left."""
    shapes, columns = dict(upload.choices.shapes), dict(upload.choices.columns)
    for number, shape in enumerate(upload.document.shapes):
        role = post.get(f"shape-{number}", shape.role)
        if role in ROLES and role != shape.role:
            shapes[shape.name] = role
    for number, column in enumerate(upload.document.columns):
        field = post.get(f"column-{number}", column.field)
        if field in {*FIELDS, ""} and field != column.field:
            columns = {name: old for name, old in columns.items() if old != field or not field}
            columns[column.name] = field
    return Choices(shapes=shapes, columns=columns)


def _forbid_categories(request: SignedInRequest, plan: importer.Plan) -> None:
    """Without the right to add categories, an import may not either."""
    if plan.categories and not request.user.has_perm("questions.add_category"):
        names = ", ".join(category.name for category in plan.categories)
        plan.errors.append(
            Problem(line=0, message=f"You may not add categories, and the file brings new ones: {names}.")
        )
        new = {category.slug for category in plan.categories}
        plan.new = [entry for entry in plan.new if entry.category not in new]
        plan.categories = []
