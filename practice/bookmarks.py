"""The verbs of what a learner keeps about a question: bookmarks and private notes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from questions.models import Question

from .autosave import clean, joined
from .models import Bookmark, Note


def bookmark(user: User, question: Question, *, now: datetime) -> None:
    Bookmark.objects.get_or_create(user=user, question=question, defaults={"created_at": now})


def remove_bookmark(user: User, question: Question) -> None:
    user.bookmarks.filter(question=question).delete()


def write_note(user: User, question: Question, *, text: str, seen: str, now: datetime) -> None:
    """Keep a note; an empty one goes. `seen` is what stood there when the writing began: what was written meanwhile
    in another tab stays."""
    text, seen = clean(text), clean(seen)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        note = user.notes.filter(question=question).first() or Note(user=user, question=question)
        note.text, note.updated_at = joined(note.text, seen, text), now
        if note.text.strip():
            note.save()
        elif note.pk:
            note.delete()
