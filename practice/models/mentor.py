"""A link that shows one attempt to a mentor, and what the mentor says of it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from .answer import Answer
from .interview import Interview

LONGEST_COMMENT = 5_000
"""Characters of one comment: ten minutes of writing about one answer."""


class MentorLinkQuerySet(models.QuerySet["MentorLink"]):
    def open(self, now: datetime) -> "MentorLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=now)


class MentorLink(models.Model):
    """A way to one finished attempt for whoever has the address. Written by practice.mentors.

    Of the address' secret only the SHA-256 is stored: whoever reads the database opens no link by it. The secret has
    256 random bits, so no slow hash is needed, as it is for passwords.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="mentor_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret in the address.")
    shown_name = models.CharField(max_length=60, blank=True, help_text="What the mentor reads as whose attempt it is.")
    with_recordings = models.BooleanField(default=False, help_text="Recordings and transcripts are shown, too.")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True, help_text="By somebody else than the learner.")

    objects: ClassVar[models.Manager["MentorLink"]] = MentorLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            # A link without an end would be forgotten and stay open.
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="mentor_link_expires"),
        ]

    def __str__(self) -> str:
        return f"Link of {self.created_at:%d %B %Y} to {self.interview}"

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at


class MentorComment(models.Model):
    """What a mentor said of one answer, in plain text. It is the learner's: it outlives the link it came by."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="mentor_comments")
    link = models.ForeignKey(MentorLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    name = models.CharField(max_length=60, help_text="As the mentor calls themself; nobody checks it.")
    text = models.TextField()
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When the learner first read it.")

    class Meta:
        ordering = ["answer", "created_at", "pk"]
        constraints = [
            # Strangers write here: nothing empty, and a bound that holds whatever a form lets through.
            models.CheckConstraint(condition=~Q(name="") & ~Q(text=""), name="mentor_comment_says_something"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_COMMENT), name="mentor_comment_bounded"
            ),
        ]
        indexes = [
            # Home tells of new ones.
            models.Index(fields=["answer"], condition=Q(seen_at__isnull=True), name="mentor_comment_new"),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.answer}"
