"""What the site says of a field is in its own words: Django's sentences stand in locale/ as ours."""

import gettext
import re
from collections.abc import Iterator

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.forms import PreferencesForm
from accounts.models import User
from practice.forms import BuildForm, NotesForm, PartForm, RateForm, RecordingForm, StoryForm
from questions.forms import ReportForm
from tests.paths import ROOT

CATALOGUE = ROOT / "locale/en_GB/LC_MESSAGES"
STOCK = re.compile(r"^(This field|Ensure this value|Select a valid|Enter a|No file was|The submitted|Null char)")
BAD = ["", "x", "-7", "999999999", "x" * 200_000, "\0", "1.5", "nobody"]
LONG = {"situation", "task", "action", "own_part", "result", "numbers", "reflection", "text", "based_on"}


def told(form: forms.BaseForm) -> Iterator[str]:
    for errors in form.errors.values():
        yield from map(str, errors)


def forms_with(value: str) -> Iterator[forms.BaseForm]:
    for kind in (BuildForm, NotesForm, PartForm, RateForm, RecordingForm, StoryForm, ReportForm):
        yield kind(dict.fromkeys(kind.base_fields, value), MultiValueDict())
    yield PreferencesForm(dict.fromkeys(PreferencesForm.base_fields, value), instance=User())


@pytest.mark.django_db
@pytest.mark.parametrize("value", BAD, ids=range(len(BAD)))
def test_no_form_speaks_in_stock_sentences(value: str) -> None:
    sentences = [sentence for form in forms_with(value) for sentence in told(form)]
    assert sentences
    assert [sentence for sentence in sentences if STOCK.match(sentence)] == []


def test_the_catalogue_is_compiled_from_its_source() -> None:
    """msgfmt (head of the file) turns the .po file into the .mo file that Django reads."""
    source = (CATALOGUE / "django.po").read_text(encoding="utf-8")
    written = re.findall(r'^msgid "(.+)"\n(?:msgid_plural .+\n)?msgstr(?:\[0\])? "(.+)"$', source, re.MULTILINE)
    with (CATALOGUE / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert len(written) > 10
    assert {
        catalogue.ngettext(ours, ours, 1) if "%(limit_value)d" in ours else catalogue.gettext(ours)
        for ours, _ in written
    } == {theirs for _, theirs in written}
