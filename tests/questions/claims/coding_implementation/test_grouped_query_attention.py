def test_bytes_of_a_token() -> None:
    r"""it is $2 \cdot 32 \cdot 8 \cdot 128 \cdot 2 = 131{,}072$ bytes a token, 128 KiB instead of 512"""
    shared = 2 * 32 * 8 * 128 * 2
    assert shared == 131_072 == 128 * 1024
    assert 2 * 32 * 32 * 128 * 2 == 512 * 1024


def test_a_quarter() -> None:
    """With 32 query heads and 8 groups the cache is a quarter as large."""
    assert 8 / 32 == 1 / 4


def test_repeat_and_tile() -> None:
    """heads 0 to 3 use group 0, heads 4 to 7 group 1. Repeating each group four times in a row gives this; tiling
    the whole block would alternate the groups over the heads
    """
    groups = ["g0", "g1"]
    repeated = [g for g in groups for _ in range(4)]
    assert repeated == [groups[h // (8 // 2)] for h in range(8)]
    assert (groups * 4)[:3] == ["g0", "g1", "g0"]


def test_keys_that_the_second_token_sees() -> None:
    """102 of the 103 keys, that is positions 0 to 101"""
    n_keys, n_queries, i = 103, 3, 1
    assert [j for j in range(n_keys) if j <= n_keys - n_queries + i] == list(range(102))


def test_root_of_128() -> None:
    """Divide them by the root of 128, about 11.3"""
    assert round(128**0.5, 1) == 11.3
