import zoneinfo
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Choose a time zone from the list.")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def lock(self, user: "User") -> None:
        """Hold a person's row to the end of the transaction, so that what two tabs ask at once happens in turn.

        `no_key`: rows that point at the person, a session or an answer, are still written meanwhile.
        """
        self.select_for_update(no_key=True).get(pk=user.pk)

    def leaving(self, now: datetime) -> models.QuerySet["User"]:
        """Whose seven days are over (accounts.departures)."""
        return self.filter(leaves_at__lte=now)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    class ExtraTime(models.IntegerChoices):
        """Extra time in every timed interview, in per cent of its minutes."""

        NONE = 0, "None"
        QUARTER = 25, "25 % more"
        HALF = 50, "50 % more"
        DOUBLE = 100, "Twice the time"

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("name", max_length=80, blank=True, help_text="What we call you. Nobody else sees it.")
    time_zone = models.CharField(max_length=64, blank=True, validators=[validate_time_zone])
    extra_time = models.PositiveSmallIntegerField(choices=ExtraTime, default=ExtraTime.NONE)
    hide_countdown = models.BooleanField(
        default=False, help_text="Start interviews with the countdown hidden. One click shows it."
    )
    designs_in_one_box = models.BooleanField(
        default=False, db_default=False, help_text="Answer designs in one box instead of one for each stage."
    )
    due_minutes = models.PositiveSmallIntegerField(
        "minutes a day",
        default=30,
        db_default=30,
        validators=[MinValueValidator(5), MaxValueValidator(240)],
        help_text="For repeating what is due, from 5 to 240. What does not fit comes on the days after.",
    )
    is_staff = models.BooleanField("curator access", default=False, help_text="May open the admin.")
    is_active = models.BooleanField(
        "active", default=True, help_text="Clear this instead of deleting an account that must not sign in."
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    leaves_at = models.DateTimeField(
        "deleted on",
        null=True,
        blank=True,
        editable=False,
        help_text="When the account is deleted with everything in it. Until then it can be kept.",
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # Two accounts must not differ only in capitals: mail goes to the same person.
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="An account with this e-mail address exists already.",
            ),
            models.CheckConstraint(
                condition=models.Q(extra_time__in=[0, 25, 50, 100]), name="user_extra_time_is_an_offered_allowance"
            ),
            # With none nothing would ever come again; what takes longer than a day of them comes alone.
            models.CheckConstraint(
                condition=models.Q(due_minutes__gte=5, due_minutes__lte=240), name="user_due_minutes_5_to_240"
            ),
        ]
        indexes = [
            # departures.purge looks for the few that are leaving.
            models.Index(fields=["leaves_at"], condition=models.Q(leaves_at__isnull=False), name="user_departures"),
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] or self.email.split("@")[0]


class Usage(models.Model):
    """How much of a limit (accounts.limits) one has used, told as the moment at which all of it is there again."""

    who = models.CharField(max_length=80, help_text="A person, or the address of a stranger, which is not kept itself.")
    limit = models.CharField(max_length=20)
    restored_at = models.DateTimeField()

    class Meta:
        constraints = [
            # limits.spend changes the one row in a single statement, whichever process the request met.
            models.UniqueConstraint(fields=["who", "limit"], name="usage_one_a_limit"),
        ]
        indexes = [
            # What has been restored for long is swept away by its moment.
            models.Index(fields=["restored_at"], name="usage_restored"),
        ]

    def __str__(self) -> str:
        return f"{self.limit}, {self.who}"


class Upkeep(models.Model):
    """When a job that the site does by itself (practice.upkeep) began last, and when it last came to its end."""

    job = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True, help_text="The kind of exception that ended the last try.")

    def __str__(self) -> str:
        return self.job
