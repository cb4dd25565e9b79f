import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.diagrams import components


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("digraph { a -> b -> c }", ("a", "b", "c")),
        (
            'digraph { rankdir=LR; node [shape=box]; a [label="The API"]; a -> "Feature store" }',
            ("The API", "Feature store"),
        ),
        ('digraph "The path" { a [shape=box, label="Query\\nencoder"] }', ("Query encoder",)),
        ('graph g { edge [label="no node"]; a -- b [label="nor this"] }', ("a", "b")),
        ('digraph { subgraph cluster_x { label="Retrieval"; a } b }', ("a", "b")),
        ("digraph { a -> { b c } [label=all] }", ("a", "b", "c")),
        ("digraph { a:north -> b:south }", ("a", "b")),
        ('digraph { // "not this"\n# nor "this"\n/* nor\n"this" */ a }', ("a",)),
        ('digraph { a [label="\\N 2"] 42 }', ("a 2", "42")),
        ('digraph { a -> b; b [label="Later told"] }', ("a", "Later told")),
        ("digraph { strict_store -> Édition }", ("strict_store", "Édition")),
        ("", ()),
    ],
)
def test_the_nodes_of_a_diagram_are_its_components(source: str, labels: tuple[str, ...]) -> None:
    assert components(source) == labels


@given(st.text(alphabet='ab{}[]=;"->\\: \n#/*,é') | st.text())
def test_any_text_has_some_components_in_one_line_each(text: str) -> None:
    found = components(text)
    assert all(label and label == " ".join(label.split()) for label in found)
    assert len(set(found)) == len(found)
