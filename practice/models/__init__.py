from .answer import (
    IN_STAGES,
    NOT_SAID,
    Answer,
    AnswerQuerySet,
    Confidence,
    Part,
    PartQuerySet,
    Rating,
    Role,
    confirmed,
    covered_weight,
    joined,
)
from .blueprint import Blueprint, BlueprintQuerySet, Interviewer, Level, Pool, Section
from .former_attempt import FormerAttempt
from .interview import GRACE, Interview, InterviewQuerySet
from .mentor import LONGEST_COMMENT, MentorComment, MentorLink, MentorLinkQuerySet
from .opinion import Judge, JudgeQuerySet, Opinion, OpinionDay, PointOpinion, Says
from .point_coverage import PointCoverage, PointStanding
from .preparation import MOST_MINUTES, WEEKDAYS, DayOff, Preparation
from .received_text import ReceivedText, ReceivedTextQuerySet
from .recording import Recording, RecordingQuerySet, TranscribedDay, Transcript
from .run import MOST_TESTS, Run
from .story import Story, StoryQuerySet
from .study import Bookmark, Card, CardQuerySet, QuestionNotes, comes_again, day_end, day_start
from .summed import Summed

__all__ = [
    "GRACE",
    "IN_STAGES",
    "LONGEST_COMMENT",
    "MOST_MINUTES",
    "MOST_TESTS",
    "NOT_SAID",
    "WEEKDAYS",
    "Answer",
    "AnswerQuerySet",
    "Blueprint",
    "BlueprintQuerySet",
    "Bookmark",
    "Card",
    "CardQuerySet",
    "Confidence",
    "DayOff",
    "FormerAttempt",
    "Interview",
    "InterviewQuerySet",
    "Interviewer",
    "Judge",
    "JudgeQuerySet",
    "Level",
    "MentorComment",
    "MentorLink",
    "MentorLinkQuerySet",
    "Opinion",
    "OpinionDay",
    "Part",
    "PartQuerySet",
    "PointCoverage",
    "PointOpinion",
    "PointStanding",
    "Pool",
    "Preparation",
    "QuestionNotes",
    "Rating",
    "ReceivedText",
    "ReceivedTextQuerySet",
    "Recording",
    "RecordingQuerySet",
    "Role",
    "Run",
    "Says",
    "Section",
    "Story",
    "StoryQuerySet",
    "Summed",
    "TranscribedDay",
    "Transcript",
    "comes_again",
    "confirmed",
    "covered_weight",
    "day_end",
    "day_start",
    "joined",
]
