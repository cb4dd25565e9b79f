"""An answer of a review with what its page works out of it: its evidence marked, its stages, what there is to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString

from practice import evidence, feedback, stages
from practice.evidence import Stretch
from practice.models import Answer, Interview, Part, Role
from practice.pace import Pace
from practice.reviewed import ReviewedAnswer, ReviewedPoint
from questions.models import QuestionVersion

_PLAIN = [Role.NOTES, Role.TEXT]


@dataclass(kw_only=True)
class Reviewed:
    """An answer as the review shows it; each thing is worked out once, however often the page asks.

    `answer` is there where it is shown in full, with its parts and all that belongs to them; `version`, where the
    reference is shown.
    """

    told: ReviewedAnswer
    pace: Pace | None
    answer: Answer | None = None
    version: QuestionVersion | None = None

    @cached_property
    def points(self) -> list[ReviewedPoint]:
        """Each knows whether its sentence is to be shown (`is_shown`) and whether it is marked in a text
        (`is_marked`)."""
        _ = self.marked
        return self.told.points

    @cached_property
    def steps(self) -> list[stages.Step]:
        return stages.steps(self.answer, self.pace.share if self.pace else None) if self.answer else []

    @cached_property
    def unstaged(self) -> list[Part]:
        """The parts outside stages that there is anything to show of; of an answer that is blank, the first."""
        unstaged = self.answer.unstaged if self.answer else []
        shown = [
            part
            for part in unstaged
            if not part.is_blank or part.unused or part.line_html  # type: ignore[attr-defined]
        ]
        return shown or ([] if self.steps else unstaged[:1])

    @cached_property
    def only_lists(self) -> bool:
        """Whether it names words and says nothing of them in a sentence: then the word check finds nothing in it."""
        is_found = any(point.suggested for point in self.told.points)
        return not (is_found or self.told.is_story) and feedback.only_lists(self.words)

    @property
    def jotted(self) -> Part | None:
        """What one wrote for oneself."""
        return self.answer.notes if self.answer else None

    @cached_property
    def drawings(self) -> list[Part]:
        return self.answer.drawings if self.answer else []

    @cached_property
    def sentences(self) -> list[str]:
        """Those of a story, of which one says oneself which shows a point."""
        return self.answer.sentences if self.answer and self.told.is_story and not self.answer.is_blank else []

    @property
    def has_replies(self) -> bool:
        return any(part.role == Role.REPLY for part in self.told.parts)

    @cached_property
    def marked(self) -> dict[int, SafeString]:
        """One's own words by their parts, with the evidence in them marked."""
        points = {point.position: point for point in self.told.points}
        sought = {place: point.evidence for place, point in points.items() if point.evidence}
        for place in sought:
            points[place].is_shown = points[place].covered or points[place].asks
        marked = {}
        for part in self.told.parts:
            if part.is_blank or not part.is_said or not part.is_words:
                continue
            cut = evidence.stretches(part.text, sought) if sought else [Stretch(text=part.text)]
            marked[part.pk] = _marked(cut, points)
            for place in {place for stretch in cut for place in stretch.begins}:
                points[place].is_marked = True
                del sought[place]
        return marked

    @property
    def words(self) -> str:
        """All that was said, as one text."""
        return self.answer.words if self.answer else "\n\n".join(part.text for part in self.told.parts if part.is_said)


def is_plain(told: ReviewedAnswer, interview: Interview) -> bool:
    """Whether an answer is words in one box with nothing beside them: then it need not be read in full."""
    traits = told.kind.traits
    return (
        [part.role for part in told.parts] == _PLAIN
        and not any(part.has_line or part.has_unused for part in told.parts)
        and not (traits.in_stages or traits.is_story or told.has_recordings or told.has_comments)
        and not (told.is_told and interview.interviewer)
    )


def _marked(cut: Sequence[Stretch], points: Mapping[int, ReviewedPoint]) -> SafeString:
    """A text with its evidence marked. Each mark is where its points lead to, and leads back to them."""
    marked = [_mark(stretch, points) if stretch.shows else escape(stretch.text) for stretch in cut]
    return SafeString("".join(marked))  # escaped, each of them


def _mark(stretch: Stretch, points: Mapping[int, ReviewedPoint]) -> str:
    shown = [points[place] for place in stretch.begins]
    begins = "".join(f'<span id="said-{point.pk}"></span>' for point in shown)
    back = "".join(
        f'<a href="#point-{point.pk}" aria-label="for key point {point.position}"><sup>{point.position}</sup></a>'
        for point in shown
    )
    kind = "evidence" if any(points[place].covered for place in stretch.shows) else "evidence is-open"
    return f'<mark class="{kind}">{begins}{escape(stretch.text)}{back}</mark>'
