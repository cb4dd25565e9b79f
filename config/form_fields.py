"""Fields of forms for what nobody types but somebody may send: Django's own let some of it break the page."""

import json
from json import JSONDecodeError
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet


class BoundedDecoder(json.JSONDecoder):
    """For `forms.JSONField(decoder=...)`, which knows a JSONDecodeError alone: also of what is too much for Python."""

    def decode(self, s: str, *args: Any) -> Any:
        """The values in a text. Raises JSONDecodeError, also for a number of over 4,300 digits and for deep nesting."""
        try:
            return super().decode(s, *args)
        except JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            raise JSONDecodeError("Too long a number, or nested too deeply", s, 0) from error


class ManyChoicesField[Chosen: Model](forms.ModelMultipleChoiceField[Chosen]):
    """Several rows by their keys. A key that is larger than any (SQLite then refuses the statement) is no choice."""

    def clean(self, value: Any) -> QuerySet[Chosen]:
        try:
            return super().clean(value)
        except OverflowError as error:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": "That"}) from error
