"""Two people's changes to the same content put together, field by field. Pure functions of contents."""

from dataclasses import fields, replace

from questions.content import Content, FollowUp

_FIELDS = [field.name for field in fields(Content)]


def merge(base: Content, theirs: Content, mine: Content) -> Content:
    """Mine, with theirs in every field that I left as it was in `base`."""
    untouched = [name for name in _FIELDS if getattr(mine, name) == getattr(base, name)]
    merged = replace(mine, **{name: getattr(theirs, name) for name in untouched})
    asking = theirs if "follow_ups" in untouched else mine
    return replace(merged, follow_ups=tuple(_aimed(each, asking, merged) for each in merged.follow_ups))


def _aimed(follow_up: FollowUp, before: Content, after: Content) -> FollowUp:
    """The follow-up with the numbers that its key points have `after`; one that is not there keeps its number."""
    places = {point.text: number for number, point in enumerate(after.key_points, 1)}
    texts = {number: point.text for number, point in enumerate(before.key_points, 1)}
    probes = {places.get(texts.get(number, ""), number) for number in follow_up.probes}
    return replace(follow_up, probes=tuple(sorted(probes)))


def both_changed(base: Content, theirs: Content, mine: Content) -> list[str]:
    """The fields that both have changed, and not to the same; `merge` takes mine there."""
    return [
        name
        for name in _FIELDS
        if getattr(base, name) not in {getattr(theirs, name), getattr(mine, name)}
        and getattr(theirs, name) != getattr(mine, name)
    ]
