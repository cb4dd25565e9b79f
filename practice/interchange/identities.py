"""How an attempt and a version are known again on another site, where nothing has the number it had here."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from practice.models import Interview
from questions.content import Content


def fingerprint(content: Content) -> str:
    """Of what an answer refers to: the prompt, the key points, the follow-ups and facts, the stages, the starter.

    Versions that have the same one can stand for one another: each place and each tick means the same in both. What
    one reads afterwards (title, hints, reference answer, mistakes, sources, solution) may have been corrected.
    """
    whole = asdict(content)
    asked = [whole[name] for name in ("prompt", "key_points", "follow_ups", "facts", "curveball", "stages")]
    starter = content.task.starter if content.task else ""
    return _digest([*asked, starter])


def identity(started_at: datetime, title: str, slugs: Iterable[str]) -> str:
    """Of an attempt: when it began, to the microsecond, what it was called, and what was asked."""
    return _digest([started_at.timestamp(), title, *slugs])


def identity_of(interview: Interview) -> str:
    """The one that it came in with, else its own; reads the answers' questions, so prefetch them."""
    if interview.imported_identity:
        return interview.imported_identity
    slugs = [answer.version.question.slug for answer in interview.answers.all()]
    return identity(interview.started_at, interview.title, slugs)


def _digest(told: list[object]) -> str:
    return sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
