"""The verbs of what a learner puts beside a question for themself: bookmarks and private notes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from questions.models import Question

from .autosave import clean, joined
from .models import Bookmark, QuestionNotes


def bookmark(user: User, question: Question, *, now: datetime) -> None:
    Bookmark.objects.get_or_create(user=user, question=question, defaults={"created_at": now})


def remove_bookmark(user: User, question: Question) -> None:
    user.bookmarks.filter(question=question).delete()


def write_notes(user: User, question: Question, *, text: str, based_on: str, now: datetime) -> None:
    """Store notes; empty ones go. `based_on` is what stood there when the writing began: what was written meanwhile
    in another tab stays."""
    text, based_on = clean(text), clean(based_on)
    with transaction.atomic():
        User.objects.lock(user)
        notes = user.notes.filter(question=question).first() or QuestionNotes(user=user, question=question)
        notes.text, notes.updated_at = joined(notes.text, based_on, text), now
        if notes.text.strip():
            notes.save()
        elif notes.pk:
            notes.delete()
