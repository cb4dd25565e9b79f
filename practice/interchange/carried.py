"""Which fields of a learner's records leave with them and come back: all but those named here, so that a new field is
carried without anybody thinking of it. Keys, and what points at other records, are told by what they point at."""

from typing import Any

from django.db import models

from practice.models import Answer, Interview, Part, Recording, Story, Summed, Transcript

FORMAT = 1
"""Of practice.json: raised when a file of an earlier release could no longer be read as one of this."""

LEFT_OUT: dict[type[models.Model], dict[str, str]] = {
    Interview: {
        "current_position": "of an interview under way",
        "current_since": "of an interview under way",
        "imported_at": "each site says itself when something came in",
        "imported_identity": "told as the identity, which every attempt has",
    },
    Answer: {
        "acts": "counts what the pages of one site sent",
        "booked_until": "of an interview under way",
        **{field.name: "added up anew" for field in Summed._meta.fields},
    },
    Part: {"line_html": "rendered anew from the version"},
    Recording: {"mime_type": "told by its first bytes", "size": "told by its bytes", "sound": "a file of its own"},
    Transcript: {"began_at": "of one under way"},
    Story: {"revision": "counts what was stored on one site"},
}
"""Fields that stay, and why."""


def carried(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    left_out = LEFT_OUT.get(model, {})
    return [
        field
        for field in model._meta.concrete_fields
        if not field.is_relation and not field.primary_key and field.name not in left_out
    ]


def told(record: models.Model) -> dict[str, Any]:
    """The carried fields of a record by their names."""
    return {field.name: getattr(record, field.name) for field in carried(type(record))}
