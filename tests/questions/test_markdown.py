from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import markdown
from tests.threads import at_once


def test_code_is_coloured_by_classes() -> None:
    assert markdown.to_html("```python\nreturn 1\n```") == (
        '<div class="highlight"><pre tabindex="0"><code><span class="k">return</span> '
        '<span class="mi">1</span>\n</code></pre></div>'
    )


def test_an_unknown_language_is_plain_code() -> None:
    assert markdown.to_html("```klingon\na < b\n```") == (
        '<div class="highlight"><pre tabindex="0"><code>a &lt; b\n</code></pre></div>'
    )


def test_table_cells_are_aligned_by_classes() -> None:
    html = markdown.to_html("| a | b |\n|--:|:-:|\n| 1 | 2 |")

    assert '<td class="align-right">1</td>' in html
    assert '<td class="align-center">2</td>' in html
    assert "style=" not in html


def test_maths_comes_out_as_its_source_where_that_is_wanted() -> None:
    html = markdown.to_html("If $a<b$, then\n\n$$\nx^2\n$$", as_latex=True)

    assert html == (
        '<p>If <span class="math math-inline">a&lt;b</span>, then</p>\n<div class="math math-block">x^2</div>'
    )
    assert markdown.has_maths(html)


def test_prices_are_no_maths() -> None:
    html = markdown.to_html("From $5 to $6 a month.")

    assert html == "<p>From $5 to $6 a month.</p>"
    assert not markdown.has_maths(html)


def test_headings_stay_below_the_pages_own() -> None:
    assert markdown.to_html("# One\n\n#### Four") == "<h3>One</h3>\n<h4>Four</h4>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/pixel.png)",
        '<a href="https://a.example" onclick="x()">y</a>',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_nothing_in_content_runs_or_calls_elsewhere(text: str) -> None:
    html = markdown.to_html(text)

    assert "<script" not in html
    assert "<img" not in html
    assert " href=" not in html.replace("&lt;a href", "")


@given(st.text())
def test_any_text_becomes_the_same_safe_html_however_often_it_is_cleaned(text: str) -> None:
    html = markdown.to_html(text)

    assert markdown._sanitise(html) == html


def test_one_line_stands_without_a_paragraph() -> None:
    assert markdown.to_inline_html("a *small* thing") == "a <em>small</em> thing"
    assert markdown.to_inline_html("one\n\ntwo") == "<p>one</p>\n<p>two</p>"


def test_words_alone() -> None:
    assert markdown.to_text("What is **F1** in `sklearn`,\nreally?\n\n- $x$") == "What is F1 in sklearn, really? x"


def test_a_parser_that_eight_threads_are_the_first_to_use_gives_each_the_same() -> None:
    text = "# One\n\n*two* $x$\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    right = markdown._parser().render(text)
    for _ in range(50):
        assert at_once(partial(markdown._parser().render, text)) == [right] * 8


@pytest.mark.parametrize(
    "text",
    ["Which terms stand in US$ and AU$?", "run echo $HOME and $PATH", "$A and $B buckets", "It costs $5 to $10."],
)
def test_dollars_that_are_no_maths_stay_dollars(text: str) -> None:
    assert markdown.to_html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["$x$", "$x^2 + y$, then", "($p$)", "$\\alpha \\mid \\beta$"])
def test_what_stands_between_dollars_is_maths(text: str) -> None:
    assert 'class="math math-inline"' in markdown.to_html(text)


PATH = "```dot A query is embedded, an index is searched, a reranker orders.\ndigraph { a -> b }\n```"


def test_a_diagram_is_a_figure_with_its_source_and_its_sentence() -> None:
    html = markdown.to_html(PATH)

    assert html.startswith('<figure class="diagram"><div class="highlight"><pre tabindex="0"><code>')
    assert html.endswith(
        "<figcaption>A query is embedded, an index is searched, a reranker orders.</figcaption></figure>"
    )
    assert markdown.has_diagram(html)
    assert not markdown.has_diagram(markdown.to_html("```python\ndot = 1\n```"))
    assert markdown.diagrams(PATH) == [
        ("A query is embedded, an index is searched, a reranker orders.", "digraph { a -> b }\n")
    ]


def test_of_a_diagram_the_sentence_is_its_words() -> None:
    assert markdown.to_text(PATH) == "A query is embedded, an index is searched, a reranker orders."


def test_a_diagrams_sentence_and_source_are_words_and_no_markup() -> None:
    html = markdown.to_html('```dot <b>bold</b> & "x"\n</code><script>alert(1)</script>\n```')

    assert '<figcaption>&lt;b&gt;bold&lt;/b&gt; &amp; "x"</figcaption>' in html
    assert "<script" not in html
