"""YAML lists of questions, of the same shapes as JSON."""

from typing import Any

import yaml

from questions.bankfiles import safe_yaml
from questions.content import Document
from questions.text import Unreadable

from .tree import Text, read_tree

LARGEST_YAML = 5_000_000
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):
    """Every scalar is a text that knows its line."""

    def construct_scalar(self, node: Any) -> Text:
        return Text(super().construct_scalar(node), node.start_mark.line + 1)


def read(text: str) -> Document:
    """Read questions from YAML. Raises Unreadable with the line."""
    if len(text) > LARGEST_YAML:
        raise Unreadable(
            0, f"The file has more than {LARGEST_YAML // 1_000_000} MB, the most for YAML. Use CSV or JSON."
        )
    try:
        return read_tree(safe_yaml.load(text, _Loader))
    except safe_yaml.Invalid as error:
        raise Unreadable(error.line, str(error)) from error
