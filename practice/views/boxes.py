"""The boxes of an answer as a page shows them: each open part with its text, and those of a design by stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from practice import stages
from practice.forms import PartForm
from practice.models import Answer, Interview, Part, Role
from practice.pace import Pace
from practice.stages import Step


@dataclass(frozen=True, kw_only=True)
class Box:
    """An open part as the page shows it: with its text, and why that could not be stored."""

    part: Part
    text: str
    errors: Sequence[str] = ()

    @property
    def template(self) -> str:
        """What shows it."""
        if self.part.is_sketch:
            return "practice/_sketch_box.html"
        return "practice/_blocks_box.html" if self.part.role == Role.BLOCKS else "practice/_part_box.html"

    @property
    def described_by(self) -> str:
        """What of the page tells about it: why it could not be stored, what the interviewer said, how one draws."""
        if self.errors:
            return f"part-{self.part.position}-error"
        return self.line_id or ("blocks-help" if self.part.role == Role.BLOCKS else "")

    @property
    def line_id(self) -> str:
        """Where the page says what the interviewer said before it."""
        return f"line-{self.part.position}" if self.part.line_html else ""

    @property
    def words(self) -> int:
        """How many there are: what has a letter or a digit in it, so that an arrow is none."""
        text = self.part.words if self.part.is_sketch else self.text
        return sum(any(map(str.isalnum, word)) for word in text.split())

    @property
    def is_in_use(self) -> bool:
        """Whether it holds anything that must not be out of sight."""
        return bool(self.text.strip() or self.errors or self.part.spoken)


def box(answer: Answer, part: Part, form: PartForm | None) -> Box:
    """A part as it stands, or as it was sent and refused (`form`)."""
    part.answer = answer  # which has the question's starter at hand
    errors = [str(error) for listed in form.errors.values() for error in listed] if form else []
    return Box(part=part, text=form.sent_text if form else part.shown, errors=errors)


@dataclass(frozen=True, kw_only=True)
class StepBoxes:
    """A stage as one writes in it. `ends` is when the plan has it end, in seconds of the question's time."""

    step: Step
    boxes: Sequence[Box]
    ends: int | None
    is_open: bool
    is_planned_now: bool

    @property
    def words(self) -> int:
        return sum(each.words for each in self.boxes)

    @property
    def has_sketch(self) -> bool:
        return any(each.part.is_sketch and each.is_in_use for each in self.boxes)


def by_stage(answer: Answer, boxes: Mapping[int, Box], found: Pace | None, *, in_one_box: bool) -> list[StepBoxes]:
    """The open boxes of the stages. In one box, what has something in it, and where one draws."""
    steps = stages.steps(answer, found.share if found else None)
    now = stages.planned_now(steps, found.used) if found else None
    ends = stages.ends(steps) if found else None
    last = _last_written(steps)
    shown = []
    for step in steps:
        open_boxes = [boxes[part.position] for part in step.parts if not part.said_at]
        if in_one_box:
            open_boxes = [each for each in open_boxes if each.is_in_use or each.part.role in {Role.BLOCKS, Role.SKETCH}]
        if open_boxes:
            shown.append(
                StepBoxes(
                    step=step,
                    boxes=open_boxes,
                    ends=round(ends[step.place]) if ends else None,
                    is_open=step.place == last or any(each.errors for each in open_boxes),
                    is_planned_now=step.place == now,
                )
            )
    return shown


def outside_stages(answer: Answer, boxes: Mapping[int, Box], *, in_one_box: bool) -> list[Box]:
    """The other open boxes. By stages, the one for everything only if something is in it."""
    found = [boxes[part.position] for part in answer.unstaged if not part.said_at]
    if not answer.staged or in_one_box:
        return found
    return [each for each in found if each.part.line or each.part.is_sketch or each.is_in_use]


def said(answer: Answer) -> list[Part]:
    """What was said, in its order: of a design without the stages that were left blank, unless all of it was."""
    parts = [part for part in answer.said if part.said_at]
    if not answer.staged:
        return parts
    return [part for part in parts if not part.is_blank or part.spoken or part.line] or parts[:1]


def unbooked(interview: Interview, answer: Answer, *, now: datetime) -> int:
    """Seconds of the question's time that no stage has yet: they are the next one's that is written in."""
    since = max(interview.current_since, answer.booked_until or interview.current_since)
    return max(0, round((now - since).total_seconds()))


def _last_written(steps: Sequence[Step]) -> int:
    """The place of the stage that was written in last; of the first one, before anything is written."""
    written = [(part.saved_at, step.place) for step in steps for part in step.parts if part.saved_at]
    return max(written)[1] if written else 0
