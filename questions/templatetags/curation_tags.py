"""What the admin's first page shows of the bank."""

from typing import Any

from django import template

from accounts.http import SignedInRequest
from questions.admin import attention

register = template.Library()


@register.simple_tag(takes_context=True)
def queue(context: dict[str, Any]) -> list[tuple[attention.Need, int]]:
    """How many questions want a curator's eye, by the need; needs that no question has are left out."""
    request: SignedInRequest = context["request"]
    if not request.user.has_perm("questions.view_question"):
        return []
    return [(need, count) for need, count in attention.counts(now=request.arrived_at).items() if count]
