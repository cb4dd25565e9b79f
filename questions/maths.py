"""LaTeX to MathML, by Temml, when content is written (docs/decisions/0038).

Temml is JavaScript; it runs in an interpreter of its own, without network, files or a clock, and with little memory
and time. A formula that it refuses, or does not finish in time, stays as its source, which a browser then sets.
"""

import json
import re
import threading
from functools import lru_cache
from typing import Any

import quickjs
from django.conf import settings

TEMML = settings.BASE_DIR / "static/dist/temml.min.js"

MOST_MEMORY = 64 * 2**20  # bytes
MOST_TIME = 2  # seconds for one formula
MOST_STACK = 512 * 2**10  # bytes; threads have less than the program
LONGEST = 4_000  # letters of LaTeX
LARGEST = 100_000  # letters of MathML

TAGS = {
    *("math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mpadded", "mphantom", "mstyle", "menclose", "merror"),
    *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
    *("mprescripts", "mtable", "mtr", "mtd"),
}
ATTRIBUTES = {
    *("accent", "accentunder", "columnalign", "columnspan", "depth", "display", "displaystyle", "fence", "form"),
    *("height", "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation"),
    *("rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width"),
}
_SIZED = ("sml", "med", "lrg")
CLASSES = {
    *("mathcal", "mathscr", "tml-cancel", "tml-cancelto", "tml-display", "tml-eqn", "tml-fbox", "tml-jot", "tml-left"),
    *("tml-right", "tml-lrg-pad", "tml-med-pad", "tml-sml-pad", "tml-overline", "tml-underline", "tml-prime"),
    *("tml-shift-left", "tml-small", "tml-vec", "tml-xcancel", "wbk-acc", "wbk-vec"),
    *("tml-hat-1", "tml-hat-2", "tml-hat-3", "tml-hat-4", "tml-tilde-2", "tml-tilde-3", "tml-tilde-4"),
    *(f"{kind}{size}{what}" for kind in ("chr-", "wbk-") for size in _SIZED for what in ("", "-acc", "-vec")),
}
"""Those of Temml's own stylesheet."""

_CANNOT_BREAK = re.compile(r"\\\\|\\begin|\\tag")
_CALL = """(latex, displayed) => {
  const options = displayed ? { displayMode: true } : { wrap: "tex" };
  return JSON.stringify(temml.renderToString(latex, { ...options, throwOnError: true }));
}"""


class CannotBeSet(ValueError):
    """Temml refuses a formula; the message says why."""


class NotInstalled(Exception):
    """Temml is not there: the browser's files were not built."""


class _Interpreters(threading.local):
    """One for each thread, made when it is first needed: an interpreter belongs to the thread that made it."""

    temml: Any = None


_own = _Interpreters()


def mathml(latex: str, *, displayed: bool) -> str:
    """A formula as MathML; `displayed` says whether it stands on a line of its own.

    It may break at its relations and operators, like a line of words; what cannot (arrays, numbered lines) scrolls.
    Raises CannotBeSet and NotInstalled.
    """
    if len(latex) > LONGEST:
        raise CannotBeSet(f"A formula has at most {LONGEST} letters.")
    in_one_piece = displayed and bool(_CANNOT_BREAK.search(latex))
    found = _set(latex, in_one_piece)
    if len(found) > LARGEST:
        raise CannotBeSet(f"What it means has more than {LARGEST} letters.")
    return found if in_one_piece or not displayed else found.replace("<math", '<math displaystyle="true"', 1)


def _set(latex: str, in_one_piece: bool) -> str:
    temml = _own.temml or _start()
    try:
        # As JSON: the interpreter cannot hand over a text that it has put together from many.
        return str(json.loads(temml(latex, in_one_piece)))
    except (quickjs.JSException, quickjs.StackOverflow) as error:
        if not str(error).startswith("ParseError"):
            _own.temml = None  # out of time, memory or stack it may be of no use any more
        raise CannotBeSet(str(error).partition("\n")[0].removeprefix("ParseError: ")) from error


def _start() -> Any:
    context = quickjs.Context()
    context.set_memory_limit(MOST_MEMORY)
    context.set_max_stack_size(MOST_STACK)
    context.eval(_source())
    _own.temml = context.eval(_CALL)
    context.set_time_limit(MOST_TIME)
    return _own.temml


@lru_cache(maxsize=1)
def _source() -> str:
    try:
        return TEMML.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotInstalled(TEMML.name) from error
