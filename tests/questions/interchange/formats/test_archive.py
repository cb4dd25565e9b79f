from pathlib import Path

from questions.interchange import detect
from questions.interchange.formats import archive
from tests.questions.interchange.formats.sources import QUESTION_FILE, zipped


def test_a_zip_of_several_formats() -> None:
    files: dict[str, bytes | str] = {
        "theory/one.md": QUESTION_FILE,
        "lists/two.csv": "question\nWhat is two?\n",
        "broken.json": "[",
        "picture.png": b"\x89PNG",
        "__MACOSX/._one.md": "x",
        "inner.zip": zipped(a="b"),
    }
    data = zipped(**files)
    document = detect.read("bank.zip", data)
    assert [(entry.file, entry.category, entry.slug) for entry in document.entries] == [
        ("lists/two.csv", "", ""),
        ("theory/one.md", "theory", "one"),
    ]
    assert [(problem.file, problem.line) for problem in document.errors] == [("broken.json", 1), ("inner.zip", 0)]
    assert [item.file for item in document.skipped] == ["picture.png"]


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory/one.md").write_text(QUESTION_FILE)
    (tmp_path / "theory/bad.md").write_text(QUESTION_FILE + "\n## Nonsense\n")
    document = detect.read_path(tmp_path)
    assert [entry.slug for entry in document.entries] == ["one"]
    assert [str(problem) for problem in document.errors] == [
        "theory/bad.md, line 9: Unknown section 'Nonsense'. The sections are Hints, Key points, Answer, "
        "Follow-ups, Mistakes, Facts, Curveball, Stages, Starter, Solution, Tests, Hidden tests."
    ]


def test_a_damaged_zip() -> None:
    data = bytearray(zipped(**{"a.md": "- What is a?\n" * 50}))
    data[45] ^= 0xFF
    assert detect.read("a.zip", bytes(data)).errors


def test_its_bytes_depend_on_its_files_alone() -> None:
    assert archive.zipped([("a", "b")]) == archive.zipped([("a", "b")])
