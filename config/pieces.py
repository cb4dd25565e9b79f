"""HTML that a template makes once, with slots for what differs each time it is shown.

    @lru_cache
    def _mark(*, is_done: bool) -> Piece:
        return pieces.made("practice/_mark.html", {"is_done": is_done, "number": slot("number")})

    _mark(is_done=True).filled({"number": 7})

A template's logic then runs once for each way it can turn out, and showing it costs the formatting of one text. A slot
may stand anywhere, also in an address that `url` makes; but a template can decide nothing by one, and no filter knows
it: what is decided by, or filtered, has to be given as it is.

Blocks of which a page has few are kept by its template (config.kept); these are for what stands there by the hundred,
since nothing of a template runs when they are filled.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

_KEY = f"{secrets.randbelow(10**20):020}"
_SLOT = re.compile(rf"{_KEY}(\d{{6}})")
_INDENTED = re.compile(r"\s*\n\s*")
_numbers = count()
_names: dict[int, str] = {}


@cache
def slot(name: str) -> SafeString:
    """What stands for a slot while a page is made: digits that nobody can guess, since addresses take numbers."""
    number = next(_numbers)
    _names[number] = name
    return SafeString(f"{_KEY}{number:06}")


@dataclass(frozen=True, slots=True)
class Piece:
    """`html` is a format with the names of the slots. Threads share it, and nothing in it can be changed."""

    html: str

    def filled(self, values: Mapping[str, object]) -> SafeString:
        """With values in its slots by their names, escaped unless they are safe; more of them than it has slots will
        do."""
        safe = {name: value if isinstance(value, SafeString) else escape(str(value)) for name, value in values.items()}
        return self.filled_with_safe(safe)

    def filled_with_safe(self, values: Mapping[str, SafeString | int]) -> SafeString:
        """The same of numbers, and of HTML that is safe: where hundreds of them make a page."""
        return SafeString(self.html % values)


def made(template: str, context: Mapping[str, Any]) -> Piece:
    """The template by its context, slots among it, and without the indentation of its lines."""
    html = _INDENTED.sub("\n", render_to_string(template, dict(context))).strip().replace("%", "%%")
    return Piece(_SLOT.sub(lambda found: f"%({_names[int(found[1])]})s", html))
