"""The audit trail: what curators and staff did in the admin, in the words it was logged with, for good."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.http import HttpRequest

SHOWN = ("action_time", "user", "kind", "content_type", "object_id", "object_repr", "story")


@admin.register(LogEntry)
class TrailAdmin(admin.ModelAdmin[LogEntry]):
    list_display = ["action_time", "user", "kind", "content_type", "object_repr", "story"]
    list_filter = ["action_flag", "content_type"]
    list_select_related = ["user", "content_type"]
    list_per_page = 50
    search_fields = ["user__email", "object_repr", "change_message"]
    date_hierarchy = "action_time"
    fields = SHOWN
    readonly_fields = SHOWN

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="did", ordering="action_flag")
    def kind(self, entry: LogEntry) -> str:
        return entry.get_action_flag_display()

    @admin.display(description="what")
    def story(self, entry: LogEntry) -> str:
        return entry.get_change_message()
