"""What a review tells of each answer of an interview, in three light statements: the answers with what their questions
are called, their words, and how each key point stands.

By hand, since a review has hundreds of points: the ORM makes two objects of each, and of each version an object of
forty columns, most of them texts that are not shown. What is asked for a row at a time is no join, since seven tables
take longer to plan than to read. `tests/practice/test_reviewed.py` holds it against the ORM.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from config import clock
from questions.models import Kind

from .models import NOT_SAID, Interview, PointOpinion, PointStanding, Rating, Role

_ANSWERS = """
    SELECT answer.id, answer.position, answer.minutes, answer.seconds, answer.flagged, answer.hints_shown,
        answer.rating, answer.acts, version.id, version.number, version.title, version.prompt_html, version.has_maths,
        version.curveball_html <> '' OR CAST(version.facts_html AS text) <> '[]',
        question.id, question.slug, question.kind, question.difficulty, question.status = 'published',
        category.id, category.name,
        (SELECT now.number > version.number FROM questions_questionversion now WHERE now.id = question.current_id),
        (SELECT card.due FROM practice_card card WHERE card.user_id = %(user)s AND card.question_id = question.id),
        (SELECT notes.text FROM practice_note notes WHERE notes.user_id = %(user)s AND notes.question_id = question.id),
        {spoken}, {recorded},
        EXISTS (SELECT 1 FROM practice_mentorcomment comment WHERE comment.answer_id = answer.id),
        (SELECT opinion.status FROM practice_opinion opinion WHERE opinion.answer_id = answer.id),
        {earlier}
    FROM practice_answer answer
    JOIN questions_questionversion version ON version.id = answer.version_id
    JOIN questions_question question ON question.id = version.question_id
    JOIN questions_category category ON category.id = question.category_id
    WHERE answer.interview_id = %(interview)s
    ORDER BY answer.position
"""
_RECORDED = "EXISTS (SELECT 1 FROM practice_recording spoken WHERE spoken.answer_id = answer.id{})"
_EARLIER = """answer.position = %(position)s AND EXISTS (
            SELECT 1 FROM practice_interview before
            JOIN practice_answer given ON given.interview_id = before.id
            JOIN questions_questionversion asked ON asked.id = given.version_id
            WHERE before.user_id = %(user)s AND before.finished_at IS NOT NULL AND asked.question_id = question.id
                AND before.started_at < (SELECT now.started_at FROM practice_interview now WHERE now.id = %(interview)s)
        )"""
_PARTS = """
    SELECT part.answer_id, part.id, part.role, part.text, part.line_html <> '', EXISTS (
        SELECT 1 FROM practice_draft received
        WHERE received.part_id = part.id AND received.outcome <> 'applied' AND received.text <> ''
    )
    FROM practice_answer answer
    JOIN practice_part part ON part.answer_id = answer.id
    WHERE answer.interview_id = %(interview)s {of_one}
    ORDER BY part.answer_id, part.position
"""
_POINTS = """
    SELECT point_mark.answer_id, point_mark.id, point.id, point.position, point.text_html, point.weight,
        point_mark.suggested, point_mark.perhaps, point_mark.covered, point_mark.confirmed, point_mark.nudged,
        point_mark.evidence
    FROM practice_answer answer
    JOIN practice_pointmark point_mark ON point_mark.answer_id = answer.id
    JOIN questions_keypoint point ON point.id = point_mark.key_point_id
    WHERE answer.interview_id = %(interview)s
    ORDER BY point_mark.answer_id, point.position
"""


@dataclass(slots=True)
class ReviewedPoint(PointStanding):
    """A key point and how it stands. `is_shown` and `is_marked` are for whoever marks its evidence."""

    pk: int
    """Of how it stands."""
    key_point: int
    position: int
    text_html: str
    weight: int
    suggested: bool
    perhaps: bool
    covered: bool
    confirmed: bool
    nudged: bool
    evidence: str
    is_shown: bool = False
    is_marked: bool = False
    opinion: PointOpinion | None = None

    @property
    def counts(self) -> float:
        """What it adds to the score, as `covered_weight` has it."""
        return (self.weight / 2 if self.nudged else self.weight) if self.covered else 0.0


@dataclass(frozen=True, slots=True)
class ReviewedPart:
    """One box of an answer: what it says, and whether there is something beside it."""

    pk: int
    role: str
    text: str
    has_line: bool
    has_unused: bool

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_said(self) -> bool:
        """Whether it counts as the answer."""
        return self.role not in NOT_SAID

    @property
    def is_code(self) -> bool:
        return self.role == Role.CODE

    @property
    def is_words(self) -> bool:
        """Whether one reads it as it was written."""
        return self.role not in {Role.CODE, Role.SKETCH}


@dataclass(slots=True)
class ReviewedAnswer:
    """An answer, what its question is called today, and what is one's own beside it.

    `acts` tells of each control of the review how often one acted (practice.acts). `is_told` says that its question has
    something that an interviewer tells on the way.
    """

    pk: int
    position: int
    minutes: int
    seconds: int
    flagged: bool
    hints_shown: int
    rating: int | None
    acts: dict[str, Any]
    version: int
    number: int
    title: str
    prompt_html: str
    has_maths: bool
    is_told: bool
    question: int
    slug: str
    kind: Kind
    difficulty: str
    is_published: bool
    category: int
    category_name: str
    is_corrected: bool
    """Whether learners see a later version by now."""
    comes_again: datetime | None
    question_notes: str
    is_spoken: bool
    """Whether there is a recording that counts."""
    has_recordings: bool
    has_comments: bool
    opinion: str | None
    """How a second opinion of it stands, where anybody asked for one."""
    has_earlier: bool
    """Whether one has an earlier answer to its question (practice.comparison); told of one answer alone."""
    parts: list[ReviewedPart] = field(default_factory=list)
    points: list[ReviewedPoint] = field(default_factory=list)
    points_covered: float = 0.0
    points_confirmed: float = 0.0
    """How much of what is covered the learner has confirmed."""
    points_total: int = 0
    own_words: int = 0
    """Key points of which the learner has said whether they are covered."""

    def add(self, point: ReviewedPoint) -> None:
        """A key point, and what it comes to."""
        self.points.append(point)
        counts, is_own = point.counts, point.is_confirmed
        self.points_total += point.weight
        self.points_covered += counts
        self.points_confirmed += counts if is_own else 0.0
        self.own_words += is_own

    @property
    def is_story(self) -> bool:
        return self.kind.traits.is_story

    @property
    def is_blank(self) -> bool:
        """Whether there is no answer at all, neither written nor spoken."""
        return not self.is_spoken and all(part.is_blank for part in self.parts if part.is_said)

    @property
    def rated(self) -> str:
        """The rating in words; "" without one."""
        return Rating(self.rating).label if self.rating else ""

    def acted(self, control: str) -> int:
        """How often one acted on a control of its review."""
        return int(self.acts.get(control, {}).get("count", 0))

    @property
    def acted_in_all(self) -> int:
        """How often one acted on its review, all controls together."""
        return sum(map(self.acted, self.acts))


def read(interview: Interview, position: int | None = None) -> list[ReviewedAnswer]:
    """All of them, in their order, with the parts of each; or of the one at `position` alone, and whether that has an
    earlier one."""
    told = {"interview": interview.pk, "user": interview.user_id, "position": position}
    of_one = "" if position is None else "AND answer.position = %(position)s"
    may_be_spoken = interview.speak_first or interview.imported_at is not None
    asked = {
        "earlier": "FALSE" if position is None else _EARLIER,
        "spoken": _RECORDED.format(" AND NOT spoken.late") if may_be_spoken else "FALSE",
        "recorded": _RECORDED.format("") if may_be_spoken else "FALSE",
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS.format(**asked), told)
        answers = {row[0]: _answer(*row) for row in cursor.fetchall()}
        cursor.execute(_PARTS.format(of_one=of_one), told)
        for answer, *part in cursor.fetchall():
            answers[answer].parts.append(ReviewedPart(*part))
        cursor.execute(_POINTS, told)
        for answer, *point in cursor.fetchall():
            answers[answer].add(ReviewedPoint(*point))
    _add_opinions(answers.values())
    return list(answers.values())


def _answer(*row: Any) -> ReviewedAnswer:
    """Of a row as it comes."""
    found = ReviewedAnswer(*row)
    found.kind = Kind(found.kind)
    found.acts = json.loads(row[7])
    found.is_corrected = bool(found.is_corrected)
    found.question_notes = found.question_notes or ""
    found.comes_again = found.comes_again and clock.aware(found.comes_again)
    return found


def _add_opinions(answers: Iterable[ReviewedAnswer]) -> None:
    """What a judge says of the points, where anybody was asked."""
    asked = [answer for answer in answers if answer.opinion]
    if not asked:
        return
    opinions = PointOpinion.objects.filter(opinion__answer__in=[answer.pk for answer in asked])
    said = {opinion.coverage_id: opinion for opinion in opinions}
    for answer in asked:
        for point in answer.points:
            point.opinion = said.get(point.pk)
