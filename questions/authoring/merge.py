"""Two people's changes to the same content put together, field by field. Pure functions of contents."""

from dataclasses import fields, replace

from questions.content import Content

_FIELDS = [field.name for field in fields(Content)]


def merge(base: Content, theirs: Content, mine: Content) -> Content:
    """Mine, with theirs in every field that I left as it was in `base`."""
    untouched = [name for name in _FIELDS if getattr(mine, name) == getattr(base, name)]
    return replace(mine, **{name: getattr(theirs, name) for name in untouched})


def both_changed(base: Content, theirs: Content, mine: Content) -> list[str]:
    """The fields that both have changed, and not to the same; `merge` takes mine there."""
    return [
        name
        for name in _FIELDS
        if getattr(base, name) not in {getattr(theirs, name), getattr(mine, name)}
        and getattr(theirs, name) != getattr(mine, name)
    ]
