import json

import pytest

from questions.interchange import detect
from tests.questions.interchange.formats.sources import briefly


def notebook(*cells: tuple[str, object], **more: object) -> bytes:
    made = [{"cell_type": kind, "source": source, "outputs": ["What is printed?"]} for kind, source in cells]
    return json.dumps({"cells": made, "nbformat": 4, "metadata": {}} | more, indent=1).encode()


def test_cells() -> None:
    data = notebook(
        ("markdown", ["## Trees\n", "\n", "### What is a leaf?\n"]),
        ("markdown", "A node."),
        ("code", ["x = 1\n", "y = 2"]),
        ("raw", "What is raw?"),
        metadata={"language_info": {"name": "python"}},
    )
    document = detect.read("trees.ipynb", data)
    assert briefly(document) == [(8, "Trees", "What is a leaf?", "")]
    assert document.entries[0].content.answer == "A node.\n\n```python\nx = 1\ny = 2\n```"


@pytest.mark.parametrize(
    "more",
    [{"cells": [None, 1, {}]}, {"metadata": 5}, {"cells": [{"cell_type": "markdown", "source": {"a": 1}}]}],
)
def test_a_broken_notebook_breaks_nothing(more: dict[str, object]) -> None:
    assert detect.read("a.ipynb", notebook(("markdown", "Text"), **more)).entries == []


def test_what_is_no_json_is_told() -> None:
    (problem,) = detect.read("a.ipynb", b"{").errors
    assert "not valid JSON" in problem.message
