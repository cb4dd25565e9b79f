from .blueprint import Blueprint, BlueprintQuerySet, Pool, Section
from .interview import GRACE, Answer, AnswerQuerySet, Draft, Interview, InterviewQuerySet, PointMark, Rating, Recording
from .study import Bookmark, Card, CardQuerySet, Note

__all__ = [
    "GRACE",
    "Answer",
    "AnswerQuerySet",
    "Blueprint",
    "BlueprintQuerySet",
    "Bookmark",
    "Card",
    "CardQuerySet",
    "Draft",
    "Interview",
    "InterviewQuerySet",
    "Note",
    "PointMark",
    "Pool",
    "Rating",
    "Recording",
    "Section",
]
