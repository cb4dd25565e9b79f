"""A Markdown document as a tree of blocks that know their lines. Text within them is left as it was written."""

from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from questions.markdown import for_all_threads

from .plain_markdown import FOLD_CLOSES, FOLD_OPENS

type Kind = Literal[
    "heading", "paragraph", "list", "item", "fence", "code", "table", "quote", "html", "rule", "opens", "closes"
]

_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return for_all_threads(parser)


_PARSER = _parser()


@dataclass(kw_only=True)
class Block:
    """`first` and `last` are places in the source's lines, `last` excluded. `opens` and `closes` bound a folded one."""

    kind: Kind
    first: int
    last: int
    text: str = ""
    level: int = 0
    number: int | None = None
    info: str = ""
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    children: list["Block"] = field(default_factory=list)


def parse(text: str) -> list[Block]:
    root = Block(kind="item", first=0, last=0)
    open_blocks = [root]
    for token in _PARSER.parse(text):
        _take(token, open_blocks)
    _join_lists(root)
    return root.children


def _join_lists(block: Block) -> None:
    """Make one list of neighbours that differ only in their bullets."""
    joined: list[Block] = []
    for child in block.children:
        _join_lists(child)
        last = joined[-1] if joined else None
        if last and last.kind == child.kind == "list" and _is_bulleted(last) and _is_bulleted(child):
            last.children += child.children
            last.last = child.last
        else:
            joined.append(child)
    block.children = joined


def _is_bulleted(block: Block) -> bool:
    return block.children[0].number is None


def _take(token: Token, open_blocks: list[Block]) -> None:
    parent = open_blocks[-1]
    if token.type == "inline":
        _take_inline(token, parent)
    elif token.type == "tr_open" and token.map:
        parent.rows.append((token.map[0], []))
    elif kind := _KINDS.get(token.type):
        first, last = token.map or (parent.first, parent.last)
        block = Block(kind=kind, first=first, last=last, text=token.content, info=token.info.strip())
        if kind == "heading":
            block.level = int(token.tag[1])
        if kind == "item":
            block.number = int(token.info) if token.info.isdigit() else None
        parent.children.append(block)
        if token.nesting == 1:
            open_blocks.append(block)
    elif token.nesting == -1 and token.type.replace("_close", "_open") in _KINDS:
        open_blocks.pop()


def _take_inline(token: Token, parent: Block) -> None:
    if parent.kind == "table":
        if parent.rows:
            parent.rows[-1][1].append(token.content)
        return
    parent.text = token.content
    if parent.kind == "heading" and parent.text.startswith((FOLD_OPENS, FOLD_CLOSES)):
        parent.kind = "opens" if parent.text.startswith(FOLD_OPENS) else "closes"
        parent.text = parent.text[1:].strip()
