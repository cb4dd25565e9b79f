"""What the linter asks of follow-ups, facts, curveball and stages (docs/curating.md gives the rules)."""

from collections.abc import Iterator

from questions import notation
from questions.content import Content, Entry
from questions.kinds import Kind

SPOKEN_WORDS = (15, 90)
"""Words of two or three sentences that are said aloud."""

_SHARES = (0.3, 0.8)  # before, there is nothing to change yet; after, no time to change it
_STAGES = (4, 9)
_ESSENTIAL = 3  # the weight of a key point without which an answer fails


def findings(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong, with the section that it concerns. The kind must be known."""
    yield from _follow_ups(entry.content)
    yield from _facts(entry)
    yield from _curveball(entry.content)
    yield from _stages(entry)
    yield from _completeness(entry)


def _follow_ups(content: Content) -> Iterator[tuple[str, str]]:
    for follow_up in content.follow_ups:
        if follow_up.text.startswith("(probes"):
            yield "Follow-ups", f"probes are written as (probes 1, 3): {follow_up.text[:60]!r}"
    low, high = SPOKEN_WORDS
    for follow_up in content.follow_ups:
        if not low <= (words := len(follow_up.answer.split())) <= high:
            yield "Follow-ups", f"{words} words answer {follow_up.text[:40]!r}, wanted {low} to {high}"
    probed = {number for follow_up in content.follow_ups for number in follow_up.probes}
    for number, point in enumerate(content.key_points, 1):
        if point.weight >= _ESSENTIAL and number not in probed:
            yield "Follow-ups", f"none probes key point {number}, which has weight {point.weight}"


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    facts = entry.content.facts
    low, high = Kind(entry.kind).traits.told
    if facts and not low <= len(facts) <= high:
        yield "Facts", f"{len(facts)} facts, for this kind {low} to {high}"
    for word in notation.repeated_words(facts):
        yield "Facts", f"{word!r} asks for more than one"


def _curveball(content: Content) -> Iterator[tuple[str, str]]:
    low, high = _SHARES
    if content.curveball and not low <= content.curveball.share <= high:
        yield "Curveball", f"comes at {content.curveball.share:g} of the time, wanted {low} to {high}"


def _stages(entry: Entry) -> Iterator[tuple[str, str]]:
    stages, (low, high) = entry.content.stages, _STAGES
    if stages and not low <= len(stages) <= high:
        yield "Stages", f"{len(stages)} stages, wanted {low} to {high}"
    planned = [stage.minutes for stage in stages if stage.minutes]
    if planned and (len(planned) < len(stages) or sum(planned) != entry.minutes):
        yield "Stages", f"{sum(planned)} minutes are planned in {len(planned)} of {len(stages)}, of {entry.minutes}"


def _completeness(entry: Entry) -> Iterator[tuple[str, str]]:
    content = entry.content
    has = {"Facts": bool(content.facts), "Curveball": bool(content.curveball), "Stages": bool(content.stages)}
    if Kind(entry.kind).traits.in_stages:
        yield from ((name, f"a {entry.kind} question has them") for name in has if not has[name])
    else:
        yield from ((name, f"a {entry.kind} question has none") for name in ("Curveball", "Stages") if has[name])
