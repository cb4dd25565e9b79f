"""The admin's import wizard: upload, look at what would happen, confirm. The engine is questions.interchange.importer.

Between the steps the upload, read once, waits in a cache of its own that every process shares (CACHES["uploads"]);
nothing is stored in the bank before the last step, and an error there leaves upload and picks as they are.
"""

import json
import secrets
import zlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator

from accounts import limits
from accounts.http import SignedInRequest, whole_number
from accounts.models import User
from questions.content import Document, Problem
from questions.interchange import detect, importer, plain_document
from questions.models import Category, Question, Status
from questions.text import LARGEST_FILE

MOST_SHOWN = 200  # rows of each list on the page; Django takes at most 1,000 fields of a form


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="A Markdown list, CSV, Excel (.xlsx), JSON, YAML, a question file of ours, or a zip of any of these. "
        f"Up to {LARGEST_FILE // 1_000_000} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(detect.SUFFIXES)}),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(),
        required=False,
        empty_label="As the file says",
        help_text="Choose one to put every question there.",
    )
    licence = forms.CharField(
        required=False, max_length=80, help_text="The source's terms, such as CC BY 4.0. Kept with each question."
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        size = file.size or 0
        if size > LARGEST_FILE:
            most = LARGEST_FILE // 1_000_000
            raise forms.ValidationError(f"This file has {size // 1_000_000} MB; at most {most} MB are read. Split it.")
        return file


@dataclass(frozen=True, kw_only=True)
class Upload:
    """What waits between upload and confirmation: the file as it was read and compared with the bank, once."""

    name: str
    category: str
    licence: str
    document: Document
    alike: Mapping[int, importer.Likeness]

    @classmethod
    def read(cls, form: ImportForm) -> "Upload":
        data = form.cleaned_data
        name, licence = data["file"].name, data["licence"]
        category = data["category"].slug if data["category"] else ""
        document = detect.read(name, data["file"].read())
        plan = importer.plan(document, category=category)
        return cls(name=name, category=category, licence=licence, document=document, alike=plan.likenesses)

    @classmethod
    def find(cls, user: User, key: str) -> "Upload | None":
        packed = caches["uploads"].get(_cache_key(user, key))
        if packed is None:
            return None
        plain = json.loads(zlib.decompress(packed))
        alike = {number: (importer.Other(**other), likeness) for number, other, likeness in plain["alike"]}
        return cls(**plain | {"document": plain_document.read(plain["document"]), "alike": alike})

    def store(self, user: User) -> str:
        """Store it; return the key that finds it again, for this user alone."""
        alike = [(number, asdict(other), likeness) for number, (other, likeness) in self.alike.items()]
        plain = vars(self) | {"document": plain_document.write(self.document), "alike": alike}
        key = secrets.token_urlsafe(16)
        caches["uploads"].set(_cache_key(user, key), zlib.compress(json.dumps(plain).encode()))
        return key

    @staticmethod
    def forget(user: User, key: str) -> None:
        caches["uploads"].delete(_cache_key(user, key))

    def plan(self, *, add: Collection[int] = ()) -> importer.Plan:
        """What an import would do now. Equal questions and taken names are looked up; likenesses stand as found."""
        return importer.plan(
            self.document, origin=self.name, category=self.category, licence=self.licence, add=add, alike=self.alike
        )


def _cache_key(user: User, key: str) -> str:
    return f"upload:{user.pk}:{key}"


class ImportMixin(admin.ModelAdmin[Question]):
    change_list_template = "admin/questions/question/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        views = [
            path("import/", self.admin_site.admin_view(self.import_view), name="questions_question_import"),
            path(
                "import/<str:key>/",
                self.admin_site.admin_view(self.preview_view),
                name="questions_question_import_preview",
            ),
        ]
        return [*views, *super().get_urls()]

    @method_decorator(limits.limited(limits.IMPORTING))
    def import_view(self, request: SignedInRequest) -> HttpResponse:
        self._require_permission(request)
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            return redirect("admin:questions_question_import_preview", Upload.read(form).store(request.user))
        return self._page(request, "import", "Import questions", form=form)

    @method_decorator(limits.limited(limits.IMPORTING))
    def preview_view(self, request: SignedInRequest, key: str) -> HttpResponse:
        self._require_permission(request)
        upload = Upload.find(request.user, key)
        if upload is None:
            messages.warning(request, "This upload is no longer kept. Nothing was stored; choose the file again.")
            return redirect("admin:questions_question_import")
        if "cancel" in request.POST:
            Upload.forget(request.user, key)
            messages.info(request, "Nothing was imported.")
            return redirect("admin:questions_question_changelist")
        numbers = (whole_number(number, digits=6) for number in request.POST.getlist("add"))
        picks = {number for number in numbers if number is not None}
        add_rest, valid_only = "add_rest" in request.POST, "valid_only" in request.POST
        if request.method == "POST" and (response := self._apply(request, key, upload, picks, add_rest, valid_only)):
            return response
        plan = upload.plan()
        _forbid_categories(request, plan)
        return self._page(
            request,
            "import_preview",
            f"Import {upload.name}",
            plan=plan,
            report=plan.report(),
            picks=picks,
            add_rest=add_rest,
            valid_only=valid_only,
            most=MOST_SHOWN,
            **{f"more_{name}": max(len(rows) - MOST_SHOWN, 0) for name, rows in _long_lists(plan).items()},
        )

    def _apply(
        self, request: SignedInRequest, key: str, upload: Upload, picks: set[int], add_rest: bool, valid_only: bool
    ) -> HttpResponseRedirect | None:
        """Store what was confirmed. None if that cannot be, with the reason as a message."""
        not_shown = {match.number for match in upload.plan().alike[MOST_SHOWN:]} if add_rest else set()
        plan = upload.plan(add=picks | not_shown)
        _forbid_categories(request, plan)
        try:
            outcome = importer.apply(plan, now=request.arrived_at, editor=request.user, valid_only=valid_only)
        except importer.NotApplicable:
            messages.error(
                request,
                "Nothing was stored, because of the errors below. Mend the file and upload it again, or tick “Store "
                "what is right and leave out the rest”. Your picks are kept.",
            )
            return None
        Upload.forget(request.user, key)
        messages.success(
            request,
            f"Imported from {upload.name}: {outcome.questions} questions as drafts, {outcome.categories} categories, "
            f"{outcome.resources} resources, {outcome.tips} tips. Left out: {plan.duplicates} that are there already.",
        )
        drafts = reverse("admin:questions_question_changelist", query={"status__exact": Status.DRAFT, "o": "-9"})
        return HttpResponseRedirect(drafts)

    def _require_permission(self, request: SignedInRequest) -> None:
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _page(self, request: SignedInRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/questions/question/{name}.html", shared | context)


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


def _long_lists(plan: importer.Plan) -> dict[str, list[Any]]:
    return {
        "new": plan.new,
        "known": plan.known,
        "alike": plan.alike,
        "skipped": plan.document.skipped,
        "errors": plan.errors,
    }
