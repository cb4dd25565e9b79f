import pytest

from questions.interchange import detect
from questions.interchange.formats import web_page
from questions.text import Unreadable
from tests.questions.interchange.formats.sources import briefly

PAGE = """<!doctype html><html><head><title>No</title><style>p { color: red }</style></head><body>
<nav><a href="/">Home</a></nav>
<h2>Trees</h2>
<h3>What is a leaf?</h3><p>A <b>node</b> with <code>x &lt; 1</code>, see <a href="https://example.org">here</a>.</p>
<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>
<h3>What is printed?</h3>
<pre><code>if x:
    print("a  b")
</code></pre>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<script>var x = "<h3>What is a script?</h3>";</script>
</body></html>
"""


def test_a_page() -> None:
    document = detect.read("page.html", PAGE.encode())
    assert briefly(document) == [(4, "Trees", "What is a leaf?", ""), (6, "Trees", "What is printed?", "")]
    first, second = (entry.content.answer for entry in document.entries)
    assert first == "A **node** with `x < 1`, see [here](https://example.org).\n\n- one\n    - two\n- three"
    assert second == '```\nif x:\n    print("a  b")\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'


def test_a_page_without_its_suffix_is_known_by_its_start() -> None:
    assert len(detect.read("page", PAGE.encode()).entries) == 2


def test_folds_and_cards() -> None:
    html = "<details><summary>What is a leaf?</summary><p>A node.</p></details>"
    (entry,) = detect.read("page.html", html.encode()).entries
    assert (entry.content.prompt, entry.content.answer) == ("What is a leaf?", "A node.")
    assert web_page.fragment("<div>one</div><div>two<br>three</div>") == "one\n\ntwo\nthree"


def test_a_very_large_page_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 5 MB"):
        web_page.to_markdown("x" * (web_page.LARGEST_PAGE + 1))
