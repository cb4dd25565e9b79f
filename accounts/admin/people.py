from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts import addresses, departures
from accounts.models import User
from config.form_fields import ManyChoicesField


class NewUserForm(AdminUserCreationForm[User]):
    class Meta:
        model = User
        fields = ["email"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


class UserForm(UserChangeForm[User]):
    class Meta:
        model = User
        fields = "__all__"

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if addresses.is_taken(email, self.instance):
            raise ValidationError("Another account has this address.")
        return email


@admin.register(User)
class UserAdmin(BaseUserAdmin[User]):
    form = UserForm
    add_form = NewUserForm
    list_display = ["email", "name", "is_staff", "is_active", "date_joined", "last_login", "leaves_at"]
    list_filter = [
        "is_staff",
        "is_superuser",
        "is_active",
        "groups",
        "date_joined",
        ("leaves_at", admin.EmptyFieldListFilter),
    ]
    actions = ["let_go", "keep"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    date_hierarchy = "date_joined"
    readonly_fields = ["date_joined", "last_login", "leaves_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Preferences", {"fields": ["time_zone", "extra_time", "hide_countdown", "designs_in_one_box", "due_minutes"]}),
        ("What they may do", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        ("Dates", {"fields": ["date_joined", "last_login", "leaves_at"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "usable_password", "password1", "password2"]}),
    ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, form_class=ManyChoicesField, **kwargs)

    # --- Deleting: never at once (accounts.departures)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request, action_location=action_location)
        return {name: action for name, action in actions.items() if name != "delete_selected"}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a person may delete what is theirs, though nobody touches that on its own pages."""
        return [], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        departures.announce(obj, now=timezone.now())

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        messages.success(
            request, f"The account {obj_display} is signed out and will be deleted in {departures.WAIT.days} days."
        )
        return redirect("admin:accounts_user_changelist")

    @admin.action(description="Delete in seven days", permissions=["delete"])
    def let_go(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in people:
            departures.announce(user, now=timezone.now())
            self.log_change(request, user, "Will be deleted in seven days.")
        messages.success(request, f"{len(people)} will be deleted in {departures.WAIT.days} days.")

    @admin.action(description="Keep after all", permissions=["delete"])
    def keep(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in people.exclude(leaves_at=None):
            departures.take_back(user)
            self.log_change(request, user, "Will not be deleted.")
        messages.success(request, "They stay, with everything in their accounts.")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            addresses.change(obj, obj.email)
