"""CSV, XLSX, JSON, YAML, archives: what they give, and what is said of broken ones."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from questions.bankfiles import index_file, safe_yaml
from questions.bankfiles.load import BANK
from questions.content import Document, Point
from questions.interchange.formats import archive, detect
from questions.interchange.formats.archive import LARGEST_UNPACKED
from questions.text import LARGEST_FILE, MOST_LINES, Unreadable, decode, storable
from tests.paths import IMPORTS


def sample(name: str) -> Document:
    return detect.read_path(IMPORTS / name)


def briefly(document: Document) -> list[tuple[int, str, str, str]]:
    return [
        (entry.line, entry.category, entry.content.prompt.split("\n")[0], entry.difficulty)
        for entry in document.entries
    ]


def workbook(rows: list[list[object]], title: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(**files: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return buffer.getvalue()


class TestCsv:
    def test_with_a_heading(self) -> None:
        document = sample("comma.csv")
        assert briefly(document) == [
            (2, "Regression", "What is a residual?", "easy"),
            (3, "Regression", "Why do we square residuals?", "medium"),
            (7, "Regression", 'Explain "heteroscedasticity"', "hard"),
            (9, "Classification", "Explain the sigmoid function", ""),
        ]
        assert [entry.is_stub for entry in document.entries] == [False, False, True, False]
        assert document.entries[3].content.answer == "=1/(1+EXP(-A1))"
        assert [(item.line, item.text) for item in document.skipped] == [
            (1, "Owner"),
            (8, "4 | An answer without a question | Regression | easy"),
            (9, "Insane"),
        ]

    def test_without_a_heading_and_with_semicolons(self) -> None:
        document = sample("semicolon.csv")
        assert [(entry.category, entry.difficulty) for entry in document.entries] == [
            ("Statistics", "easy"),
            ("Statistics", "easy"),
            ("Experiments", "hard"),
            ("Experiments", "medium"),
        ]
        assert document.entries[0].content.answer.startswith("The probability")

    def test_what_is_broken_is_told_and_the_rest_is_read(self) -> None:
        document = sample("half-broken.csv")
        assert [entry.content.prompt for entry in document.entries] == [
            "What is a good row?",
            "What is another good row?",
        ]
        assert [problem.line for problem in document.errors] == [3, 5]

    def test_one_column(self) -> None:
        document = detect.read("list.csv", b"What is one; really?\nWhat is two?\n")
        assert [entry.content.prompt for entry in document.entries] == ["What is one; really?", "What is two?"]

    def test_everything_a_question_has(self) -> None:
        text = (
            "question,key points,hints,follow-ups,sources,minutes,kind\n"
            '"Why?","(3) because\nof this","one\ntwo","- what\n- next","https://example.org/a; https://example.org/b",12,coding\n'
        )
        (entry,) = detect.read("all.csv", text.encode()).entries
        assert entry.content.key_points == (Point(text="because", weight=3), Point(text="of this"))
        assert entry.content.hints == ("one", "two")
        assert entry.content.follow_ups == ("what", "next")
        assert entry.content.sources == ("https://example.org/a", "https://example.org/b")
        assert (entry.minutes, entry.kind) == (12, "coding")

    def test_excel_saves_utf16_too(self) -> None:
        document = detect.read("list.csv", "question\tanswer\nWhat is é?\tA letter\n".encode("utf-16"))
        assert document.entries[0].content.prompt == "What is é?"


class TestXlsx:
    def test_sheets_are_categories(self) -> None:
        data = workbook([["Question", "Answer", "Minutes"], ["What is a cell?", "A box", 7.0]], "Sheets")
        (entry,) = detect.read("book.xlsx", data).entries
        assert (entry.category, entry.content.answer, entry.minutes, entry.line) == ("Sheets", "A box", 7, 2)

    def test_a_default_name_is_no_category(self) -> None:
        assert detect.read("book.xlsx", workbook([["What is a cell?"]])).entries[0].category == ""

    def test_what_a_file_says_of_its_size_is_not_believed(self) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook([["What is a cell?"]]))) as book:
            files = {name: book.read(name) for name in book.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        files[sheet] = files[sheet].replace(b'ref="A1"', b'ref="A1:XFD1048576"')
        assert len(detect.read("book.xlsx", zipped(**files)).entries) == 1

    def test_a_row_far_below_is_refused_in_time(self) -> None:
        book = openpyxl.Workbook()
        book.active["A1000000"] = "What is far below?"
        buffer = io.BytesIO()
        book.save(buffer)
        (problem,) = detect.read("book.xlsx", buffer.getvalue()).errors
        assert problem.line == MOST_LINES + 1

    def test_a_bomb_is_refused_before_it_unpacks(self) -> None:
        data = zipped(**{"xl/workbook.xml": b"0" * (LARGEST_UNPACKED + 1)})
        (problem,) = detect.read("bomb.xlsx", data).errors
        assert "at most" in problem.message

    @pytest.mark.parametrize("inside", [{"xl/workbook.xml": "<broken"}, {"a.txt": "no workbook"}])
    def test_what_is_no_workbook_is_told(self, inside: dict[str, str]) -> None:
        (problem,) = detect.read("book.xlsx", zipped(**inside)).errors
        assert "not an Excel workbook" in problem.message

    def test_entities_do_not_unfold(self) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook([["What is a cell?"]]))) as book:
            files = {name: book.read(name) for name in book.namelist()}
        declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        files["xl/workbook.xml"] = declared + files["xl/workbook.xml"].split(b"?>", 1)[-1]
        assert detect.read("book.xlsx", zipped(**files)).errors


class TestTrees:
    def test_a_flat_list(self) -> None:
        document = sample("flat.json")
        assert briefly(document) == [
            (2, "", "What is a tensor?", ""),
            (3, "", "What is broadcasting?", "easy"),
            (5, "", "Implement matrix multiplication.", ""),
        ]
        assert (document.entries[2].kind, document.entries[2].minutes) == ("coding", 15)
        assert [item.line for item in document.skipped] == [10]

    def test_nested_by_topic(self) -> None:
        document = sample("nested.json")
        assert [category.name for category in document.categories] == ["Natural language", "Vision"]
        assert [(entry.line, entry.tags) for entry in document.entries] == [
            (5, ("tokens",)),
            (6, ("tokens",)),
            (8, ("models",)),
            (10, ()),
        ]
        assert document.entries[2].content.answer == "A distribution over texts."
        assert document.licence == "CC0"

    def test_multiple_choice(self) -> None:
        first, second, third = sample("choice.json").entries
        assert (
            first.content.prompt == "Which loss suits counts?\n\n- A: Hinge\n- B: Poisson deviance\n- C: Cross-entropy"
        )
        assert first.content.answer == "**B**: Poisson deviance\n\nCounts are non-negative whole numbers."
        assert second.content.answer == "**B**: Brier score"
        assert third.content.answer == "**A**: k-NN"

    def test_one_object_a_line(self) -> None:
        document = sample("lines.jsonl")
        assert [entry.line for entry in document.entries] == [1, 3]
        assert [problem.line for problem in document.errors] == [2]

    def test_yaml(self) -> None:
        document = sample("nested.yaml")
        assert briefly(document) == [
            (2, "Serving", "What is a canary release?", "medium"),
            (6, "Serving", "When do you batch requests?", ""),
            (8, "Monitoring", "What is a label delay?", ""),
        ]
        assert document.entries[2].is_stub

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("a.json", '[\n"What?",\n', 3),
            ("a.json", "[" * 100_000, 1),
            ("a.json", "{}", 1),
            ("a.yaml", "a:\n  - &x [b]\n  - *x\n", 2),
            ("a.yaml", "a: [\n", 2),
            ("a.yaml", "[" * 20_000, 1),
            ("a.jsonl", "{]\n{]\n", 1),
        ],
    )
    def test_what_is_broken_is_told_with_its_line(self, name: str, text: str, line: int) -> None:
        document = detect.read(name, text.encode())
        assert document.entries == []
        assert [problem.line for problem in document.errors] == [line]

    def test_half_characters_are_left_out(self) -> None:
        (entry,) = detect.read("a.json", rb'["What is \ud800 and \u0000 here?"]').entries
        assert entry.content.prompt == "What is  and  here?"


class TestBytes:
    def test_not_utf8(self) -> None:
        (problem,) = detect.read("list.md", b"- What is this?\n- caf\xe9?\n").errors
        assert (problem.line, "0xe9" in problem.message) == (2, True)

    def test_nul(self) -> None:
        assert detect.read("list.md", b"- What?\n\0\n").errors[0].line == 2

    def test_byte_order_mark_and_old_line_ends(self) -> None:
        document = detect.read("list.md", "\ufeff# T\r\n\r\n- What is one?\r\n- What is two?\r".encode())
        assert [(entry.line, entry.content.prompt) for entry in document.entries] == [
            (3, "What is one?"),
            (4, "What is two?"),
        ]

    def test_too_large(self) -> None:
        assert "20 MB" in detect.read("list.md", b"x" * (LARGEST_FILE + 1)).errors[0].message

    def test_too_many_lines(self) -> None:
        assert detect.read("list.md", b"\n" * 1_000_000).errors[0].line == MOST_LINES + 1

    @pytest.mark.parametrize(("start", "what"), [(b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")])
    def test_other_formats_are_named(self, start: bytes, what: str) -> None:
        assert what in detect.read("list.md", start).errors[0].message

    def test_storable(self) -> None:
        assert storable("a\0b\ud800c") == "abc"

    def test_decode_refuses_before_it_decodes(self) -> None:
        with pytest.raises(Unreadable, match="21 MB"):
            decode(b"\xff" * (LARGEST_FILE + 1))


QUESTION_FILE = "---\ntitle: T\nkind: theory\ndifficulty: easy\nminutes: 5\n---\nWhat is T?\n"


class TestArchives:
    def test_a_zip_of_several_formats(self) -> None:
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

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "theory").mkdir()
        (tmp_path / "theory/one.md").write_text(QUESTION_FILE)
        (tmp_path / "theory/bad.md").write_text(QUESTION_FILE + "\n## Nonsense\n")
        document = detect.read_path(tmp_path)
        assert [entry.slug for entry in document.entries] == ["one"]
        assert [str(problem) for problem in document.errors] == [
            "theory/bad.md, line 9: Unknown section 'Nonsense'. The sections are Hints, Key points, Answer, "
            "Follow-ups, Mistakes, Starter, Solution, Tests."
        ]

    def test_a_damaged_zip(self) -> None:
        data = bytearray(zipped(**{"a.md": "- What is a?\n" * 50}))
        data[45] ^= 0xFF
        assert detect.read("a.zip", bytes(data)).errors

    def test_its_bytes_depend_on_its_files_alone(self) -> None:
        assert archive.zipped([("a", "b")]) == archive.zipped([("a", "b")])

    def test_a_large_file_is_refused_unread(self, tmp_path: Path) -> None:
        path = tmp_path / "large.md"
        with path.open("wb") as file:
            file.truncate(100 * LARGEST_FILE)
        assert "2,000 MB" in detect.read_path(path).errors[0].message

    def test_a_missing_path(self, tmp_path: Path) -> None:
        assert "cannot be read" in detect.read_path(tmp_path / "none.md").errors[0].message


class TestIndex:
    def test_round_trip(self) -> None:
        text = (BANK / "bank.yaml").read_text(encoding="utf-8")
        assert index_file.write(index_file.read(text)) == text

    @pytest.mark.parametrize("text", ["- a", "tips: {a: b}", "categories: [{slug: a}]", "x: 1", "a: &b 1", "tips: [1]"])
    def test_what_it_may_not_be(self, text: str) -> None:
        with pytest.raises(Unreadable):
            index_file.read(text)

    def test_aliases_are_refused(self) -> None:
        bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &b{n} [*a, *a]\n" for n in range(20))
        with pytest.raises(safe_yaml.Invalid):
            safe_yaml.load(bomb)
