from questions.interchange import detect
from questions.interchange.formats import org_file
from tests.questions.interchange.formats.sources import briefly

LIST = """#+TITLE: Questions
* Trees                                                        :ml:
** TODO What is a leaf? :easy:
:PROPERTIES:
:ID: 1
:END:
A node, see [[https://example.org][a page]] or =code=.
- one
  - two
** What is printed?
#+BEGIN_SRC python
* 3
#+END_SRC
* Nets
** Explain dropout
"""


def test_headings_code_links_and_lists() -> None:
    document = detect.read("list.org", LIST.encode())
    assert briefly(document) == [
        (3, "Trees", "What is a leaf?", ""),
        (10, "Trees", "What is printed?", ""),
        (15, "Nets", "Explain dropout", ""),
    ]
    first, second, _ = (entry.content.answer for entry in document.entries)
    assert first == "A node, see [a page](https://example.org) or `code`.\n\n- one\n  - two"
    assert second == "```python\n* 3\n```"


def test_every_line_stays_where_it_was() -> None:
    assert org_file.to_markdown(LIST).count("\n") == LIST.count("\n")
