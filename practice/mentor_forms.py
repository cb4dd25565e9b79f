"""What a learner says of a link for a mentor, and what a mentor writes behind it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from questions.text import cleaned

from . import mentors
from .forms import PageForm
from .models import LONGEST_COMMENT


class MentorLinkForm(PageForm):
    shown_name = forms.CharField(
        label="Your name, as the mentor reads it",
        max_length=60,
        required=False,
        help_text="Whatever you like. Left empty, it says “A learner”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label="How long it is open",
        choices=[(days, f"{days} days") for days in mentors.DAYS],
        coerce=int,
        initial=mentors.DAYS[0],
        widget=forms.RadioSelect,
    )
    with_recordings = forms.BooleanField(
        label="Show my recordings too, and what was transcribed of them",
        required=False,
    )

    def clean_shown_name(self) -> str:
        return " ".join(cleaned(self.cleaned_data["shown_name"]).split())


class CommentForm(PageForm):
    name = forms.CharField(
        label="Your name",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Say who you are, so that they know whom to thank."},
    )
    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Write a comment first.",
            "max_length": (
                f"A comment may have {LONGEST_COMMENT:,} characters; this has %(show_value)s. Nothing was cut: shorten "
                "it, or send the rest as a second comment."
            ),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, position: int, name: str = "") -> None:
        """`name` stands in the box beforehand, in an empty form."""
        super().__init__(data, initial={"name": name}, auto_id=f"comment-{position}-%s")
        # A browser would cut what is pasted at the limit, without a word.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    def clean_name(self) -> str:
        return " ".join(cleaned(self.cleaned_data["name"]).split())

    def clean_text(self) -> str:
        return cleaned(self.cleaned_data["text"])
