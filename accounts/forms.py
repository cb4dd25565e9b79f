from django import forms
from django.http import HttpRequest

from .models import User, validate_time_zone


class SignupForm(forms.Form):
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
