"""The sheet of useful numbers, computed anew as far as it can be."""

import pytest

from practice.numbers import GROUPS

ROWS = dict(row for group in GROUPS for row in group.rows)
DAY, YEAR = 24 * 3600, 365 * 24 * 3600


@pytest.mark.parametrize(
    ("what", "said", "value", "computed"),
    [
        ("A day", "86,400 s", 86_400, DAY),
        ("A year", "31.5 million s", 31.5e6, YEAR),
        ("1 million a day", "12 a second", 12, 1e6 / DAY),
        ("1 billion a day", "12,000 a second", 12_000, 1e9 / DAY),
        ("1,000 a second of 1 kB each", "86 GB a day", 86e9, 1000 * 1000 * DAY),
        ("Busy cores", "1,000 × 0.02 = 20", 20, 1000 * 0.02),
        ("99.9 % available", "8.8 hours", 8.8, 0.001 * YEAR / 3600),
        ("99.99 % available", "53 minutes", 53, 0.0001 * YEAR / 60),
        ("One of 10 calls is slow, each 1 %", "10 %", 10, 100 * (1 - 0.99**10)),
        ("One of 100 calls is slow, each 1 %", "63 %", 63, 100 * (1 - 0.99**100)),
        ("Light in fibre", "5 µs a kilometre", 5e-6, 1000 * 1.468 / 299_792_458),
        ("A page of text, 500 words", "670 tokens", 670, 500 * 4 / 3),
        ("A vector of 768, in FP32 and int8", "3 kB", 3000, 768 * 4),
        ("A vector of 768, in FP32 and int8", "0.8 kB", 800, 768),
        ("100 million of these", "307 GB", 307e9, 1e8 * 768 * 4),
        ("100 million of these", "77 GB", 77e9, 1e8 * 768),
        ("A minute of speech, 16 kHz, 16 bits", "1.9 MB", 1.9e6, 60 * 16_000 * 2),
        ("A minute of video at 5 Mbit/s", "38 MB", 38e6, 60 * 5e6 / 8),
        ("A token of a 7 B model in BF16, alone", "7 ms", 0.007, 7e9 * 2 / 2e12),
        ("Training with Adam, mixed precision", "16 bytes", 16, 2 + 2 + 4 + 4 + 4),
    ],
)
def test_what_can_be_computed_is_right(what: str, said: str, value: float, computed: float) -> None:
    assert said in ROWS[what]
    assert value == pytest.approx(computed, rel=0.05)


def test_every_group_says_where_it_is_from() -> None:
    assert len(ROWS) == sum(len(group.rows) for group in GROUPS)
    for group in GROUPS:
        assert group.title
        assert group.source
        assert group.url.startswith("https://") or group.source.startswith("Arithmetic")
