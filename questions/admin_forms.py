"""The curator's form: a question's fields and, through it, the content of its next version."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify

from .content import Content, Entry, Point, Task
from .formats.question_file import FileError, read_list, write_list
from .importing import free_slug
from .models import Question

SPARE_ROWS = 3


class ListField(forms.CharField):
    """Several short Markdown texts in one box: each starts with a hyphen, as in the question files."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else write_list(list(value or ()))

    def clean(self, value: str) -> tuple[str, ...]:
        text = super().clean(value)
        try:
            return tuple(item for item in read_list(text.replace("\r\n", "\n")) if item)
        except FileError as error:
            raise ValidationError(f"Line {error.line}: {error.message}") from error


class CommaField(forms.CharField):
    """Short texts between commas."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def clean(self, value: str) -> list[str]:
        return [item.strip() for item in super().clean(value).split(",") if item.strip()]


class KeyPointsWidget(forms.Widget):
    """One row a key point: its weight and its text. A row without text is left out; the rows' order is the rubric's."""

    template_name = "admin/questions/key_points.html"

    class Media:
        js = ["dist/admin-key-points.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [(point.weight, point.text) for point in value or ()] + [(1, "")] * SPARE_ROWS
        context["rows"] = [
            {"number": number, "weight": weight, "text": text} for number, (weight, text) in enumerate(rows, 1)
        ]
        context["weights"] = [3, 2, 1]
        return context

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> tuple[Point, ...]:
        pairs = zip(data.getlist(f"{name}-weight"), data.getlist(f"{name}-text"), strict=False)
        return tuple(
            Point(text=text.replace("\r\n", "\n").strip(), weight=int(weight) if weight in {"1", "2", "3"} else 1)
            for weight, text in pairs
            if text.strip()
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-text" not in data


class KeyPointsField(forms.Field):
    widget = KeyPointsWidget

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(initial or ()) != tuple(data or ())


def _box(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 100, **attrs})


class QuestionForm(forms.ModelForm[Question]):
    """Saving makes a new version when the content has changed. `based_on` notices a colleague's save meanwhile."""

    slug = forms.SlugField(
        required=False, max_length=120, help_text="Its address, /questions/slug/. Left empty, it is made of the title."
    )
    tags = CommaField(required=False, help_text="Between commas, lower-case: calibration, class imbalance.")
    title = forms.CharField(max_length=200, help_text="Short, for lists; the question itself stands below.")
    prompt = forms.CharField(
        label="Question", widget=_box(6), help_text="Markdown. The first paragraph is the question in one sentence."
    )
    hints = ListField(required=False, widget=_box(4), help_text="From gentle to strong; each starts with “- ”.")
    key_points = KeyPointsField(
        required=False, help_text="What an interviewer would tick. 3: an answer fails without it. 1: shows depth."
    )
    answer = forms.CharField(label="Reference answer", required=False, widget=_box(16), help_text="Markdown.")
    follow_ups = ListField(required=False, widget=_box(4), help_text="Each starts with “- ”.")
    mistakes = ListField(label="Common mistakes", required=False, widget=_box(4), help_text="Each starts with “- ”.")
    sources = ListField(required=False, widget=_box(3), help_text="One address a line; each starts with “- ”.")
    starter = forms.CharField(required=False, widget=_box(10), help_text="What the learner begins with.")
    solution = forms.CharField(required=False, widget=_box(14))
    tests = forms.CharField(required=False, widget=_box(14), help_text="Functions test_…() with asserts that teach.")
    note = forms.CharField(required=False, max_length=300, help_text="What you changed, and why.")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Question
        fields = ["category", "slug", "kind", "difficulty", "minutes", "tags", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        question: Question | None = kwargs.get("instance")
        if question and question.pk:
            latest = question.latest
            kwargs["initial"] = _initial(latest.content) | {"based_on": latest.number} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        code = [name for name in ("starter", "solution", "tests") if data.get(name, "").strip()]
        if code and len(code) < 3:
            self.add_error(code[0], "A code task needs all three: starter, solution and tests.")
        if not data.get("slug") and data.get("title"):
            data["slug"] = self.instance.slug or free_slug(slugify(data["title"]))
        if not self.errors and self.instance.pk:
            latest = self.instance.latest
            if data["based_on"] != latest.number and latest.content != self.content:
                who = latest.editor or "Someone"
                raise ValidationError(
                    f"{who} saved version {latest.number} while you were writing (“{latest.note or latest.title}”). "
                    "Nothing of yours is lost: it stands below. Compare it with theirs in the history, take over what "
                    "you want to keep, and save again.",
                    code="stale",
                )
        return data

    @property
    def content(self) -> Content:
        data = self.cleaned_data
        task = None
        if data["solution"].strip():
            task = Task(**{name: _code(data[name]) for name in ("starter", "solution", "tests")})
        return Content(
            title=data["title"],
            prompt=_passage(data["prompt"]),
            hints=data["hints"],
            key_points=data["key_points"],
            answer=_passage(data["answer"]),
            follow_ups=data["follow_ups"],
            mistakes=data["mistakes"],
            sources=data["sources"],
            task=task,
        )

    @property
    def entry(self) -> Entry:
        data = self.cleaned_data
        return Entry(
            slug=data["slug"],
            kind=data["kind"],
            difficulty=data["difficulty"],
            minutes=data["minutes"],
            tags=tuple(data["tags"]),
            content=self.content,
        )


def _initial(content: Content) -> dict[str, Any]:
    task = content.task
    code = {"starter": task.starter, "solution": task.solution, "tests": task.tests} if task else {}
    return {
        "title": content.title,
        "prompt": content.prompt,
        "hints": content.hints,
        "key_points": content.key_points,
        "answer": content.answer,
        "follow_ups": content.follow_ups,
        "mistakes": content.mistakes,
        "sources": content.sources,
        **code,
    }


def _passage(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


def _code(text: str) -> str:
    return _passage(text) + "\n"
