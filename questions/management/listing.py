"""How the bank's commands list what they left alone."""

from collections.abc import Mapping, Sequence

from django.core.management.base import OutputWrapper


def write_lists(out: OutputWrapper, lists: Mapping[str, Sequence[str]]) -> None:
    """Write each list below the sentence that says what its names are; empty ones not at all."""
    for what, names in lists.items():
        if names:
            out.write(f"{len(names)} {what}:")
            for name in names:
                out.write(f"  {name}")
