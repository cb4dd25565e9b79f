from .answer import Answer, AnswerQuerySet, Part, PartQuerySet, PointCoverage, Rating, Recording, Role
from .blueprint import Blueprint, BlueprintQuerySet, Level, Pool, Section
from .interview import GRACE, Interview, InterviewQuerySet
from .received_text import ReceivedText, ReceivedTextQuerySet
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
    "Part",
    "PartQuerySet",
    "PointCoverage",
    "Pool",
    "QuestionNotes",
    "Rating",
    "ReceivedText",
    "ReceivedTextQuerySet",
    "Recording",
    "Role",
    "Section",
]
