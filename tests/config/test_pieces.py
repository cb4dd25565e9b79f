"""Pieces: what a template makes once, and what is put in its slots."""

import pytest
from django.utils.safestring import SafeString

from config import pieces
from config.pieces import slot


def test_a_slot_may_stand_anywhere_also_in_an_address() -> None:
    piece = pieces.made(
        "questions/_row.html",
        {
            "slug": slot("slug"),
            "headline": slot("headline"),
            "category": "100 % Theory",
            "own": slot("own"),
            "minutes": 5,
        },
    )
    shown = piece.filled({"slug": "bias", "headline": "What is <bias>?", "own": SafeString("<b>"), "nowhere": 0})
    assert 'href="/questions/bias/"' in shown
    assert "What is &lt;bias&gt;?" in shown
    assert "<b>" in shown
    assert "100 % Theory" in shown
    assert slot("slug") not in piece.html
    assert "\n " not in shown


def test_what_is_put_in_a_slot_is_no_format() -> None:
    piece = pieces.made("questions/_row.html", {"headline": slot("headline"), "slug": "bias"})
    assert "%(own)s %d" in piece.filled({"headline": SafeString("%(own)s %d")})


def test_a_slot_that_nothing_is_given_for_is_a_fault() -> None:
    with pytest.raises(KeyError):
        pieces.made("questions/_row.html", {"headline": slot("headline"), "slug": "bias"}).filled({})
