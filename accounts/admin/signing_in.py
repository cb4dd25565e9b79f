"""What allauth stores about signing in: to be looked at, and taken away from a person who lost it or has it no more.

allauth registers pages of its own, on which secrets can be read and tables brought out of step; these replace them.
"""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.socialaccount.admin
import allauth.usersessions.admin  # noqa: F401  (each registers its pages when it is imported)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

# An address is changed on the page of its person; applications of other sites come from the environment.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


class Removable(admin.ModelAdmin):
    """Nobody adds or changes one by hand; an administrator may take it away."""

    list_select_related = ["user"]
    search_fields = ["user__email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Authenticator)
class SecondFactorAdmin(Removable):
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    fields = ["user", "type", "created_at", "last_used_at"]


@admin.register(SocialAccount)
class OtherSiteAdmin(Removable):
    list_display = ["user", "provider", "date_joined", "last_login"]
    list_filter = ["provider"]
    fields = ["user", "provider", "uid", "date_joined", "last_login"]


@admin.register(UserSession)
class SessionAdmin(Removable):
    list_display = ["user", "created_at", "ip", "user_agent"]
    fields = ["user", "created_at", "ip", "user_agent"]

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        obj.end()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        for session in queryset:
            session.end()
