from questions.authoring.merge import both_changed, merge
from questions.content import Content

BASE = Content(title="Bias", prompt="What is bias?", answer="An error.", hints=("Think.",))
THEIRS = Content(title="Bias", prompt="What is bias in a model?", answer="A systematic error.", hints=("Think.",))
MINE = Content(title="Bias", prompt="What is bias?", answer="An error that stays.", hints=("Think again.",))


def test_theirs_stands_where_i_changed_nothing() -> None:
    assert merge(BASE, THEIRS, MINE) == Content(
        title="Bias", prompt="What is bias in a model?", answer="An error that stays.", hints=("Think again.",)
    )


def test_what_both_changed_is_named() -> None:
    assert both_changed(BASE, THEIRS, MINE) == ["answer"]


def test_the_same_change_twice_is_no_conflict() -> None:
    assert both_changed(BASE, THEIRS, THEIRS) == []
