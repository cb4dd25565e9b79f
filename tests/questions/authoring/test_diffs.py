from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from questions.authoring import diffs
from questions.authoring.diffs import Item, Line, Piece, Sort
from questions.content import Content, Curveball, Fact, FollowUp, Point, Stage, Task

ADDED, REMOVED, SAME = Sort.ADDED, Sort.REMOVED, Sort.SAME

CONTENT = Content(
    title="Bias",
    prompt="What is the bias-variance tradeoff?",
    key_points=(Point(text="bias is a systematic error", weight=2), Point(text="variance comes from the sample")),
)


def said(item: Item) -> str:
    return "".join({ADDED: "+[{}]", REMOVED: "-[{}]"}.get(piece.sort, "{}").format(piece.text) for piece in item.pieces)


def test_the_same_differs_in_nothing() -> None:
    assert diffs.changes(CONTENT, CONTENT) == []


def test_prose_is_compared_by_words() -> None:
    assert diffs.words("The bias is low.", "The bias is high.") == (
        Piece(sort=SAME, text="The bias is "),
        Piece(sort=REMOVED, text="low"),
        Piece(sort=ADDED, text="high"),
        Piece(sort=SAME, text="."),
    )


@given(st.text(), st.text())
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = diffs.words(old, new)
    assert "".join(piece.text for piece in pieces if piece.sort != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.sort != REMOVED) == new


def test_more_words_than_the_first_plane_of_unicode_has_letters() -> None:
    old = " ".join(map(str, range(70_000)))
    assert diffs.words(old, old + " end")[-1] == Piece(sort=ADDED, text=" end")


def test_only_the_fields_that_differ_in_reading_order() -> None:
    new = Content(title="Bias", prompt="What is bias?", answer="An error.", sources=("https://example.org",))
    assert [(change.label, change.form) for change in diffs.changes(CONTENT, new)] == [
        ("Question", "prose"),
        ("Key points", "list"),
        ("Reference answer", "prose"),
        ("Sources", "list"),
    ]


def test_what_an_interviewer_asks_and_tells_is_compared_as_it_is_written() -> None:
    old = replace(CONTENT, follow_ups=(FollowUp(text="And with more data?", probes=(1,)),))
    new = replace(
        CONTENT,
        follow_ups=(FollowUp(text="And with more data?", answer="It shrinks.", probes=(2,)),),
        facts=(Fact(asked_by=("users",), told="Ten."),),
        curveball=Curveball(share=0.5, text="They leave."),
        stages=(Stage(title="Scope", minutes=5),),
    )
    told = {change.name: [said(item) for item in change.items] for change in diffs.changes(old, new)}
    assert told == {
        "follow_ups": ["(probes -[1]+[2]) And with more data?+[\nIt shrinks.]"],
        "facts": ["+[users: Ten.]"],
        "curveball": ["+[(0.5) They leave.]"],
        "stages": ["+[(5) Scope]"],
    }


def test_hidden_tests_are_compared_by_lines() -> None:
    task = Task(starter="a\n", solution="b\n", tests="c\n")
    (change,) = diffs.changes(replace(CONTENT, task=task), replace(CONTENT, task=replace(task, hidden_tests="d\n")))
    assert (change.label, change.lines) == ("Hidden tests", (Line(sort=Sort.ADDED, text="d"),))


def test_what_code_requires_is_compared() -> None:
    task = Task(starter="a\n", solution="b\n", tests="c\n")
    (change,) = diffs.changes(replace(CONTENT, task=task), replace(CONTENT, task=replace(task, requires=("numpy",))))
    assert (change.label, [said(item) for item in change.items]) == ("Requires", ["+[numpy]"])


def test_items_are_matched_though_reworded() -> None:
    old = ("The first hint is short", "A hint that goes", "The last")
    new = ("A new one at the top", "The first hint is very short", "The last")
    assert [(item.sort, said(item)) for item in diffs.items(old, new)] == [
        (Sort.ADDED, "+[A new one at the top]"),
        (Sort.CHANGED, "The first hint is +[very ]short"),
        (Sort.REMOVED, "-[A hint that goes]"),
        (Sort.SAME, "The last"),
    ]


def test_an_item_that_changed_its_place_is_one_removed_and_one_added() -> None:
    assert [(item.sort, said(item)) for item in diffs.items("abc", "cab")] == [
        (Sort.ADDED, "+[c]"),
        (Sort.SAME, "a"),
        (Sort.SAME, "b"),
        (Sort.REMOVED, "-[c]"),
    ]


def test_a_key_point_can_change_its_weight_alone() -> None:
    (item,) = diffs.points([Point(text="bias", weight=2)], [Point(text="bias", weight=3)])
    assert (item.sort, item.weights, said(item)) == (Sort.CHANGED, (2, 3), "bias")


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_no_item_is_lost(old: list[str], new: list[str]) -> None:
    found = diffs.items(old, new)
    assert [said(item).strip("+[]") for item in found if item.sort != REMOVED] == new
    assert sorted(said(item).strip("-[]") for item in found if item.sort != ADDED) == sorted(old)


def test_a_long_list_is_compared_in_time() -> None:
    old = [f"point {number} says {number * 7}" for number in range(500)]
    assert sum(item.sort == SAME for item in diffs.items(old, [*old[1:], "end"])) == 499


def test_code_is_compared_by_lines_and_folded() -> None:
    old = "".join(f"line {number}\n" for number in range(10))
    assert diffs.lines(old, old.replace("line 8", "line eight"), context=1) == (
        Line(sort=Sort.SKIPPED, text="7"),
        Line(sort=SAME, text="line 7"),
        Line(sort=REMOVED, text="line 8"),
        Line(sort=ADDED, text="line eight"),
        Line(sort=SAME, text="line 9"),
    )


def test_a_code_task_that_is_new_is_shown_by_its_parts() -> None:
    task = Task(starter="def f(): ...\n", solution="def f(): return 1\n", tests="def test_f(): ...\n")
    found = diffs.changes(Content(title="T", prompt="P"), Content(title="T", prompt="P", task=task))
    assert [(change.label, change.lines) for change in found] == [
        ("Starter", (Line(sort=ADDED, text="def f(): ..."),)),
        ("Solution", (Line(sort=ADDED, text="def f(): return 1"),)),
        ("Tests", (Line(sort=ADDED, text="def test_f(): ..."),)),
    ]
