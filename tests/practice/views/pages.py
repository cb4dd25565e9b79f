"""What the tests of the interview's pages share: how to address them, and how the page's script does."""

from practice.models import Interview

SCRIPT = {"Accept": "application/json"}


def path(interview: Interview, rest: str = "") -> str:
    return f"{interview.get_absolute_url()}{rest}"
