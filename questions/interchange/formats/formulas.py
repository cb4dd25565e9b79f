"""Cells that a spreadsheet would take for a formula get an apostrophe on the way out, and lose it on the way in."""

import re

_STARTS = r"[=+\-@\t\r]"
_FORMULA = re.compile(f"'{{0,99}}{_STARTS}")
_GUARDED = re.compile(f"'{{1,100}}{_STARTS}")


def guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
