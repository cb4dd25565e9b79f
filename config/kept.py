"""Pieces of a page that are rendered once for all who see the same, with slots for what is one's own (record 44).

    {% kept place=part.position label=part.label %}
      <label for="part-{{ place }}">{{ label }}</label>
      <textarea id="part-{{ place }}">{% slot part.text %}</textarea>
    {% endkept %}

What stands between the tags knows the values named in `kept` and nothing else, so that it is a function of them: it
cannot be out of date, and nothing of a person can get into it unless it is named; another name is an error. A slot is
filled anew each time, and knows what surrounds the block, in templates that the block includes as well. A block within
a block, and a slot outside of any, are rendered as they come.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django import template
from django.template.base import (
    FilterExpression,
    NodeList,
    Parser,
    Template,
    Token,
    render_value_in_context,
    token_kwargs,
)
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SLOT = f"<!-- {token_hex(16)} -->"  # nobody can write what no page shows
_MOST = 2_000
_SLOTS = object()
"""Where a block that is being rendered lists its slots in their order: at the bottom of what nodes tell one another."""


type Pieces = tuple[str, Sequence[tuple["SlotNode", str]]]
"""Where a block begins, then each slot with what follows it."""


class _Named(template.Context):
    """A context in which nothing is looked for in vain, so that whoever forgets to name a value is told."""

    def __getitem__(self, name: str | int | template.Node) -> Any:
        try:
            return super().__getitem__(name)
        except KeyError:
            raise template.TemplateSyntaxError(f"a kept block shows {name!r} and does not name it") from None


class KeptNode(template.Node):
    def __init__(self, shows: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.shows = shows
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        values = [_lasting(value.resolve(context, ignore_failures=True)) for value in self.shows.values()]
        if _slots(context) is not None:
            return self.nodelist.render(context.new(dict(zip(self.shows, values, strict=True))))
        first, rest = _pieces(self, context.template, *values)
        parts = [first]
        for slot, text in rest:
            parts += slot.filled(context), text
        return mark_safe("".join(parts))  # templates rendered the pieces, and each slot escapes what fills it


def _lasting(value: object) -> object:
    """Refuse what may look different later and be equal still, as rows of the database are."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    raise TypeError(f"a kept block can be known by texts, numbers and dates, not by {type(value).__name__}")


class SlotNode(template.Node):
    def __init__(self, value: FilterExpression) -> None:
        self.value = value

    def render(self, context: template.Context) -> str:
        slots = _slots(context)
        if slots is None:
            return self.filled(context)
        slots.append(self)
        return _SLOT

    def filled(self, context: template.Context) -> str:
        return render_value_in_context(self.value.resolve(context), context)


def _slots(context: template.Context) -> list[SlotNode] | None:
    """Those that the block that is being rendered has had so far; None outside of one."""
    bottom: dict[Any, Any] = context.render_context.dicts[0]
    return bottom.get(_SLOTS)


@lru_cache(maxsize=_MOST, typed=True)
def _pieces(node: KeptNode, within: Template, *values: Any) -> Pieces:
    """The block as it looks with these values."""
    context, slots = _Named(dict(zip(node.shows, values, strict=True))), list[SlotNode]()
    bottom: dict[Any, Any] = context.render_context.dicts[0]
    bottom[_SLOTS] = slots
    with context.render_context.push_state(within), context.bind_template(within):
        first, *pieces = node.nodelist.render(context).split(_SLOT)
    return first, list(zip(slots, pieces, strict=True))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    _, *bits = token.split_contents()
    shows = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError("kept takes names with their values: {% kept place=part.position %}")
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(shows, nodelist)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    _, *bits = token.split_contents()
    if len(bits) != 1:
        raise template.TemplateSyntaxError("slot takes one value: {% slot part.text %}")
    return SlotNode(parser.compile_filter(bits[0]))
