"""Markdown as authors write it -> HTML that is safe to show. Called when content is written, never when it is read."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

from . import maths
from .text import storable

FENCE = r"(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$"  # what opens or closes a block of code, at the end of a line
MATHS_MARK = 'class="math '
AS_LATEX = "as_latex"
DIAGRAM_MARK = '<figure class="diagram"'

_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "div", "span"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *maths.TAGS,
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "div": {"tabindex"},
    **dict.fromkeys(maths.TAGS, maths.ATTRIBUTES),
}
_ALIGNED = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "figure": {"diagram"},
    "div": {"highlight", "math", "math-block", "table-wrap"},
    "span": {"math", "math-inline", "math-block", *filter(None, STANDARD_TYPES.values())},
    "th": _ALIGNED,
    "td": _ALIGNED,
    **dict.fromkeys(maths.TAGS, maths.CLASSES),
}


def _highlight(code: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    body = highlight(code, lexer, HtmlFormatter(nowrap=True))
    # tabindex lets the keyboard scroll a wide block.
    return f'<pre tabindex="0"><code>{body}</code></pre>'


def _fence(
    self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _environment: EnvType
) -> str:
    token = tokens[index]
    if diagram := _diagram(token):
        caption = f"<figcaption>{escape(diagram.sentence)}</figcaption>" if diagram.sentence else ""
        source = f'<div class="highlight">{_highlight(diagram.source, "dot")}</div>'
        return f'<figure class="diagram">{source}{caption}</figure>\n'
    return f'<div class="highlight">{_highlight(token.content, token.info.strip())}</div>\n'


class Diagram(NamedTuple):
    """A graph in Graphviz's language, which the browser draws, and the sentence that says what it shows."""

    sentence: str
    source: str


def _diagram(token: Token) -> Diagram | None:
    """What a block of code draws whose first line is `dot` and a sentence."""
    language, _, sentence = token.info.strip().partition(" ")
    return Diagram(" ".join(sentence.split()), token.content) if language == "dot" else None


def _cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _environment: EnvType) -> str:
    """Turn a cell's `style="text-align:…"` into a class: the content security policy forbids inline styles."""
    token = tokens[index]
    alignment = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if alignment:
        token.attrSet("class", f"align-{alignment}")
    return self.renderToken(tokens, index, options, {})


def _heading(tokens: list[Token]) -> None:
    """Keep headings below the page's own: nothing in content stands above h3."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{max(int(token.tag[1]), 3)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # A dollar before a space, a digit or the end is money or a variable of a shell: "US$ and AU$", "$HOME and $PATH".
    parser.use(dollarmath_plugin, allow_digits=False, allow_space=False, double_inline=True)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("th_open", _cell)
    parser.add_render_rule("td_open", _cell)
    parser.add_render_rule("table_open", _constant('<div class="table-wrap" tabindex="0"><table>\n'))
    parser.add_render_rule("table_close", _constant("</table></div>\n"))
    parser.add_render_rule("math_inline", _maths("span", "math-inline"))
    parser.add_render_rule("math_inline_double", _maths("span", "math-block"))
    parser.add_render_rule("math_block", _maths("div", "math-block"))
    parser.core.ruler.push("headings", lambda state: _heading(state.tokens))
    return for_all_threads(parser)


def for_all_threads(parser: MarkdownIt) -> MarkdownIt:
    """The parser with its lists of rules made. Left to its first use, other threads meanwhile parse by half of them."""
    for ruler in (parser.core.ruler, parser.block.ruler, parser.inline.ruler, parser.inline.ruler2):
        ruler.getRules("")
    return parser


def _constant(html: str) -> Any:
    return lambda *_: html


def _maths(tag: str, display: str) -> Any:
    def rule(
        self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, environment: EnvType
    ) -> str:
        latex = tokens[index].content.strip()
        shown = escape(latex) if environment.get(AS_LATEX) else _formula(latex, displayed=display == "math-block")
        return f'<{tag} class="math {display}">{shown}</{tag}>'

    return rule


def _formula(latex: str, *, displayed: bool) -> str:
    """MathML; where it cannot be had, the source, which the browser sets if it can."""
    try:
        return maths.mathml(latex, displayed=displayed)
    except (maths.CannotBeSet, maths.NotInstalled):
        return escape(latex)


_PARSER = _parser()


def _sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    ).strip()


def fence_after(found: re.Match[str], fence: str) -> str:
    """The fence that is open behind a line with a FENCE in it, where `fence`, or none, is open before it."""
    if not fence:
        return found["fence"]
    return "" if found["fence"].startswith(fence) and not found["info"].strip() else fence


def to_html(text: str, *, as_latex: bool = False) -> str:
    """Render a passage. Raw HTML in it is shown as text; maths stands in `.math`, as MathML or as its source."""
    return _sanitise(_PARSER.render(storable(text), {AS_LATEX: as_latex}))


def code_to_html(code: str, language: str = "python") -> str:
    """Code with its colours, whatever stands in it."""
    return _sanitise(f'<div class="highlight">{_highlight(storable(code), language)}</div>')


def to_inline_html(text: str, *, as_latex: bool = False) -> str:
    """Render a single line, such as a list item, without the paragraph around it when there is only one."""
    html = to_html(text, as_latex=as_latex)
    only = re.fullmatch(r"<p>(?P<inner>(?:(?!</?p>).)*)</p>", html, re.DOTALL)
    return only["inner"] if only else html


def headline(prompt: str) -> str:
    """A question in one line: its prompt's first paragraph without marks."""
    return to_text(prompt.split("\n\n", 1)[0])


def to_text(text: str) -> str:
    """Return the words alone, for titles and for search: no marks, no tags, white space folded."""
    tokens = _PARSER.parse(storable(text))
    words = []
    for token in tokens:
        for part in token.children or [token]:
            if part.type == "fence" and (diagram := _diagram(part)):
                words.append(diagram.sentence)
            elif part.type in {"text", "code_inline", "fence", "code_block", "math_inline", "math_block"}:
                words.append(part.content)
            elif part.type in {"softbreak", "hardbreak"}:
                words.append(" ")
        words.append(" ")
    return " ".join("".join(words).split())


def formulas(text: str) -> list[tuple[str, bool]]:
    """The LaTeX in a passage as the browser gets it, each with whether it stands on a line of its own."""
    parts = [part for token in _PARSER.parse(text) for part in (token, *(token.children or ()))]
    return [(part.content.strip(), part.type != "math_inline") for part in parts if part.type.startswith("math_")]


def diagrams(text: str) -> list[Diagram]:
    return [found for token in _PARSER.parse(text) if token.type == "fence" and (found := _diagram(token))]


def has_maths(*htmls: str) -> bool:
    return any(MATHS_MARK in html for html in htmls)


def has_diagram(*htmls: str) -> bool:
    return any(DIAGRAM_MARK in html for html in htmls)
