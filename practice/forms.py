import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from config.form_fields import BoundedDecoder, ManyChoicesField
from questions.models import Category, Kind, Question

from . import autosave, bookmarks, preparations, stories
from .acts import Act
from .models import MOST_MINUTES, MOST_TESTS, WEEKDAYS, Blueprint, Level, Part, Pool, Rating, Run
from .runs import Tested

_PLACE = re.compile(r"([0-9]{1,2})-text")


class PageForm(forms.Form):
    """The form that a page is about: when it comes back, the first field at fault has the focus."""

    def focus_first_error(self) -> None:
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["autofocus"] = True
                return


class BuildForm(PageForm):
    """A learner's own interview."""

    categories: ManyChoicesField[Category] = ManyChoicesField(
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty to draw from every category.",
    )
    count = forms.IntegerField(
        label="Questions",
        min_value=1,
        max_value=30,
        initial=5,
        help_text="From 1 to 30.",
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], "Ask for 1 to 30 questions."),
    )
    minutes = forms.IntegerField(
        min_value=5,
        max_value=240,
        initial=30,
        help_text="From 5 to 240. A theory question takes about six.",
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], "Give it 5 to 240 minutes."),
    )
    kind = forms.ChoiceField(choices=[("", "Any kind"), *Kind.choices], required=False)
    difficulty = forms.ChoiceField(choices=[("", "Any difficulty"), *Level.choices], required=False)
    pool = forms.ChoiceField(
        label="Which questions",
        choices=Pool.choices,
        initial=Pool.ANY,
        help_text="Fewer are asked when there are no more of these.",
    )
    title = forms.CharField(
        label="Name",
        max_length=120,
        required=False,
        help_text="To find it again; else it is named after what is in it.",
    )
    one_way = forms.BooleanField(label="One way: no going back to an earlier question", required=False)
    speak_first = forms.BooleanField(label="Speak first: record your answers aloud", required=False)
    interviewer = forms.BooleanField(
        label="Somebody asks back: at most two follow-ups to each answer", required=False, initial=True
    )

    def clean_categories(self) -> list[Category]:
        chosen: QuerySet[Category] = self.cleaned_data["categories"]
        return list(chosen)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        categories, count = data.get("categories"), data.get("count")
        if categories and count and count < len(categories):
            self.add_error("count", f"You chose {len(categories)} categories: ask for at least one question of each.")
        return data


_TOO_LONG = "This text has %(show_value)d characters; %(limit_value)d can be saved. Shorten it here and save it again."


class WordsField(forms.CharField):
    """A text to be stored as it is. Its length is bounded, never cut; NUL, which no database holds, goes."""

    def __init__(self, *, max_length: int, widget: forms.Widget | None = None) -> None:
        super().__init__(
            required=False,
            strip=False,
            max_length=max_length,
            empty_value=None,
            widget=widget,
            error_messages={"max_length": _TOO_LONG},
        )

    def to_python(self, value: Any) -> str | None:
        return super().to_python(value if value is None else autosave.clean(str(value)))


class RunForm(forms.Form):
    """What a browser tells of a run: bounded, and nothing of it is believed."""

    part = forms.IntegerField(min_value=1, max_value=99)
    code = WordsField(max_length=autosave.LONGEST)
    outcome = forms.ChoiceField(choices=Run.Outcome)
    milliseconds = forms.IntegerField(min_value=0, max_value=10_000_000)
    tests = forms.JSONField(required=False, decoder=BoundedDecoder)

    def clean_code(self) -> str:
        return self.cleaned_data["code"] or ""

    def clean_tests(self) -> list[Tested]:
        told = [] if self.cleaned_data["tests"] is None else self.cleaned_data["tests"]
        if not isinstance(told, list) or len(told) > MOST_TESTS or not all(isinstance(test, dict) for test in told):
            raise ValidationError(f"A list of at most {MOST_TESTS} tests is wanted.")
        return [_tested(test) for test in told]


def _tested(told: dict[str, Any]) -> Tested:
    def text(name: str, most: int) -> str:
        return autosave.clean(str(told.get(name, "")))[:most]

    took = told.get("milliseconds")
    return Tested(
        name=text("name", 100),
        suite="hidden" if told.get("suite") == "hidden" else "visible",
        passed=told.get("passed") is True,
        milliseconds=min(took, 10_000_000) if isinstance(took, int) and took > 0 else 0,
        message=text("message", 500),
        expected=text("expected", 500),
        got=text("got", 500),
    )


class PromptsField(ManyChoicesField[Question]):
    def label_from_instance(self, question: Question) -> str:
        return question.current.headline if question.current else str(question)


class RenamedInput(forms.HiddenInput):
    """Takes the field by its `earlier` name too: pages that were open during an upgrade still send that."""

    def __init__(self, earlier: str) -> None:
        super().__init__()
        self.earlier = earlier

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> Any:
        return data.get(name, data.get(self.earlier))


class PartForm(forms.Form):
    """What a page sends of one part of an answer: the text, and what it was based on.

    Its fields are named after the part's place ("1-text"), so that one form can send several.
    """

    text = WordsField(max_length=autosave.LONGEST)
    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    emptied = forms.BooleanField(required=False)
    writer = forms.RegexField(r"^[0-9a-f-]{36}$", required=False)
    sequence = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)

    @property
    def part(self) -> int:
        return int(self.prefix or Part.FIRST_POSITION)

    @property
    def sent_text(self) -> str:
        """The text as it arrived, whether it can be stored or not."""
        return str(self.data.get(self.add_prefix("text"), ""))

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or ""

    def clean_sequence(self) -> int:
        return self.cleaned_data["sequence"] or 0


def sent_parts(data: Mapping[str, Any]) -> list[PartForm]:
    """A form for each part in a request. Pages that were open before answers had parts send one, without its place."""
    places = sorted({found[1] for name in data if (found := _PLACE.fullmatch(name))}, key=int)
    return [PartForm(data, prefix=place) for place in places] or [PartForm(data)]


class EarlierNotesForm(forms.Form):
    """Notes from a page that was open before they were a part of their own."""

    notes = WordsField(max_length=20_000)
    notes_based_on = WordsField(max_length=20_000, widget=RenamedInput("notes_seen"))

    def clean_notes(self) -> str:
        return self.cleaned_data["notes"] or ""

    def clean_notes_based_on(self) -> str:
        return self.cleaned_data["notes_based_on"] or ""


class NotesForm(forms.Form):
    """Private notes about a question. What they are based on may be longer: notes were once joined without a bound."""

    text = WordsField(max_length=bookmarks.LONGEST_NOTES, widget=forms.Textarea(attrs={"rows": 14}))
    based_on = WordsField(max_length=1_000_000, widget=RenamedInput("seen"))

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or ""

    def clean_based_on(self) -> str:
        return self.cleaned_data["based_on"] or ""


class ActForm(forms.Form):
    """Which act of a page it is that a form of a review sends; without a script there is none of this."""

    writer = forms.RegexField(r"^[0-9a-f-]{36}$", required=False)
    sequence = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    known = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    left_behind = forms.BooleanField(required=False)

    @property
    def act(self) -> Act:
        """What it tells, of a page that tells it rightly."""
        told = self.cleaned_data if self.is_valid() else {}
        return Act(**{name: told[name] for name in told if told[name]})


class StoryNote(WordsField):
    """A box of a story. The browser gets no limit: it would cut what is pasted without a word."""

    def __init__(self, help_text: str, *, rows: int = 3) -> None:
        super().__init__(max_length=stories.LONGEST, widget=forms.Textarea(attrs={"rows": rows}))
        self.help_text = help_text
        self.error_messages["max_length"] = (
            f"This note may have {stories.LONGEST:,} characters; it has %(show_value)s. Nothing was cut."
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def clean(self, value: Any) -> str:
        return super().clean(value) or ""


class StoryForm(PageForm):
    """A story: how one tells it, and for which prompts."""

    title = forms.CharField(
        max_length=120,
        help_text="What you would call it among colleagues.",
        error_messages={"required": "Give it a title, so that you can choose it later."},
    )
    situation = StoryNote("Two sentences: the product, and what was wrong.")
    task = StoryNote("What had to be achieved, by when, and who asked for it.")
    action = StoryNote("What was done, and which alternatives were turned down.", rows=5)
    own_part = StoryNote("What you yourself decided, wrote or said. Here the sentences begin with I.", rows=5)
    result = StoryNote("What came of it, and for whom.")
    numbers = StoryNote("Each with its unit, what it was before, and how it was measured.")
    reflection = StoryNote("What you would do differently, and what you learned.")
    tags = forms.CharField(required=False, max_length=400, help_text="In your own words, separated by commas.")
    serves = PromptsField(
        label="Prompts that it could serve",
        queryset=Question.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "One of the prompts has left the bank meanwhile; the others are still ticked."
        },
    )
    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1, initial=0, widget=forms.HiddenInput)

    TAGS, LONGEST_TAG = 8, 40
    says_what_is_required = True  # its page does, once for all boxes

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own_part"].label = "Your own part"
        self.fields["serves"].queryset = stories.prompts()  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        """The tags, each once, in the order in which they were written."""
        given = [" ".join(tag.split()) for tag in self.cleaned_data["tags"].split(",")]
        tags = list({tag.casefold(): tag for tag in reversed(given) if tag}.values())[::-1]
        if len(tags) > self.TAGS:
            raise forms.ValidationError(f"{self.TAGS} tags at most; these are {len(tags)}.")
        if long := next((tag for tag in tags if len(tag) > self.LONGEST_TAG), ""):
            raise forms.ValidationError(
                f"A tag may have {self.LONGEST_TAG} characters; “{long[:30]}…” has {len(long)}."
            )
        return tags


class RecordingForm(forms.Form):
    sound = forms.FileField(max_length=200)
    seconds = forms.IntegerField(required=False, min_value=0, max_value=86_400)
    part = forms.IntegerField(required=False, min_value=Part.FIRST_POSITION, max_value=99)


class ArchiveForm(PageForm):
    archive = forms.FileField(
        label="Your archive",
        max_length=200,
        help_text="The zip that “Download your data” made, or the practice.json in it. At most 20 MB.",
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
        widget=forms.FileInput(attrs={"accept": ".zip,.json"}),
    )


class RateForm(forms.Form):
    rating = forms.TypedChoiceField(choices=Rating.choices, coerce=lambda value: Rating(int(value)))


class MinutesField(forms.IntegerField):
    """The minutes of one weekday; an empty box is a day off."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=MOST_MINUTES,
            initial=30,
            error_messages=dict.fromkeys(
                ["invalid", "min_value", "max_value"], f"Give it 0 to {MOST_MINUTES} minutes; 0 is a day off."
            ),
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class PreparationForm(PageForm):
    """For which day one prepares, for which rounds, and the minutes there are."""

    day = forms.DateField(
        label="Day of the interview",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(["required", "invalid"], "Say the day as year-month-day, such as 2027-01-31."),
    )
    rounds: ManyChoicesField[Blueprint] = ManyChoicesField(
        label="Rounds that it will have",
        queryset=Blueprint.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one round: the plan takes what it asks.",
            **dict.fromkeys(
                ["invalid_choice", "invalid_pk_value"],
                "One of the rounds is no longer there; the others are still ticked.",
            ),
        },
    )
    monday = MinutesField()
    tuesday = MinutesField()
    wednesday = MinutesField()
    thursday = MinutesField()
    friday = MinutesField()
    saturday = MinutesField()
    sunday = MinutesField()

    def __init__(self, *args: Any, user: User | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        rounds = [blueprint.pk for blueprint in preparations.rounds_for(user)]
        self.fields["rounds"].queryset = Blueprint.objects.filter(pk__in=rounds)  # type: ignore[attr-defined]

    @property
    def weekdays(self) -> list[forms.BoundField]:
        return [self[name] for name in WEEKDAYS]

    @property
    def minutes(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in WEEKDAYS}

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError("This day is over. Choose today or a day to come.")
        if (day - self.today).days > preparations.FURTHEST:
            raise ValidationError(f"Choose a day within the next {preparations.FURTHEST}: a plan reaches no further.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name, 1) for name in WEEKDAYS):
            self.add_error("monday", "Give at least one weekday some minutes.")
        return data


class DayOffForm(forms.Form):
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    off = forms.BooleanField(required=False)
