def _errors(reference: str, hypothesis: str) -> int:
    """The Levenshtein distance between the words."""
    r, h = reference.split(), hypothesis.split()
    row = list(range(len(h) + 1))
    for i, a in enumerate(r, 1):
        above, row = row, [i]
        for j, b in enumerate(h, 1):
            row.append(min(above[j - 1] + (a != b), above[j] + 1, row[j - 1] + 1))
    return row[-1]


def test_two_ways_of_two_errors() -> None:
    """`a b` against `b c` is two substitutions, or one deletion and one insertion"""
    assert _errors("a b", "b c") == 2
    assert sum(x != y for x, y in zip("ab", "bc", strict=True)) == 2
    assert "ab".replace("a", "", 1) + "c" == "bc"


def test_pooled_and_mean() -> None:
    """For 1 error in 1 word and 0 errors in 9 words, the corpus rate is 0.1 and the mean is 0.5."""
    assert (1 + 0) / (1 + 9) == 0.1
    assert (1 / 1 + 0 / 9) / 2 == 0.5


def test_cells() -> None:
    """For 300 words that is 90,000 cells."""
    assert 300 * 300 == 90_000


def test_rate_exceeds_one() -> None:
    """Insertions have no limit, so the rate can exceed 1."""
    assert _errors("hi", "oh hi there you") / 1 == 3


def test_differences_fix_the_split() -> None:
    """Insertions minus deletions equals the length difference, so errors and substitutions fix the rest."""
    for n, m, errors, substitutions in ((4, 5, 3, 0), (2, 2, 2, 2), (7, 7, 4, 2)):
        rest = errors - substitutions
        deletions = (rest - (m - n)) / 2
        assert deletions == int(deletions) >= 0
        assert rest - deletions - deletions == m - n
