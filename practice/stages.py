"""A design goes by stages: which boxes that gives an answer, and how one stands against the plan. No database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from questions.content import Stage

from .models import Answer, Part, Role


def first_parts(stages: Sequence[Stage]) -> Iterator[Part]:
    """The empty boxes of an answer that begins by stages: one each, and where one draws a list of blocks and arrows.

    A sketch is there in any case, with the first stage that is for drawing, else with none.
    """
    for place, stage in enumerate(stages):
        yield Part(role=Role.STAGE, place=place)
        if stage.is_drawn:
            yield Part(role=Role.BLOCKS, place=place)
    yield Part(role=Role.SKETCH, place=next((place for place, stage in enumerate(stages) if stage.is_drawn), None))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage of one answer: its parts, and the seconds that are planned for it (0: nobody has said)."""

    place: int
    title: str
    planned: float
    parts: Sequence[Part]

    @property
    def used(self) -> int:
        """Seconds that one worked on it."""
        return sum(part.seconds for part in self.parts)

    @property
    def time(self) -> str:
        """How long it took and should take, in short words."""
        used, planned = int(self.used / 60), max(1, round(self.planned / 60))
        if not self.planned:
            return f"{used} min" if used else ""
        return f"{used} of {planned} min" if used else f"{planned} min"

    @property
    def told(self) -> str:
        """The same afterwards, when what was not written in is told too."""
        if self.is_blank and not self.used:
            return "left blank"
        planned = f" of {max(1, round(self.planned / 60))}" if self.planned else ""
        return f"{int(self.used / 60)}{planned} min{', over' if self.is_over else ''}"

    @property
    def is_over(self) -> bool:
        """Whether it took a minute more than planned, or longer."""
        return bool(self.planned) and self.used >= self.planned + 60

    @property
    def is_blank(self) -> bool:
        return all(part.is_blank for part in self.parts)


def steps(answer: Answer, share: float | None) -> list[Step]:
    """The stages of an answer, if it goes by stages. The plan is stretched to `share`, the seconds of the question."""
    if not answer.staged:
        return []
    stages = [Stage(**stage) for stage in answer.version.stages]
    whole = sum(stage.minutes for stage in stages)
    factor = share / whole if share and whole else 60
    return [
        Step(
            place=place,
            title=stage.title,
            planned=stage.minutes * factor,
            parts=[part for part in answer.staged if part.place == place],
        )
        for place, stage in enumerate(stages)
    ]


def ends(steps: Sequence[Step]) -> list[float] | None:
    """When each stage ends by the plan, in seconds of the question's time; None without a plan."""
    return list(accumulate(step.planned for step in steps)) if steps and all(step.planned for step in steps) else None


def planned_now(steps: Sequence[Step], used: float) -> int | None:
    """The place of the stage that the plan has one in when `used` seconds of the question are over.

    None without a plan, and when all of it is over.
    """
    return next((place for place, end in enumerate(ends(steps) or []) if used < end), None)
