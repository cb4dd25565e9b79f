"""What the review shows of an answer in code: its colours, what was run, and how it differs from the reference."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from config.runner import isolated
from practice.models import Answer, Part, Role, Run
from questions import markdown
from questions.authoring import diffs

LONGEST_COMPARED = 20_000
"""Characters of code up to which it is compared with the reference line by line; comparing grows with the square."""


@dataclass(frozen=True, kw_only=True)
class CodeReview:
    """One part in code. `during` and `after` are the newest runs of tests before and after the interview's end."""

    html: str
    runs_url: str
    during: Run | None
    after: Run | None
    count: int
    changes: tuple[diffs.Line, ...]


def add_to(answers: Iterable[Answer], *, compares: bool) -> bool:
    """Give each part in code its `code_review`; tell whether there is any. Reads `parts__runs`, so prefetch them.

    What differs from the reference comes with it if it `compares`."""
    found = False
    for answer in answers:
        for part in answer.said:
            if part.is_code and not part.is_blank:
                part.code_review = _code_review(answer, part, compares=compares)  # type: ignore[attr-defined]
                found = found or hasattr(answer.version, "task")
    return found


def isolated_if(response: HttpResponse, runs_code: bool) -> HttpResponse:
    return isolated(response) if runs_code else response


def compared(answer: Answer) -> list[tuple[diffs.Line, ...]]:
    """Each part in code beside the reference solution."""
    if not hasattr(answer.version, "task"):
        return []
    return [_changes(answer, part) for part in answer.parts.filter(role=Role.CODE).order_by("position")]


def _changes(answer: Answer, part: Part) -> tuple[diffs.Line, ...]:
    """Line by line; nothing of code that is blank, or too long."""
    task = getattr(answer.version, "task", None)
    return (
        diffs.lines(task.solution, part.text)
        if task and not part.is_blank and len(part.text) <= LONGEST_COMPARED
        else ()
    )


def _code_review(answer: Answer, part: Part, *, compares: bool) -> CodeReview:
    ended = answer.interview.finished_at
    tested = [run for run in part.runs.all() if run.is_of_tests]
    return CodeReview(
        html=markdown.code_to_html(part.text),
        runs_url=reverse("practice:add_run", args=[answer.interview_id, answer.position]),
        during=next((run for run in tested if not ended or run.created_at <= ended), None),
        after=next((run for run in tested if ended and run.created_at > ended), None),
        count=len(part.runs.all()),
        changes=_changes(answer, part) if compares else (),
    )
