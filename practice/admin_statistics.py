"""The action "Refresh statistics" on the list of questions; it stands here, for the bank knows nothing of practice."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from questions.models import Question

from . import item_statistics


@admin.action(description="Refresh statistics", permissions=["view"])
def refresh_statistics(_admin: Any, request: HttpRequest, questions: QuerySet[Question]) -> None:
    chosen = set(questions.values_list("pk", flat=True))
    count = item_statistics.refresh(now=timezone.now(), questions=chosen)
    messages.success(request, f"Statistics refreshed: {count} of {len(chosen)} have been attempted.")


question_admin = admin.site.get_model_admin(Question)
question_admin.actions = [*(question_admin.actions or []), refresh_statistics]
