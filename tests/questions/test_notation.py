import pytest

from questions import notation
from questions.content import Content, Curveball, Fact, FollowUp, Point, Stage
from questions.notation import Unwritable


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("(2) underfits", Point(text="underfits", weight=2)),
        ("And with more data?", FollowUp(text="And with more data?")),
        ("Why?\nBecause it averages.", FollowUp(text="Why?", answer="Because it averages.")),
        ("(probes 1, 3) Why?\nSo.\n\nOften.", FollowUp(text="Why?", answer="So.\n\nOften.", probes=(1, 3))),
        ("traffic, users: 10 million: daily", Fact(asked_by=("traffic", "users"), told="10 million: daily")),
        ("(0.55) The labels stop.", Curveball(share=0.55, text="The labels stop.")),
        ("(0.5) At half.", Curveball(share=0.5, text="At half.")),
        ("(5) Scope and sizing", Stage(title="Scope and sizing", minutes=5)),
        ("Scope (in short)", Stage(title="Scope (in short)")),
    ],
)  # fmt: skip
def test_what_is_written_is_read(text: str, part: Point | FollowUp | Fact | Curveball | Stage) -> None:
    read = {
        Point: notation.read_point,
        FollowUp: notation.read_follow_up,
        Fact: notation.read_fact,
        Curveball: notation.read_curveball,
        Stage: notation.read_stage,
    }
    assert (notation.write(part), read[type(part)](text)) == (text, part)


@pytest.mark.parametrize(
    ("text", "numbers"), [("", ()), ("3", (3,)), (" 3,1 , ", (1, 3)), ("2, 2", (2,)), ("12", (12,))]
)
def test_probes(text: str, numbers: tuple[int, ...]) -> None:
    assert notation.read_probes(text) == numbers


@pytest.mark.parametrize("text", ["0", "1 3", "x", "-1", "1.5", "100", "²"])
def test_what_is_no_number_of_a_key_point(text: str) -> None:
    with pytest.raises(Unwritable, match="the numbers of key points"):
        notation.read_probes(text)


def test_the_question_of_a_follow_up_is_one_line() -> None:
    assert notation.write(FollowUp(text="And\nwith  more\ndata?", probes=(1,))) == "(probes 1) And with more data?"


@pytest.mark.parametrize("text", ["traffic", ": told", ", users: told", "traffic:told", "traffic: ", ""])
def test_what_is_no_fact(text: str) -> None:
    with pytest.raises(Unwritable, match="a colon"):
        notation.read_fact(text)


@pytest.mark.parametrize("text", ["late", "(1) late", "(0.0) early", "(0.555) exact", "(-0.5) no", "(0.5)"])
def test_what_is_no_curveball(text: str) -> None:
    with pytest.raises(Unwritable, match="share of the time"):
        notation.read_curveball(text)


def test_a_follow_up_probes_key_points_that_there_are() -> None:
    content = Content(
        title="T", prompt="What?", key_points=(Point(text="one"),), follow_ups=(FollowUp(text="And?", probes=(1, 2)),)
    )
    assert notation.wrong_probes(content) == "A follow-up probes key point 2, and there are 1."
    assert notation.wrong_probes(Content(title="T", prompt="What?", follow_ups=(FollowUp(text="And?"),))) == ""


def test_a_word_asks_for_one_fact() -> None:
    facts = (Fact(asked_by=("users", "traffic"), told="Ten."), Fact(asked_by=("Users", "people"), told="Twelve."))
    assert notation.repeated_words(facts) == ["users"]
    assert notation.repeated_words(facts[:1]) == []
