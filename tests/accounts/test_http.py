import pytest

from accounts.http import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("007", 7),
        ("999", 999),
        ("", None),
        ("1000", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
    ],
)
def test_a_whole_number_has_digits_alone_and_not_too_many(text: str, number: int | None) -> None:
    assert whole_number(text, digits=3) == number
