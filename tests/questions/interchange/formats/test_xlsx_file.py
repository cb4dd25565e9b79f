import io
import zipfile

import openpyxl
import pytest

from questions.interchange import detect
from questions.interchange.formats.archive import LARGEST_UNPACKED
from questions.text import MOST_LINES
from tests.questions.interchange.formats.sources import workbook, zipped


def test_sheets_are_categories() -> None:
    data = workbook([["Question", "Answer", "Minutes"], ["What is a cell?", "A box", 7.0]], "Sheets")
    (entry,) = detect.read("book.xlsx", data).entries
    assert (entry.category, entry.content.answer, entry.minutes, entry.line) == ("Sheets", "A box", 7, 2)


def test_a_default_name_is_no_category() -> None:
    assert detect.read("book.xlsx", workbook([["What is a cell?"]])).entries[0].category == ""


def test_what_a_file_says_of_its_size_is_not_believed() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([["What is a cell?"]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    files[sheet] = files[sheet].replace(b'ref="A1"', b'ref="A1:XFD1048576"')
    assert len(detect.read("book.xlsx", zipped(**files)).entries) == 1


def test_a_row_far_below_is_refused_in_time() -> None:
    book = openpyxl.Workbook()
    book.active["A1000000"] = "What is far below?"
    buffer = io.BytesIO()
    book.save(buffer)
    (problem,) = detect.read("book.xlsx", buffer.getvalue()).errors
    assert problem.line == MOST_LINES + 1


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    data = zipped(**{"xl/workbook.xml": b"0" * (LARGEST_UNPACKED + 1)})
    (problem,) = detect.read("bomb.xlsx", data).errors
    assert "at most" in problem.message


@pytest.mark.parametrize("inside", [{"xl/workbook.xml": "<broken"}, {"a.txt": "no workbook"}])
def test_what_is_no_workbook_is_told(inside: dict[str, str]) -> None:
    (problem,) = detect.read("book.xlsx", zipped(**inside)).errors
    assert "not an Excel workbook" in problem.message


def test_entities_do_not_unfold() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([["What is a cell?"]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    files["xl/workbook.xml"] = declared + files["xl/workbook.xml"].split(b"?>", 1)[-1]
    assert detect.read("book.xlsx", zipped(**files)).errors
