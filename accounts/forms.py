import zoneinfo
from typing import Any

from django import forms
from django.http import HttpRequest

from .models import User, validate_time_zone


class SignupTimeZoneForm(forms.Form):
    """What sign-up asks beyond e-mail and password: nothing visible; a script fills in the browser's time zone."""

    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""}))

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        try:
            validate_time_zone(name)
        except forms.ValidationError:
            return ""
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        user.time_zone = self.cleaned_data["time_zone"]
        user.save(update_fields=["time_zone"])


def time_zone_choices() -> list[tuple[str, Any]]:
    """The zones that people live in, grouped by region: ("Europe", [("Europe/Paris", "Paris"), …])."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        region, _, place = name.partition("/")
        if place and region not in {"Etc", "SystemV", "US", "posix", "right"}:
            regions.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [("", "UTC (no zone chosen)"), *regions.items()]


class PreferencesForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "time_zone", "extra_time", "hide_countdown", "designs_in_one_box", "due_minutes"]
        labels = {
            "name": "Name",
            "time_zone": "Time zone",
            "extra_time": "Extra time",
            "hide_countdown": "Hide the countdown",
            "designs_in_one_box": "One box for designs",
            "due_minutes": "Minutes a day",
        }
        help_texts = {
            "time_zone": "Every time on the site is shown in it.",
            "extra_time": "Added to every timed interview you start from now on. A running one keeps its deadline.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "extra_time": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = time_zone_choices()
        chosen = self.instance.time_zone
        if chosen and not any(chosen == name for _, zones in choices[1:] for name, _ in zones):
            choices.append((chosen, chosen))  # an alias that the browser sent, such as Cuba or US/Pacific
        self.fields["time_zone"].widget = forms.Select(choices=choices)
        self.fields["due_minutes"].required = False

    def clean_due_minutes(self) -> int:
        """Left empty, or sent by a page that was open before there was the field: they stay as they are."""
        return self.cleaned_data["due_minutes"] or self.instance.due_minutes


class DeleteAccountForm(forms.Form):
    sure = forms.BooleanField(
        label="Delete my account and everything in it",
        error_messages={"required": "Tick the box if you want your account deleted. Nothing has been deleted so far."},
    )
