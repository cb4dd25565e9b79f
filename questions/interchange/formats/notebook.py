"""Jupyter notebooks: the cells' Markdown, code in fences. What code printed is left out."""

from typing import Any

from questions.text import storable

from .tree import Text


def is_notebook(tree: Any) -> bool:
    return isinstance(tree, dict) and isinstance(tree.get("cells"), list) and "nbformat" in tree


def to_markdown(tree: Any) -> tuple[str, list[int]]:
    """The Markdown, and for each of its lines the number of the file's line."""
    language = _language(tree.get("metadata"))
    lines: list[tuple[str, int]] = []
    number = 1
    for cell in tree["cells"]:
        if not isinstance(cell, dict) or cell.get("cell_type") not in {"markdown", "code"}:
            continue
        source = cell.get("source")
        pieces = source if isinstance(source, list) else [source]
        found = [line for piece in pieces if isinstance(piece, str) for line in _lines(piece, number)]
        number = found[-1][1] if found else number
        is_code = cell["cell_type"] == "code" and found
        lines += [(f"```{language}", found[0][1])] if is_code else []
        lines += found
        lines += [("```", number)] if is_code else []
        lines.append(("", number))
    return "\n".join(text for text, _ in lines), [number for _, number in lines]


def _lines(piece: str, number: int) -> list[tuple[str, int]]:
    line = piece.line if isinstance(piece, Text) else number
    return [(text, line) for text in storable(piece).removesuffix("\n").split("\n")]


def _language(metadata: Any) -> str:
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    name = info.get("name") if isinstance(info, dict) else ""
    return name if isinstance(name, str) and name.isalnum() else ""
