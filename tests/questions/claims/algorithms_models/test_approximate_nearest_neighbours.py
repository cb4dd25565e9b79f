import random

VECTORS, DIMENSIONS = 10**8, 768


def test_raw_vectors() -> None:
    r"""$10^8\times768\times4$ bytes = 307 GB"""
    assert round(VECTORS * DIMENSIONS * 4 / 1e9) == 307


def test_links_of_the_bottom_layer() -> None:
    """256 bytes per vector, 25.6 GB on top of the 307 GB"""
    links = 2 * 32
    assert links * 4 == 256
    assert VECTORS * links * 4 / 1e9 == 25.6


def test_vectors_scanned() -> None:
    r"""a query scans $10^8\times32/16384 \approx 195{,}000$ vectors"""
    assert round(VECTORS / 16384 * 32, -3) == 195_000


def test_bytes_of_the_codes() -> None:
    """96 bytes, 9.6 GB in all, plus about 0.8 GB for 8-byte ids"""
    parts = DIMENSIONS // 8
    assert parts == 96
    assert VECTORS * parts / 1e9 == 9.6
    assert VECTORS * 8 / 1e9 == 0.8


def test_tables_give_the_distance_to_the_decoded_vector() -> None:
    """sums 96 look-ups per code"""
    rng = random.Random(0)
    parts, words, width = 96, 64, 8
    books = [[[rng.gauss(0, 1) for _ in range(width)] for _ in range(words)] for _ in range(parts)]
    query = [[rng.gauss(0, 1) for _ in range(width)] for _ in range(parts)]
    tables = [
        [sum((a - b) ** 2 for a, b in zip(part, word, strict=True)) for word in book]
        for part, book in zip(query, books, strict=True)
    ]
    code = [rng.randrange(words) for _ in range(parts)]
    decoded = [value for book, index in zip(books, code, strict=True) for value in book[index]]
    flat = [value for part in query for value in part]
    exact = sum((a - b) ** 2 for a, b in zip(flat, decoded, strict=True))
    assert abs(sum(table[index] for table, index in zip(tables, code, strict=True)) - exact) < 1e-9
