import sys


def test_vectors_in_a_gibibyte() -> None:
    """A 768-dimensional vector costs 3,072 bytes at 4 bytes a number, so 1 GiB holds about 349,500."""
    assert 768 * 4 == 3072
    assert abs(2**30 // 3072 - 349_500) < 50


def test_python_needs_more() -> None:
    """Python tuples of floats need several times more"""
    vector = tuple(float(i) for i in range(768))
    assert sys.getsizeof(vector) + sum(map(sys.getsizeof, vector)) > 5 * 3072


def test_a_scan_flushes_lru() -> None:
    """a batch job that reads each key once flushes an LRU cache"""
    order = ["hot1", "hot2"]
    for key in [f"scan{i}" for i in range(10)]:
        order = [*(k for k in order if k != key), key][-4:]
    assert not {"hot1", "hot2"} & set(order)


def test_what_has_gone() -> None:
    """b has gone. The order is by last use"""
    order: list[str] = []
    for key in ("a", "b", "c", "a", "d"):
        order = [*(k for k in order if k != key), key][-3:]
    assert order == ["c", "a", "d"]
