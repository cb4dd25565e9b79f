import pytest
from django.utils.safestring import mark_safe

from config.pieces import pieces

ROW = "practice/_attempt.html"
GAPS = ("interview", "title", "at", "day_and_time", "day", "score", "share", "taken")
OWN = {
    "interview": 12,
    "title": "<b>&",
    "at": "2026-03-02T12:00:00+00:00",
    "day_and_time": "2 March 2026, 12:00",
    "day": "2 Mar 2026",
    "score": '5" of 10',
    "share": 50,
    "taken": mark_safe("<i>3 minutes</i>"),
}


@pytest.fixture
def row() -> str:
    return pieces(ROW, GAPS, (("is_timed", True),)).filled(OWN)


def test_gaps_are_filled_with_what_is_escaped_unless_it_is_safe(row: str) -> None:
    assert "&lt;b&gt;&amp;" in row
    assert "<i>3 minutes</i>" in row


def test_a_gap_may_be_part_of_an_address_and_stand_twice(row: str) -> None:
    assert 'href="/interviews/12/review/"' in row
    assert row.count("5&quot; of 10") == 2


def test_what_is_shown_decides_what_surrounds_the_gaps(row: str) -> None:
    other = pieces(ROW, GAPS, (("is_timed", False), ("is_imported", True))).filled(OWN)
    assert "without a clock" in other
    assert "brought in" in other
    assert "without a clock" not in row


def test_it_is_rendered_once() -> None:
    first, again = (pieces(ROW, GAPS, (("is_timed", True), ("is_repetition", True))) for _ in range(2))
    assert first is again
