"""What the tests of taking one's answers away and bringing them in share."""

import io
import json
from datetime import datetime
from typing import Any

from accounts import export
from accounts.models import User
from practice.export import practice_of
from practice.interchange import importer, reader
from tests.factories import NOON

ONLY_HERE = {"imported_at", "file", "story_number", "links_for_mentors", "own_interviews", "transcribed_days"}
"""What differs between two sites: when it came in, the numbers of rows, and what stays where it was."""


def archive_of(user: User) -> bytes:
    file = io.BytesIO()
    export.write(user, file, now=NOON)
    return file.getvalue()


def plain_of(user: User) -> dict[str, Any]:
    told: dict[str, Any] = json.loads("".join(export.in_json(practice_of(user))))
    return told


def packed(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain).encode()


def brought(user: User, data: bytes, *, now: datetime = NOON) -> importer.Plan:
    return importer.bring_in(user, reader.read(data), now=now)


def comparable(plain: Any) -> Any:
    """Without what differs; stories, which have no other order, by what they say."""
    if isinstance(plain, list):
        return [comparable(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    told = {name: comparable(value) for name, value in plain.items() if name not in ONLY_HERE}
    for name in ("stories", "schedule", "notes"):
        if name in told:
            told[name] = sorted(
                ({key: value for key, value in each.items() if key != "number"} for each in told[name]), key=json.dumps
            )
    return told
