"""Taking an import back, while none of its questions was published or asked."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, ProtectedError

from questions import asked
from questions.models import Category, Import, Question, Resource, Tip


class InUse(Exception):
    """Some of the import's questions were published or asked, so that it stays."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} of its questions were published or asked.")
        self.count = count


class UndoneAlready(Exception):
    """The import was taken back before."""


def in_use(imported: Import) -> int:
    """How many of an import's questions learners have met or could have met."""
    questions = imported.questions.all()
    met = questions.filter(current__isnull=False) | questions.filter(versions__pk__in=asked.versions())
    return met.distinct().count()


def edited(imported: Import) -> int:
    """How many of its questions somebody has edited since."""
    return imported.questions.annotate(number=Count("versions")).filter(number__gt=1).count()


def undo(imported: Import, *, now: datetime) -> int:
    """Delete an import's questions, and what else it added where nothing uses it; return how many questions.

    Raises InUse and UndoneAlready. The record of the import stays.
    """
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.undone_at:
            raise UndoneAlready
        questions = list(imported.questions.select_for_update())
        if count := in_use(imported):
            raise InUse(count)
        Question.objects.filter(pk__in=[question.pk for question in questions]).delete()
        added = imported.added
        Resource.objects.filter(pk__in=added.get("resources", [])).delete()
        Tip.objects.filter(pk__in=added.get("tips", [])).delete()
        for category in Category.objects.filter(pk__in=added.get("categories", []), questions=None, resources=None):
            _delete_unused(category)
        imported.undone_at = now
        imported.save(update_fields=["undone_at"])
    return len(questions)


def _delete_unused(category: Category) -> None:
    """Delete a category unless that would take something with it, such as a blueprint's section."""
    try:
        with transaction.atomic():
            if category.delete()[0] > 1:
                raise _Used
    except (_Used, ProtectedError):
        return


class _Used(Exception):
    """Something besides questions and resources uses the category."""
