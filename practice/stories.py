"""The verbs of the story bank: write and what there is to serve. Each story is its owner's alone."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from accounts.models import User
from questions.models import Kind, Question, QuestionQuerySet

from .models import Story

MOST = 100
"""Stories of one person. Interviewers hear six to ten; the rest is room for drafts, and a bound for the database."""

LONGEST = 5_000
"""Characters of one note: more than can be said in five minutes."""


class TooMany(Exception):
    """This person has as many stories as there is room for."""


class Changed(Exception):
    """The story was stored by another page since this one was opened; `story` is what it says by now."""

    def __init__(self, story: Story) -> None:
        super().__init__(str(story))
        self.story = story


def prompts() -> QuestionQuerySet:
    """What stories are told for: the published behavioral questions, in the bank's order."""
    return Question.objects.published().filter(kind=Kind.BEHAVIORAL).listed()


def prompts_of(user: User) -> QuestionQuerySet:
    """The prompts, each with this person's stories for it as `own_stories`."""
    return prompts().prefetch_related(Prefetch("stories", user.stories.order_by("title", "pk"), to_attr="own_stories"))


def write(
    user: User, pk: int | None, *, based_on: int, serves: Collection[Question], now: datetime, **fields: Any
) -> Story:
    """Store a story of this person's, a new one without `pk`. Sent twice, a new one is stored once.

    Links to prompts that have left the bank stay. Raises TooMany, Changed and Story.DoesNotExist.
    """
    with transaction.atomic():
        User.objects.lock(user)
        if pk is None:
            story = user.stories.filter(**fields).first() or Story(user=user, created_at=now, revision=0)
        else:
            story = user.stories.get(pk=pk)
            if story.revision != based_on:
                raise Changed(story)
        if not story.revision and user.stories.count() >= MOST:
            raise TooMany
        for name, value in fields.items():
            setattr(story, name, value)
        story.updated_at = now
        story.revision += 1
        story.save()
        gone = story.prompts.exclude(pk__in=prompts().order_by().values("pk"))
        story.prompts.set([*serves, *gone])
    return story
