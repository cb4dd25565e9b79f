"""Org mode's outlines (https://orgmode.org/guide/) as Markdown, line by line."""

import re

_HEADING = re.compile(r"(?P<stars>\*{1,30}) +(?:(?:TODO|DONE) +)?(?P<text>.*?)(?: +:[\w@:]{1,200}:)?$")
_BLOCK = re.compile(r"\s{0,40}#\+(?P<edge>begin|end)_(?P<sort>\w{1,20}) ?(?P<language>[\w+-]{0,30})", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?P<url>[^\]\n]{1,1000})\]\[(?P<text>[^\]\n]{1,500})\]\]")
_CODE = re.compile(r"(?<![\w=~])[=~](?P<code>[^\s=~](?:[^=~\n]{0,300}[^\s=~])?)[=~](?![\w=~])")
_DRAWER = re.compile(r"\s{0,40}:[\w-]{1,40}:(?:\s.*)?")
_MOST_LEVELS = 6


def to_markdown(text: str) -> str:
    """The outline with its lines where they were."""
    lines, in_code = [], False
    for line in text.split("\n"):
        if block := _BLOCK.match(line):
            is_code = block["sort"].casefold() in {"src", "example"}
            in_code = is_code and block["edge"].casefold() == "begin"
            lines.append(f"```{block['language'] if in_code else ''}" if is_code else "")
        else:
            lines.append(line if in_code else _line(line))
    return "\n".join(lines)


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line):
        return "#" * min(len(heading["stars"]), _MOST_LEVELS) + " " + _marks(heading["text"])
    if line.startswith("#+") or _DRAWER.fullmatch(line):
        return ""
    return _marks(line)


def _marks(text: str) -> str:
    linked = _LINK.sub(lambda link: f"[{link['text']}]({link['url']})", text)
    return _CODE.sub(lambda code: f"`{code['code']}`", linked)
