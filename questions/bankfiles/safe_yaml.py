"""YAML without anchors and aliases: a few bytes of them can unfold into gigabytes."""

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


DEEPEST = 50
"""Lists in lists: with each level the parser looks further back, so a hundred thousand brackets took eleven seconds."""


class Invalid(ValueError):
    """A text that is not YAML, or uses what is not allowed here; `line` from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def load(text: str, loader: Any = _Loader) -> Any:
    """Parse a text. Raises Invalid with the line."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise RecursionError
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise Invalid(line, "Anchors and aliases are not allowed here.")
        return yaml.load(text, Loader=loader)  # noqa: S506  (a SafeLoader or stricter, and no aliases)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = min(mark.line, text.count("\n")) + 1 if mark else 1  # a mark may stand behind the end
        raise Invalid(line, f"This is not valid YAML: {problem}.") from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, Invalid):
            raise
        raise Invalid(1, "This YAML is nested too deeply or holds an impossible value.") from error
