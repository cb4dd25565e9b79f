"""The curator's form: a question's fields and, through it, the content of its next version."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.text import slugify

from questions import notation
from questions.authoring import diffs, merge
from questions.content import PACKAGES, Content, Entry, Fact, Task
from questions.models import RESERVED_SLUGS, Question, QuestionVersion, free_slug

from .fields import CommaField, CurveballField, FollowUpsField, KeyPointsField, ListField, PartsField

CODE = ("starter", "solution", "tests")
OWN_FIELDS = ("category", "slug", "kind", "difficulty", "minutes", "tags", "position")
"""The fields of the question itself. The others are those of its versions."""


def _box(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 100, **attrs})


def _code_box(rows: int) -> forms.Textarea:
    """A box that static/js/parts/code-editor.js turns into an editor."""
    return _box(rows, spellcheck="false", autocapitalize="off", **{"data-code": "python"})


class Conflict:
    """A colleague's version that was saved while this form was open, and what it changed since the form's own base."""

    def __init__(self, base: QuestionVersion, latest: QuestionVersion, mine: Content) -> None:
        self.base, self.latest = base, latest
        self.changes = diffs.changes(base.content, latest.content)
        names = merge.both_changed(base.content, latest.content, mine)
        self.both_changed = [diffs.LABELS[name].lower() for name in names]


class QuestionForm(forms.ModelForm[Question]):
    """Saving makes a new version when the content has changed.

    `based_on` is the version that the form was filled from. When a colleague has saved a newer one meanwhile, the
    form is refused with a `conflict`, and its second sending says what to do by the name of its button: `_both` keeps
    theirs in the fields that were not touched here, `_over` keeps this form alone; the value names their version.
    `latest` is read once: a form that is sent is made and saved under the question's lock (QuestionAdmin.get_object).
    """

    slug = forms.SlugField(
        required=False, max_length=120, help_text="Its address, /questions/slug/. Left empty, it is made of the title."
    )
    tags = CommaField(required=False, help_text="Between commas, lower-case: calibration, class imbalance.")
    title = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="Short, for lists; the question itself stands below.",
    )
    prompt = forms.CharField(
        label="Question", widget=_box(6), help_text="Markdown. The first paragraph is the question in one sentence."
    )
    hints = ListField(required=False, widget=_box(4), help_text="From gentle to strong; each starts with “- ”.")
    key_points = KeyPointsField(
        required=False, help_text="What an interviewer would tick. 3: an answer fails without it. 1: shows depth."
    )
    answer = forms.CharField(label="Reference answer", required=False, widget=_box(16), help_text="Markdown.")
    follow_ups = FollowUpsField(
        label="Follow-ups",
        required=False,
        help_text="What an interviewer asks next, and what one would say to it, in two or three sentences. One that "
        "probes asks for key points, by their numbers (1, 3); one that probes none goes deeper.",
    )
    mistakes = ListField(label="Common mistakes", required=False, widget=_box(4), help_text="Each starts with “- ”.")
    facts = PartsField(
        required=False,
        read=notation.read_fact,
        widget=_box(8),
        help_text="What the interviewer tells only when asked. Words that ask for it, a colon, what is told: "
        "“- traffic, users: 10 million daily users”.",
    )
    curveball = CurveballField(
        required=False,
        widget=_box(2),
        help_text="What changes while one works, after its share of the time: “(0.55) The labels stop arriving.”",
    )
    stages = PartsField(
        required=False,
        read=notation.read_stage,
        widget=_box(8),
        help_text="The steps of a design, each with a box of its own, and the minutes planned for it: "
        "“- (5) Scope and sizing”. Without any, the answer is one box.",
    )
    sources = ListField(required=False, widget=_box(3), help_text="One address a line; each starts with “- ”.")
    starter = forms.CharField(
        required=False, strip=False, widget=_code_box(8), help_text="Python. What the learner begins with."
    )
    solution = forms.CharField(required=False, strip=False, widget=_code_box(12), help_text="Python.")
    tests = forms.CharField(
        required=False, strip=False, widget=_code_box(12), help_text="Functions test_…() with asserts that teach."
    )
    hidden_tests = forms.CharField(
        required=False,
        strip=False,
        widget=_code_box(12),
        help_text="More of them, that the learner does not read while working.",
    )
    requires = forms.MultipleChoiceField(
        required=False,
        choices=[(name, name) for name in PACKAGES],
        widget=forms.CheckboxSelectMultiple,
        help_text="What the code imports besides the standard library. It is asked only where that can be had.",
    )
    note = forms.CharField(required=False, max_length=300, help_text="What you changed, and why.")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Question
        fields = OWN_FIELDS

    class Media:
        js = [Script("dist/admin-question.js", type="module")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        question: Question | None = kwargs.get("instance")
        self.conflict: Conflict | None = None
        self._resolved: Content | None = None
        self.latest: QuestionVersion | None = None
        if question and question.pk:
            self.latest = latest = question.latest
            kwargs["initial"] = _initial(latest.content) | {"based_on": latest.number} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if absent := [name for name in PACKAGES if name not in settings.PYODIDE_PACKAGES]:
            self.fields[
                "requires"
            ].help_text += (
                f" This site does not have {' and '.join(absent)} yet (make numpy): such a question is not offered."
            )
        if question and question.pk:
            # What a colleague sets anew meanwhile stays: only what differs from what this form showed is saved.
            for name in self.fields.keys() & set(OWN_FIELDS):
                self.fields[name].show_hidden_initial = True

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError("This address is a page of the bank; choose another one.")
        return slug

    def clean_sources(self) -> tuple[str, ...]:
        sources: tuple[str, ...] = self.cleaned_data["sources"]
        wrong = [source for source in sources if not source.startswith(("https://", "http://"))]
        if wrong:
            raise ValidationError(f"A source is an address that starts with https://, not “{wrong[0]}”.")
        return sources

    def clean_facts(self) -> tuple[Fact, ...]:
        facts: tuple[Fact, ...] = self.cleaned_data["facts"]
        if repeated := notation.repeated_words(facts):
            raise ValidationError(f"Two facts are asked for by “{repeated[0]}”; one word asks for one fact.")
        return facts

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        code = [name for name in (*CODE, "hidden_tests") if data.get(name, "").strip()]
        if code and not set(CODE) <= set(code):
            self.add_error(code[0], "A code task needs all three: starter, solution and tests.")
        if wrong := notation.wrong_probes(self.content):
            self.add_error("follow_ups", wrong)
        if not data.get("slug") and data.get("title"):
            data["slug"] = self.instance.slug or free_slug(slugify(data["title"]))
        if not self.errors and self.latest:
            self._settle(data, self.latest)
        return data

    def _settle(self, data: dict[str, Any], latest: QuestionVersion) -> None:
        mine = self.content
        if data["based_on"] == latest.number or latest.content == mine:
            return
        base = self.instance.versions.filter(number=data["based_on"] or 0).first() or latest
        if self.data.get("_both") == str(latest.number):
            self._resolved = merge.merge(base.content, latest.content, mine)
            if wrong := notation.wrong_probes(self._resolved):
                self.add_error("follow_ups", f"Put together with theirs: {wrong}")
        elif self.data.get("_over") != str(latest.number):
            self.conflict = Conflict(base, latest, mine)
            raise ValidationError(
                f"{latest.editor or 'Someone'} saved version {latest.number} while you were writing. Nothing of yours "
                "is lost: it stands below. Look at what they changed, and choose how to save.",
                code="stale",
            )

    @property
    def content(self) -> Content:
        """What the form says; fields that are missing or wrong count as empty, so that a preview can show the rest."""
        if self._resolved:
            return self._resolved
        data = self.cleaned_data
        code = {name: _code(data.get(name, "")) for name in CODE}
        if (hidden := data.get("hidden_tests", "")).strip():
            code["hidden_tests"] = _code(hidden)
        has_code = any(text.strip() for text in code.values())
        return Content(
            title=data.get("title", ""),
            prompt=_passage(data.get("prompt", "")),
            hints=data.get("hints", ()),
            key_points=data.get("key_points", ()),
            answer=_passage(data.get("answer", "")),
            follow_ups=data.get("follow_ups", ()),
            mistakes=data.get("mistakes", ()),
            facts=data.get("facts", ()),
            curveball=data.get("curveball"),
            stages=data.get("stages", ()),
            sources=data.get("sources", ()),
            task=Task(**code, requires=tuple(data.get("requires", ()))) if has_code else None,
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


class PreviewForm(QuestionForm):
    """Reads what is there: nothing is stored, so nothing has to be complete or free."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def _post_clean(self) -> None:
        pass


def _initial(content: Content) -> dict[str, Any]:
    task = content.task
    code = asdict(task) if task else {}
    return {
        "title": content.title,
        "prompt": content.prompt,
        "hints": content.hints,
        "key_points": content.key_points,
        "answer": content.answer,
        "follow_ups": content.follow_ups,
        "mistakes": content.mistakes,
        "facts": content.facts,
        "curveball": content.curveball,
        "stages": content.stages,
        "sources": content.sources,
        "requires": (),
        **code,
    }


def _passage(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


def _code(text: str) -> str:
    return _passage(text) + "\n"
