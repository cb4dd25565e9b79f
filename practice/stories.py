"""The verbs of the story bank: write, attach; what there is to serve, and what is told too often.

Each story is its owner's alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q

from accounts.models import User
from questions.kinds import STORIES
from questions.models import Question, QuestionQuerySet

from .models import Answer, Story, StoryQuerySet

MOST = 100
"""Stories of one person. Interviewers hear six to ten; the rest is room for drafts, and a bound for the database."""

LONGEST = 5_000
"""Characters of one note: more than can be said in five minutes."""


RECENT = 6
"""Behavioral answers that are looked back on to see which story is told too often: about two rounds."""


@dataclass(frozen=True, kw_only=True)
class Use:
    """In how many of the last behavioral answers a story was told."""

    told: int
    of: int

    def __str__(self) -> str:
        if self.of == 1:
            return "told in your last behavioral answer"
        return f"told in {self.told} of your last {self.of} behavioral answers"

    @property
    def is_too_often(self) -> bool:
        """An interviewer compares notes with colleagues: one story for everything is noticed."""
        return self.of >= RECENT // 2 and self.told * 2 > self.of


class TooMany(Exception):
    """This person has as many stories as there is room for."""


class Changed(Exception):
    """The story was stored by another page since this one was opened; `story` is what it says by now."""

    def __init__(self, story: Story) -> None:
        super().__init__(str(story))
        self.story = story


def prompts() -> QuestionQuerySet:
    """What stories are told for: the published behavioral questions, in the bank's order."""
    return Question.objects.published().filter(kind__in=STORIES).listed()


def prompts_of(user: User) -> QuestionQuerySet:
    """The prompts, each with this person's stories for it as `own_stories`."""
    return prompts().prefetch_related(Prefetch("stories", user.stories.order_by("title", "pk"), to_attr="own_stories"))


def for_prompt(user: User, question: Question) -> StoryQuerySet:
    """This person's stories, annotated `serves_it`, those that could serve the question first."""
    links = Story.prompts.through.objects.filter(story=OuterRef("pk"), question=question)
    return user.stories.annotate(serves_it=Exists(links)).order_by("-serves_it", "title", "pk")


def attach(answer: Answer, story: Story | None) -> None:
    """Say which story an answer tells, while one writes it or afterwards: nobody assesses that."""
    answer.story = story
    answer.save(update_fields=["story"])


def uses(user: User) -> dict[int, Use]:
    """The use of each story that the last behavioral answers of finished interviews tell, by its id."""
    answers = (
        Answer.objects.filter(interview__user=user, version__question__kind__in=STORIES)
        .exclude(interview__finished_at=None)
        .annotate_answered()
        .filter(Q(written=True) | Q(spoken=True) | Q(story__isnull=False))
        .order_by("-interview__started_at", "-interview", "-position")
    )
    told: list[int | None] = list(answers.values_list("story", flat=True)[:RECENT])
    return {story: Use(told=told.count(story), of=len(told)) for story in told if story is not None}


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
