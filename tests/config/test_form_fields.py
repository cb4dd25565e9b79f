import pytest
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from config.form_fields import BoundedDecoder, ManyChoicesField

field = forms.JSONField(decoder=BoundedDecoder)


def test_what_python_reads_is_read() -> None:
    assert field.clean('{"a": [1, 2.5, null]}') == {"a": [1, 2.5, None]}


@pytest.mark.parametrize("text", ["{", "1" * 4301, "[" * 200_000, '{"a":' * 200_000])
def test_what_python_refuses_is_no_json(text: str) -> None:
    with pytest.raises(ValidationError, match="valid JSON"):
        field.clean(text)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9" * 30, "-1", "x", "\0"])
def test_what_is_no_key_is_no_choice(key: str) -> None:
    with pytest.raises(ValidationError):
        ManyChoicesField(Group.objects.all()).clean([key])
