"""The verbs of mentoring: share an attempt by a link, open it, take it back; comment, and take note of comments."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from questions.text import cleaned

from .models import Answer, Interview, MentorComment, MentorLink

DAYS = (7, 30)
"""How long a link can be open: a week for one reading, a month for a mentor who comes back."""

MOST_OPEN = 5
MOST_LINKS = 20
"""Links to one attempt: so many open at once, and so many ever made."""

MOST_COMMENTS = 60
"""Comments by one link: five on each question of the longest round."""

OPENED_AGAIN = timedelta(minutes=1)
"""So long after an opening another one is not noted: whoever reloads costs no write."""


class NotFinished(Exception):
    """The attempt is still under way: there is nothing to show yet."""


class TooManyLinks(Exception):
    """This attempt has MOST_OPEN open links, or MOST_LINKS in all."""


class Closed(Exception):
    """The link was taken back or has run out; `link` tells which."""

    def __init__(self, link: MentorLink) -> None:
        super().__init__(str(link))
        self.link = link


class TooManyComments(Exception):
    """MOST_COMMENTS came by this link."""


def share(
    interview: Interview, *, days: int, shown_name: str, with_recordings: bool, now: datetime
) -> tuple[MentorLink, str]:
    """Make a link to a finished attempt and return it with its secret, which is told this once and stored nowhere.

    Raises NotFinished and TooManyLinks.
    """
    if interview.is_open:
        raise NotFinished
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        User.objects.lock(interview.user)  # two tabs make no more links than one
        if interview.mentor_links.open(now).count() >= MOST_OPEN or interview.mentor_links.count() >= MOST_LINKS:
            raise TooManyLinks
        link = interview.mentor_links.create(
            digest=_digest(secret),
            shown_name=shown_name,
            with_recordings=with_recordings,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
    return link, secret


def revoke(link: MentorLink, *, now: datetime) -> None:
    """Take a link back; one that was taken back before keeps its moment."""
    MentorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)


def find(secret: str, *, now: datetime) -> MentorLink:
    """The open link with this secret. Raises MentorLink.DoesNotExist and Closed.

    While the learner's account waits to be deleted, or is switched off, its links are closed as well.
    """
    link = MentorLink.objects.select_related("interview__user").get(digest=_digest(secret))
    user = link.interview.user
    if not link.is_open(now) or user.leaves_at or not user.is_active:
        raise Closed(link)
    return link


def note_opening(link: MentorLink, *, now: datetime) -> None:
    recently = Q(last_opened_at__gt=now - OPENED_AGAIN)
    if link.last_opened_at is None or link.last_opened_at <= now - OPENED_AGAIN:
        MentorLink.objects.filter(pk=link.pk).exclude(recently).update(last_opened_at=now)


def comment(link: MentorLink, answer: Answer, *, name: str, text: str, now: datetime) -> MentorComment:
    """Store a comment; the same words by the same name on the same answer are stored once. Raises TooManyComments."""
    name, text = cleaned(name), cleaned(text)
    with transaction.atomic():
        MentorLink.objects.select_for_update(no_key=True).get(pk=link.pk)
        if said := link.comments.filter(answer=answer, name=name, text=text).first():
            return said
        if link.comments.count() >= MOST_COMMENTS:
            raise TooManyComments
        return MentorComment.objects.create(answer=answer, link=link, name=name, text=text, created_at=now)


def with_news(user: User) -> QuerySet[Interview]:
    """The person's attempts with comments that they have not read yet, annotated `new_comments`."""
    new = Count("answers__mentor_comments", filter=Q(answers__mentor_comments__seen_at=None))
    unread = user.interviews.filter(answers__mentor_comments__pk__isnull=False, answers__mentor_comments__seen_at=None)
    return unread.annotate(new_comments=new).order_by("-started_at", "-pk")


def take_note(answers: list[Answer], *, now: datetime) -> None:
    """The learner has the comments of these answers before them; reads `mentor_comments`, so prefetch them."""
    new = [comment.pk for answer in answers for comment in answer.mentor_comments.all() if comment.seen_at is None]
    if new:
        MentorComment.objects.filter(pk__in=new).update(seen_at=now)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
