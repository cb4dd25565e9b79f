"""What the review shows of an answer in code: its colours, what was run, and how it differs from the reference."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from config.runner import isolated
from practice.models import Answer, Part, Run
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


def add_to(answers: Iterable[Answer]) -> bool:
    """Give each part in code its `code_review`; tell whether there is any. Reads `parts__runs`, so prefetch them."""
    found = False
    for answer in answers:
        for part in answer.said:
            if part.is_code and not part.is_blank:
                part.code_review = _code_review(answer, part)  # type: ignore[attr-defined]
                found = found or hasattr(answer.version, "task")
    return found


def isolated_if(response: HttpResponse, runs_code: bool) -> HttpResponse:
    return isolated(response) if runs_code else response


def _code_review(answer: Answer, part: Part) -> CodeReview:
    ended = answer.interview.finished_at
    tested = [run for run in part.runs.all() if run.is_of_tests]
    task = getattr(answer.version, "task", None)
    is_short = task is not None and len(part.text) <= LONGEST_COMPARED
    return CodeReview(
        html=markdown.code_to_html(part.text),
        runs_url=reverse("practice:add_run", args=[answer.interview_id, answer.position]),
        during=next((run for run in tested if not ended or run.created_at <= ended), None),
        after=next((run for run in tested if ended and run.created_at > ended), None),
        count=len(part.runs.all()),
        changes=diffs.lines(task.solution, part.text) if task and is_short else (),
    )
