from django import forms

from .models import Report


class ReportForm(forms.ModelForm[Report]):
    class Meta:
        model = Report
        fields = ["problem", "text"]
        widgets = {"problem": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 5})}
