import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from questions import notation
from questions.admin.fields import CurveballField, FollowUpsField, FollowUpsWidget, PartsField, renumbered
from questions.content import Curveball, Fact, FollowUp

FACTS = "- traffic, users: 10 million\n- labels: after a day"


@pytest.mark.parametrize(
    ("probes", "rows", "expected"),
    [
        ("1, 3", ["a", "b", "c"], "1, 3"),
        ("1, 3", ["a", "", "c", ""], "1, 2"),  # the second was emptied: the third row makes the second point
        ("2, 3", ["a", "", "c"], "2"),
        ("4", ["a", "b", "c", "", ""], "4"),  # none that there is: the form says so
        ("1 3", ["a", "", "c"], "1 3"),  # half-written: it comes back as it was typed
        ("", ["a", "", "c"], ""),
    ],
)
def test_the_numbers_of_rows_become_those_of_key_points(probes: str, rows: list[str], expected: str) -> None:
    assert renumbered(probes, rows) == expected


def sent(query: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = FollowUpsWidget().value_from_datadict(QueryDict(query), MultiValueDict(), "follow_ups")
    return rows


def test_rows_without_words_are_left_out() -> None:
    rows = sent(
        "follow_ups-probes=1&follow_ups-text=And+now?&follow_ups-answer=Then+it+grows."
        "&follow_ups-probes=&follow_ups-text=+&follow_ups-answer=&key_points-text=a"
    )
    assert FollowUpsField().clean(rows) == (FollowUp(text="And now?", answer="Then it grows.", probes=(1,)),)


def test_what_is_wrong_is_told_by_the_row_and_comes_back() -> None:
    rows = sent(
        "follow_ups-probes=one&follow_ups-text=And+now?&follow_ups-answer="
        "&follow_ups-probes=&follow_ups-text=&follow_ups-answer=It+grows."
    )
    with pytest.raises(ValidationError) as caught:
        FollowUpsField().clean(rows)
    assert caught.value.messages == [
        "Follow-up 1: What it probes are the numbers of key points, such as 1, 3; not “one”.",
        "Follow-up 2: It has an answer, or something to probe, and asks nothing.",
    ]
    html = FollowUpsWidget().render("follow_ups", rows)
    assert 'value="one"' in html
    assert ">It grows.</textarea>" in html


def test_parts_are_read_and_shown_as_the_files_write_them() -> None:
    field = PartsField(read=notation.read_fact)
    facts = field.clean(FACTS)
    assert facts == (
        Fact(asked_by=("traffic", "users"), told="10 million"),
        Fact(asked_by=("labels",), told="after a day"),
    )
    assert field.prepare_value(facts) == FACTS
    with pytest.raises(ValidationError, match="a colon"):
        field.clean("- traffic")


def test_the_curveball() -> None:
    field = CurveballField(required=False)
    curveball = Curveball(share=0.55, text="The labels stop.\nFor a week.")
    assert field.clean("(0.55) The labels stop.\r\nFor a week.") == curveball
    assert field.prepare_value(curveball) == "(0.55) The labels stop.\nFor a week."
    assert field.clean(" ") is None
    with pytest.raises(ValidationError, match="share of the time"):
        field.clean("The labels stop.")
