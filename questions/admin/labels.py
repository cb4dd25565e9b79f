"""Names for the fields in rows of the admin's tables, whose column heads name them to the eye alone."""

from typing import Any

from django import forms


class PositionForm(forms.ModelForm[Any]):
    """A row of a list in which one types over the position: whose it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].widget.attrs["aria-label"] = f"Position of {self.instance}"


class RowFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """A table inside another thing's form: each field of a row by the name of its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            control = getattr(field.widget, "widget", field.widget)  # links to add or change stand around some
            control.attrs["aria-label"] = str(field.label)
