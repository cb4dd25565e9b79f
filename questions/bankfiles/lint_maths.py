"""Which LaTeX could not be set: asked of Temml itself."""

from collections.abc import Iterable

from questions import maths


def unsettable(formulas: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """Of formulas (LaTeX, and whether it stands on a line of its own): what Temml says to those it refuses.

    Raises maths.NotInstalled.
    """
    refused = {}
    for latex, displayed in formulas:
        try:
            maths.mathml(latex, displayed=displayed)
        except maths.CannotBeSet as error:
            refused[latex] = str(error)
    return refused
