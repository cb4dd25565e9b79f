"""The bank's tables."""

from questions.kinds import Kind

from .catalogue import Category, CategoryQuerySet, Resource, Tip
from .choices import Difficulty, Status
from .code_check import CodeCheck
from .imported import Import
from .question import RESERVED_SLUGS, CodeTask, KeyPoint, Question, QuestionQuerySet, QuestionVersion, Told, free_slug
from .question_statistics import QuestionStatistics
from .report import Report

__all__ = [
    "RESERVED_SLUGS",
    "Category",
    "CategoryQuerySet",
    "CodeCheck",
    "CodeTask",
    "Difficulty",
    "Import",
    "KeyPoint",
    "Kind",
    "Question",
    "QuestionQuerySet",
    "QuestionStatistics",
    "QuestionVersion",
    "Report",
    "Resource",
    "Status",
    "Tip",
    "Told",
    "free_slug",
]
