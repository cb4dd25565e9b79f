from typing import Any

from django import forms

from .models import Report


class ReportForm(forms.ModelForm[Report]):
    text = forms.CharField(
        label="What is wrong", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    class Meta:
        model = Report
        fields = ["problem", "text"]
        widgets = {"problem": forms.RadioSelect}

    def __init__(self, *args: Any, has_code: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in Report.Problem.choices if has_code or choice[0] != Report.Problem.CODE]
        self.fields["problem"].choices = choices  # type: ignore[attr-defined]
