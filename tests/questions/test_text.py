import pytest

from questions.interchange import detect
from questions.text import LARGEST_FILE, MOST_LINES, Unreadable, cleaned, decode, storable


def test_not_utf8() -> None:
    (problem,) = detect.read("list.md", b"- What is this?\n- caf\xe9?\n").errors
    assert (problem.line, "0xe9" in problem.message) == (2, True)


def test_nul() -> None:
    assert detect.read("list.md", b"- What?\n\0\n").errors[0].line == 2


def test_byte_order_mark_and_old_line_ends() -> None:
    document = detect.read("list.md", "\ufeff# T\r\n\r\n- What is one?\r\n- What is two?\r".encode())
    assert [(entry.line, entry.content.prompt) for entry in document.entries] == [
        (3, "What is one?"),
        (4, "What is two?"),
    ]


def test_too_large() -> None:
    assert "20 MB" in detect.read("list.md", b"x" * (LARGEST_FILE + 1)).errors[0].message


def test_too_many_lines() -> None:
    assert detect.read("list.md", b"\n" * 1_000_000).errors[0].line == MOST_LINES + 1


def test_storable() -> None:
    assert storable("a\0b\ud800c") == "abc"


def test_cleaned() -> None:
    assert cleaned("a\r\nb\rc\0d") == "a\nb\ncd"


def test_decode_refuses_before_it_decodes() -> None:
    with pytest.raises(Unreadable, match="21 MB"):
        decode(b"\xff" * (LARGEST_FILE + 1))
