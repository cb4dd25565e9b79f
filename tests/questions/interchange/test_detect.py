from pathlib import Path

import pytest

from questions.interchange import detect
from questions.text import LARGEST_FILE


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.truncate(100 * LARGEST_FILE)
    assert "2,000.0 MB" in detect.read_path(path).errors[0].message


def test_a_missing_path(tmp_path: Path) -> None:
    assert "cannot be read" in detect.read_path(tmp_path / "none.md").errors[0].message


@pytest.mark.parametrize(("start", "what"), [(b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")])
def test_other_formats_are_named(start: bytes, what: str) -> None:
    assert what in detect.read("list.md", start).errors[0].message
