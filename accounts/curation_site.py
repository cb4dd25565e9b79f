"""The admin as a whole: how one comes in, and what holds for every page in it, whoever registers the page.

Django's own lists and forms trust staff. Here nobody can stop the site by asking them for too much, and an odd value
gets a plain page. It stands outside of accounts.admin, whose pages register with it while that is being imported.
"""

from collections.abc import Iterator
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.decorators import login_not_required
from django.db import DataError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

WORDS = 20
"""Of a search: each is looked for in each field of each row."""

LONGEST_SEARCH = 400

LIST_ROWS = 200
"""What a list can be asked to show at once (Django's list_max_show_all)."""

INLINE_ROWS = 50

_LOOKUPS = ["", "exact", "isnull", "isempty", "gte", "lt", "id__exact", "year", "month", "day"]
"""What the lists' own filters and their bar of dates ask by."""


class CurationSite(admin.AdminSite):
    site_header = site_title = "Dry Run"
    index_title = "Curate"

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The admin has no sign-in of its own: the site's has the limits and the second factor."""
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Bounded, other people's pages too."""
        page = admin_class or admin.ModelAdmin
        super().register(model_or_iterable, type(page.__name__, (BoundedAdmin, page), {}), **options)

    def get_urls(self) -> list[Any]:
        """Without the redirect from any thing's number to its page, which tells whether somebody's interview exists."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]


class BoundedChangeList(ChangeList):
    def get_filters(self, request: HttpRequest) -> Any:
        try:
            return super().get_filters(request)
        except (OverflowError, ValueError) as error:  # a year beyond the calendar
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (OverflowError, ValueError, DataError) as error:  # a number that no column can hold
            raise IncorrectLookupParameters(error) from error


class BoundedAdmin(admin.ModelAdmin[Any]):
    """Stands in front of every page that is registered."""

    view_on_site = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedChangeList

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """What the list's own filters ask: Django lets through whatever can be asked of a column, in any way."""
        listed: list[Any] = list(self.get_list_filter(request))
        filters = [each[0] if isinstance(each, tuple) else each for each in listed]
        names = [getattr(each, "parameter_name", each) for each in [*filters, self.date_hierarchy] if each]
        return lookup in {"__".join(filter(None, [name, each])) for name in names for each in _LOOKUPS}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Model], search_term: str) -> Any:
        words = search_term[:LONGEST_SEARCH].split()
        if len(words) > WORDS or len(search_term) > LONGEST_SEARCH:
            messages.warning(request, f"That is long: its first {len(words[:WORDS])} words were looked for.")
        return super().get_search_results(request, queryset, " ".join(words[:WORDS]))

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_formset(request, max_num=LIST_ROWS, absolute_max=LIST_ROWS, **kwargs)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        inlines = list(super().get_inline_instances(request, obj))
        for inline in inlines:
            inline.view_on_site = False
        return inlines

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            formset.max_num = formset.absolute_max = INLINE_ROWS
            yield formset, inline
