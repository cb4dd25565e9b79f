"""What an answer comes to, kept beside it."""

from django.db import models
from django.db.models import Q


class Summed(models.Model):
    """Its coverage added up, by weight, as scores count it, and whether anything was written. May be missing, and never
    wrong (practice.sums)."""

    sum_covered = models.FloatField(null=True, editable=False, help_text="What took a nudge counts half.")
    sum_confirmed = models.FloatField(null=True, editable=False, help_text="So much of it the learner has confirmed.")
    sum_total = models.PositiveIntegerField(null=True, editable=False, help_text="All that its key points weigh.")
    sum_own = models.PositiveIntegerField(
        null=True, editable=False, help_text="Key points of which the learner has said whether they are covered."
    )
    sum_written = models.BooleanField(
        null=True, editable=False, help_text="Words were written; what was only spoken is looked up."
    )

    class Meta:
        abstract = True


ALL_SUMS_OR_NONE = models.CheckConstraint(
    condition=Q(sum_covered=None, sum_confirmed=None, sum_total=None, sum_own=None, sum_written=None)
    | Q(
        sum_covered__isnull=False,
        sum_confirmed__isnull=False,
        sum_total__isnull=False,
        sum_own__isnull=False,
        sum_written__isnull=False,
    ),
    name="answer_all_sums_or_none",
)
