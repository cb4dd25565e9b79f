import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import byte_ranges


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=0-1", (0, 1)),
        ("bytes=10-500", (10, 99)),
        ("Bytes = 99-99", (99, 99)),
        ("bytes=-30", (70, 99)),
        ("bytes=-500", (0, 99)),
        # What cannot be read, or asks for several, is answered with the whole.
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-4", None),
        ("bytes=0-1,5-6", None),
        ("bytes=²-", None),
        ("seconds=0-1", None),
    ],
)
def test_what_is_asked_for_of_a_hundred_bytes(header: str, wanted: tuple[int, int] | None) -> None:
    assert byte_ranges.asked_for(header, 100) == wanted


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_a_range_outside_of_it(header: str, size: int) -> None:
    with pytest.raises(byte_ranges.Unsatisfiable):
        byte_ranges.asked_for(header, size)


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d{0,4}-\d{0,4}", fullmatch=True), st.integers(0, 2000))
def test_what_is_given_is_within(header: str, size: int) -> None:
    try:
        wanted = byte_ranges.asked_for(header, size)
    except byte_ranges.Unsatisfiable:
        return
    assert wanted is None or 0 <= wanted[0] <= wanted[1] < size
