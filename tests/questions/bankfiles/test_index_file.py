import pytest

from questions.bankfiles import index_file
from questions.bankfiles.load import BANK
from questions.text import Unreadable


def test_round_trip() -> None:
    text = (BANK / "bank.yaml").read_text(encoding="utf-8")
    assert index_file.write(index_file.read(text)) == text


@pytest.mark.parametrize("text", ["- a", "tips: {a: b}", "categories: [{slug: a}]", "x: 1", "a: &b 1", "tips: [1]"])
def test_what_it_may_not_be(text: str) -> None:
    with pytest.raises(Unreadable):
        index_file.read(text)
