"""The verbs of what a learner puts beside a question for themself: bookmarks and private notes."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from questions.models import Question

from .autosave import clean, joined
from .models import Bookmark, QuestionNotes

MOST_BOOKMARKS = 1000
LONGEST_NOTES = 20_000  # characters


class TooManyBookmarks(Exception):
    """This person has MOST_BOOKMARKS."""


class NotesTooLong(Exception):
    """`together`, the notes with what was written meanwhile (`standing`), are longer than LONGEST_NOTES."""

    def __init__(self, standing: str, together: str) -> None:
        super().__init__(f"{len(together)} characters")
        self.standing = standing
        self.together = together


def bookmark(user: User, question: Question, *, now: datetime) -> None:
    """Put a question on the person's list. Raises TooManyBookmarks."""
    if user.bookmarks.count() >= MOST_BOOKMARKS:
        raise TooManyBookmarks
    Bookmark.objects.get_or_create(user=user, question=question, defaults={"created_at": now})


def remove_bookmark(user: User, question: Question) -> None:
    user.bookmarks.filter(question=question).delete()


def write_notes(user: User, question: Question, *, text: str, based_on: str, now: datetime) -> None:
    """Store notes; empty ones go. `based_on` is what stood there when the writing began: what was written meanwhile
    in another tab stays. Raises NotesTooLong."""
    text, based_on = clean(text), clean(based_on)
    with transaction.atomic():
        User.objects.lock(user)
        notes = user.notes.filter(question=question).first() or QuestionNotes(user=user, question=question)
        together = joined(notes.text, based_on, text)
        if len(together) > LONGEST_NOTES:
            raise NotesTooLong(notes.text, together)
        notes.text, notes.updated_at = together, now
        if notes.text.strip():
            notes.save()
        elif notes.pk:
            notes.delete()
