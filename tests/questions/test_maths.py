"""Formulas are set on the server, whatever somebody writes between dollars."""

import re
from functools import partial
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import markdown, maths
from tests.threads import at_once


@pytest.fixture
def without_temml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maths, "_own", maths._Interpreters())
    monkeypatch.setattr(maths, "TEMML", tmp_path / "missing.js")
    monkeypatch.setattr(maths, "_source", maths._source.__wrapped__)


def test_a_formula_within_a_line_may_break_at_its_relations() -> None:
    assert maths.mathml("a<b", displayed=False) == (
        "<math><mrow><mi>a</mi><mo>&lt;</mo></mrow><mrow><mi>b</mi></mrow></math>"
    )


def test_a_formula_on_a_line_of_its_own_has_large_sums_and_fractions() -> None:
    assert maths.mathml(r"\frac12", displayed=True).startswith('<math displaystyle="true"><mfrac>')


def test_what_cannot_break_is_set_in_one_piece() -> None:
    assert maths.mathml(r"a \\ b", displayed=True).startswith('<math display="block"')


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{1",
        r"\nonsense",
        r"\def\a{\a}\a",
        r"\def\a{xxxx}\def\b{\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c}\d\d\d\d\d\d\d\d\d\d",
        r"\sqrt{" * 500 + "}" * 500,
        "{" * 1900 + "}" * 1900,
        r"\href{javascript:alert(1)}{x}",
        r"\includegraphics{https://elsewhere.example/pixel.png}",
        r"\class{button}{x}",
        "x" * (maths.LONGEST + 1),
        r"\begin{matrix}" + r"a&" * 1900 + r"\end{matrix}",
    ],
)
def test_what_is_refused_stays_a_text_and_stops_nothing(latex: str) -> None:
    with pytest.raises(maths.CannotBeSet):
        maths.mathml(latex, displayed=False)
    assert (
        markdown.to_html(f"${latex}$") == f'<p><span class="math math-inline">{escape(latex, quote=False)}</span></p>'
    )
    assert maths.mathml("x", displayed=False) == "<math><mi>x</mi></math>"


def test_text_in_a_formula_is_text() -> None:
    html = markdown.to_html(r"$\text{<script>alert(1)</script>}$")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_nothing_that_the_content_security_policy_refuses_is_stored() -> None:
    html = markdown.to_html(r"$$\begin{cases} a & b \\ c & \color{red} d \end{cases} \big( \!x$$")
    assert "<mtable>" in html
    assert "style=" not in html


def test_threads_share_no_interpreter() -> None:
    text = r"$\hat x = \frac{1}{n} \sum_i x_i$"
    right = markdown.to_html(text)
    for _ in range(20):
        assert at_once(partial(markdown.to_html, text)) == [right] * 8


@pytest.mark.usefixtures("without_temml")
def test_without_temml_the_source_is_left_to_the_browser() -> None:
    assert markdown.to_html("If $a<b$.") == '<p>If <span class="math math-inline">a&lt;b</span>.</p>'
    with pytest.raises(maths.NotInstalled):
        maths.mathml("x", displayed=False)


@given(st.text(alphabet=r"\{}[]()^_&%$#~ab12<>'\"frac sqrt text begin", max_size=60))
def test_whatever_is_written_comes_out_as_what_may_be_shown(latex: str) -> None:
    try:
        found = maths.mathml(latex, displayed=False)
    except maths.CannotBeSet:
        return
    html = markdown._sanitise(found)
    assert re.sub(r' style="[^"]*"', "", found).count("<") == html.count("<")
    assert set(re.findall(r"<(\w+)", html)) <= maths.TAGS
