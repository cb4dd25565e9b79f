"""A Markdown document as a tree of blocks that know their lines. Text within them is left as it was written."""

from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .plain_markdown import FOLD_CLOSES, FOLD_OPENS

_KINDS = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
_PARSER = MarkdownIt("commonmark").enable("table").disable("reference")
_PARSER.core.ruler.enableOnly(["normalize", "block"])


@dataclass(kw_only=True)
class Block:
    """`first` and `last` are places in the source's lines, `last` excluded. `opens` and `closes` bound a folded one."""

    kind: str
    first: int
    last: int
    text: str = ""
    level: int = 0
    number: int | None = None
    info: str = ""
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    children: list["Block"] = field(default_factory=list)


def parse(text: str) -> list[Block]:
    return _children(SyntaxTreeNode(_PARSER.parse(text)), 0, 0)


def _children(node: SyntaxTreeNode, first: int, last: int) -> list[Block]:
    """The blocks within a node; lists that differ only in their bullets are one."""
    blocks: list[Block] = []
    for block in (_block(child, first, last) for child in node.children if child.type != "inline"):
        before = blocks[-1] if blocks else block
        if before is not block and before.kind == block.kind == "list" and before.number == block.number is None:
            before.children += block.children
            before.last = block.last
        else:
            blocks.append(block)
    return blocks


def _block(node: SyntaxTreeNode, first: int, last: int) -> Block:
    first, last = node.map or (first, last)
    inline = [child.content for child in node.children if child.type == "inline"]
    block = Block(kind=_KINDS.get(node.type, node.type), first=first, last=last, info=node.info.strip())
    block.text = inline[0] if inline else node.content
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        block.rows = [((row.map or (first, 0))[0], [cell.children[0].content for cell in row.children]) for row in rows]
        return block
    block.children = _children(node, first, last)
    if node.type in {"list_item", "ordered_list"}:
        block.number = int(node.info) if node.info.isdigit() else None if node.type == "list_item" else 0
    if node.type == "heading":
        block.level = int(node.tag[1])
        if block.text.startswith((FOLD_OPENS, FOLD_CLOSES)):
            block.kind = "opens" if block.text.startswith(FOLD_OPENS) else "closes"
            block.text = block.text[1:].strip()
    return block
