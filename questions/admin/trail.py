"""Lines of the admin's log for what concerns no one question: imports and exports."""

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType

from accounts.http import SignedInRequest
from questions.models import Question


def imported(request: SignedInRequest, name: str, story: str) -> None:
    _add(request, ADDITION, f"Import of {name}", story)


def undone(request: SignedInRequest, name: str, count: int) -> None:
    _add(request, DELETION, f"Import of {name}", f"Undone: {count} question{'s' if count != 1 else ''} deleted.")


def exported(request: SignedInRequest, count: int, label: str) -> None:
    _add(request, CHANGE, f"Export as {label}", f"Exported {count} question{'s' if count != 1 else ''}.")


def _add(request: SignedInRequest, flag: int, subject: str, story: str) -> None:
    LogEntry.objects.create(
        user_id=request.user.pk,
        content_type=ContentType.objects.get_for_model(Question),
        object_repr=subject[:200],
        action_flag=flag,
        change_message=story,
    )
