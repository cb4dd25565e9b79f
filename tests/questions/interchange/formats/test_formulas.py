import pytest

from questions.interchange.formats.formulas import guarded, unguarded


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=x", "\r=1"])
def test_what_looks_like_a_formula_is_guarded_and_comes_back(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "1+1", "'quoted'", "x = 1"])
def test_other_cells_stay(cell: str) -> None:
    assert unguarded(cell) == guarded(cell) == cell
