from .blueprint import Blueprint, BlueprintQuerySet, Level, Pool, Section
from .interview import (
    GRACE,
    Answer,
    AnswerQuerySet,
    Interview,
    InterviewQuerySet,
    PointCoverage,
    Rating,
    ReceivedText,
    Recording,
)
from .story import Story, StoryQuerySet
from .study import Bookmark, Card, CardQuerySet, QuestionNotes

__all__ = [
    "GRACE",
    "Answer",
    "AnswerQuerySet",
    "Blueprint",
    "BlueprintQuerySet",
    "Bookmark",
    "Card",
    "CardQuerySet",
    "Interview",
    "InterviewQuerySet",
    "Level",
    "PointCoverage",
    "Pool",
    "QuestionNotes",
    "Rating",
    "ReceivedText",
    "Recording",
    "Section",
    "Story",
    "StoryQuerySet",
]
