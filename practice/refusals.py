"""Why an interview cannot be drawn, in words: for the pages that offer one, the form that builds one, the admin."""

from .models import Pool
from .selection import NotDrawable, NotEnoughMinutes, NotEnoughQuestions


def reason(error: NotDrawable) -> str:
    """What is missing, in a sentence."""
    match error:
        case NotEnoughMinutes():
            return f"The shortest questions that fit take {error.least} minutes together; it has {error.minutes}."
        case NotEnoughQuestions() if error.section.pool == Pool.DUE and not error.found:
            return "Nothing of this sort is due for you."
        case NotEnoughQuestions():
            found = {0: "none fits", 1: "1 fits"}.get(error.found, f"{error.found} fit")
            return f"It asks for {error.section.count} of “{error.section}”, and {found}."
        case _:
            return "It has no section, so there is nothing to ask."


def ways(error: NotDrawable) -> list[str]:
    """What to change so that it could be drawn; each alone is enough."""
    found = [f"give it {error.least} minutes"] if isinstance(error, NotEnoughMinutes) else []
    if error.fewer:
        found.append(f"ask for {error.fewer} question{'s' * (error.fewer > 1)}")
    if isinstance(error, NotEnoughQuestions):
        found += [f"choose {remedy.words} ({remedy.found} fit)" for remedy in error.remedies if remedy.is_enough]
    return found


def advice(error: NotDrawable) -> str:
    """The reason, and what would help."""
    return " ".join([reason(error), *([f"You can {' or '.join(ways(error))}."] if ways(error) else [])])
