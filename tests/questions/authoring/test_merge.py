from dataclasses import replace

from questions.authoring.merge import both_changed, merge
from questions.content import Content, FollowUp, Point

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


UNDERFITS, OVERFITS = Point(text="underfits", weight=3), Point(text="overfits", weight=2)
RUBRIC = Content(title="Bias", prompt="What is bias?", key_points=(UNDERFITS, OVERFITS))


def test_what_is_probed_stays_probed_where_a_colleague_has_moved_it() -> None:
    theirs = replace(RUBRIC, key_points=(Point(text="defines both"), UNDERFITS, OVERFITS))
    mine = replace(RUBRIC, follow_ups=(FollowUp(text="And with more data?", probes=(2,)),))
    assert merge(RUBRIC, theirs, mine).follow_ups == (FollowUp(text="And with more data?", probes=(3,)),)
    assert merge(RUBRIC, mine, theirs).follow_ups == (FollowUp(text="And with more data?", probes=(3,)),)


def test_a_reworded_point_is_probed_by_its_number() -> None:
    theirs = replace(RUBRIC, key_points=(UNDERFITS, Point(text="follows the noise", weight=2)))
    mine = replace(RUBRIC, follow_ups=(FollowUp(text="And with more data?", probes=(1, 2)),))
    assert merge(RUBRIC, theirs, mine).follow_ups == mine.follow_ups
