"""The admin, asked what its own pages never ask: odd values of every parameter, forms without an end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, product
from typing import Any, cast
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.forms import BaseFormSet
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from accounts.curation_site import INLINE_ROWS, LIST_ROWS, WORDS, BoundedAdmin
from accounts.models import User
from practice.models import Blueprint, Interview
from questions.models import Category, Question
from tests.hostile.site import Site

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile admin")]

ODD = ["", "0", "-1", "1", "9" * 30, "nan", "1.5", "on", "\0", "\ud800", "%00", "a" * 5000, "1,2", "0001-01-01", "9999"]
FLAGS = ["p", "o", "e", "all", "q", "_popup", "_to_field", "_facets", "_changelist_filters"]
LOOKUPS = ["", "exact", "isnull", "in", "range", "gte", "regex", "year", "month", "date", "contains", "len", "a__b__c"]
PARTS = ["year", "month", "day"]
COUNTS = ["2147483648", "9" * 30, "-1", "nan", "", "1001"]


def addresses(name: str) -> list[tuple[str, type[models.Model]]]:
    return [
        (reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}"), model)
        for model in admin.site._registry
    ]


def page_of(model: type[models.Model]) -> admin.ModelAdmin[Any]:
    return admin.site.get_model_admin(model)


@contextmanager
def counted_forms() -> Iterator[Callable[[], int]]:
    """How many rows were made into forms."""
    made = []
    build = BaseFormSet._construct_form  # type: ignore[attr-defined]

    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        made.append(self)
        return build(self, *args, **kwargs)

    with patch.object(BaseFormSet, "_construct_form", counting):
        yield lambda: len(made)


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def odd_queries(model: type[models.Model]) -> Iterator[list[tuple[str, str]]]:
    """Every flag with every value; every lookup of what the list filters by, and of every other column."""
    page, values = page_of(model), cycle(ODD)
    for name, value in product(FLAGS, ODD):
        yield [(name, value)]
    listed: list[Any] = list(page.list_filter)
    filters = [each[0] if isinstance(each, tuple) else each for each in listed]
    columns = [field.name for field in model._meta.get_fields()]
    for name, lookup in product({*columns, *(getattr(each, "parameter_name", each) for each in filters)}, LOOKUPS):
        yield [("__".join(filter(None, [name, lookup])), next(values))]
    for name, value in product(filters, ODD):
        yield [(f"{getattr(name, 'parameter_name', name)}__exact", value)]
        yield [(getattr(name, "parameter_name", f"{name}__gte"), value)]
    if page.date_hierarchy:
        for value, year in product(ODD, ["2026", "9999", "9" * 30]):
            yield [(f"{page.date_hierarchy}__year", value)]
            yield [(f"{page.date_hierarchy}__year", year), (f"{page.date_hierarchy}__month", value)]
            yield [(f"{page.date_hierarchy}__{part}", year if part == "year" else value) for part in PARTS]


@pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime")  # of a date that is only a date
def test_no_odd_value_breaks_a_list(site: Site) -> None:
    visitor, faults = site.visitor("superuser"), set[str]()
    for address, model in addresses("changelist"):
        for query in odd_queries(model):
            sent = urlencode([(name, bytes_of(value)) for name, value in query])
            faults |= set(visitor.ask("get", f"{address}?{sent}").faults())
    assert not faults, "\n".join(sorted(faults))


def management(prefix: str, name: str, count: str) -> dict[str, str]:
    """What a page says of its rows: two, and then something else under one name."""
    sent = {f"{prefix}-{each}_FORMS": "2" for each in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return sent | {f"{prefix}-{name}_FORMS": count}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", ["TOTAL", "INITIAL"])
def test_no_number_of_rows_stops_the_site(site: Site, name: str, count: str) -> None:
    """A row costs a form: no more are made than a page may have, whatever it says."""
    visitor, blueprint = site.visitor("superuser"), Blueprint.objects.get(slug="shared").pk
    places = [(address, "form") for address, model in addresses("changelist") if page_of(model).list_editable]
    places += [(f"/admin/practice/blueprint/{end}", "sections") for end in ("add/", f"{blueprint}/change/")]
    assert len(places) == 6
    for address, prefix in places:
        with counted_forms() as made:
            answer = visitor.ask("post", address, {"_save": "Save"} | management(prefix, name, count))
        assert answer.faults() == []
        assert made() <= 2 * LIST_ROWS  # a refused page makes them anew
        if name == "TOTAL" and len(count) > 3:
            assert b"Please submit at most" in answer.body


def test_every_page_is_bounded() -> None:
    assert {User, Group, Question, Interview, DBTaskResult} <= admin.site._registry.keys()
    assert all(isinstance(page, BoundedAdmin) for page in admin.site._registry.values())


def test_every_inline_is_bounded(site: Site) -> None:
    request = RequestFactory().get("/")
    request.user = cast("User", site.people["superuser"])
    inlines = [
        formset for page in admin.site._registry.values() for formset, _ in page.get_formsets_with_inlines(request)
    ]
    assert inlines
    assert {formset.absolute_max for formset in inlines} == {INLINE_ROWS}


@pytest.mark.parametrize("search", ["word " * 2000, "a " * 3000, "a" * 60_000, '"a b" ' * 900, "' " * 900])
def test_a_search_of_thousands_of_words_looks_for_some(site: Site, search: str) -> None:
    visitor = site.visitor("superuser")
    for address, model in addresses("changelist"):
        if fields := page_of(model).search_fields:
            with CaptureQueriesContext(connection) as statements:
                answer = visitor.ask("get", f"{address}?{urlencode({'q': search})}")
            assert answer.faults() == []
            assert b"That is long: its first" in answer.body
            asked = [each["sql"].upper().count("LIKE") for each in statements.captured_queries]
            assert 0 < max(asked) <= WORDS * len(fields) * 2


def test_no_odd_action_breaks_a_list(site: Site) -> None:
    visitor, faults = site.visitor("superuser"), set[str]()
    for address, model in addresses("changelist"):
        for name in ["delete_selected", "nothing", *(str(each) for each in page_of(model).actions or [])]:
            for value in ODD:
                for sent in (
                    {"_selected_action": value},
                    {"_selected_action": "1", "index": value, "select_across": value},
                ):
                    sent = {"action": name} | sent
                    answers = visitor.follow("post", address, {key: bytes_of(each) for key, each in sent.items()})
                    faults |= {fault for answer in answers for fault in answer.faults()}
    assert not faults, "\n".join(sorted(faults))


@pytest.mark.parametrize("role", ["learner", "curator", "superuser"])
def test_no_address_leads_from_a_number_to_somebodys_thing(site: Site, role: str) -> None:
    visitor, kind = site.visitor(role), ContentType.objects.get_for_model(Interview).pk
    there, nowhere = (visitor.ask("get", f"/admin/r/{kind}/{pk}/") for pk in (site.interviews["other"].pk, 10**9))
    assert there.status == nowhere.status
    assert "/interviews/" not in there.leads_to


@pytest.mark.parametrize("model", [Category, Blueprint])
def test_a_page_in_the_admin_leads_straight_to_the_sites(site: Site, model: type[Category | Blueprint]) -> None:
    thing = model._default_manager.earliest("pk")
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[thing.pk])
    assert f'href="{escape(thing.get_absolute_url())}"' in site.visitor("superuser").ask("get", address).text
