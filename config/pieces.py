"""A piece of a page that is rendered by its template once, with gaps, and filled anew for each who looks.

Most of a row is the same for everybody: its template writes what surrounds the values, here these are put in between.
For lists of many rows; a block within a page is kept by the template itself (config.kept), which looks up each value
that fills a gap as templates do and takes several times as long for it.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from secrets import randbelow

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

_KEPT = 500
_GAP = str(10**23 + randbelow(10**23))
"""What stands for a gap while its template is rendered, with the gap's number: digits, so that it may be part of an
address as well. Nobody can write it, as no page shows it."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a template wrote: how it begins, then each gap, by the name of what fills it, with what follows."""

    begins: str
    gaps: tuple[tuple[str, str], ...]

    def filled(self, values: Mapping[str, object]) -> SafeString:
        """With the values in the gaps, escaped unless they are safe."""
        parts = [self.begins]
        for name, text in self.gaps:
            value = values[name]
            parts += (value if isinstance(value, SafeString) else escape(str(value))), text
        return mark_safe("".join(parts))


@lru_cache(maxsize=_KEPT)
def pieces(template: str, gaps: tuple[str, ...], shown: tuple[tuple[str, Hashable], ...] = ()) -> Pieces:
    """A template with gaps under these names, and otherwise what is `shown` by name: a function of that alone, so that
    it is never out of date and nothing of one person's."""
    standing_in = {name: mark_safe(f"{_GAP}{number:02}") for number, name in enumerate(gaps)}
    begins, *rest = re.split(f"{_GAP}([0-9]{{2}})", render_to_string(template, standing_in | dict(shown)))
    names = (gaps[int(number)] for number in rest[::2])
    return Pieces(begins, tuple(zip(names, rest[1::2], strict=True)))
