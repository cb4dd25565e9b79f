def _cache_bytes(kv_heads: int, tokens: int = 1, sequences: int = 1) -> int:
    tensors = [(layer, kind) for layer in range(80) for kind in ("key", "value")]
    return len(tensors) * kv_heads * 128 * 2 * tokens * sequences


def test_bytes_of_a_token() -> None:
    r"""$2 \times 80 \times 64 \times 128 \times 2 = 2{,}621{,}440$ bytes, 2.5 MiB"""
    assert _cache_bytes(64) == 2_621_440
    assert _cache_bytes(64) / 2**20 == 2.5


def test_bytes_of_sequences() -> None:
    """At 8,192 tokens that is 20 GiB for one sequence; 32 sequences need 640 GiB"""
    assert _cache_bytes(64, 8192) / 2**30 == 20
    assert _cache_bytes(64, 8192, 32) / 2**30 == 640


def test_bytes_with_groups() -> None:
    """320 KiB per token, 2.5 GiB per sequence, 80 GiB for 32"""
    assert _cache_bytes(8) / 2**10 == 320
    assert _cache_bytes(8, 8192) / 2**30 == 2.5
    assert _cache_bytes(8, 8192, 32) / 2**30 == 80


def test_bytes_of_the_weights() -> None:
    """(about 140 GB for 70 billion parameters in 16 bits)"""
    assert 70e9 * 16 / 8 / 1e9 == 140


def test_score_operations_are_not_saved() -> None:
    """Every query head still scores every position, so GQA saves bytes, not score operations."""

    def work(group: int) -> tuple[int, int]:
        """The scores computed and the keys read in one step of one layer."""
        scores, read = 0, set()
        for head in range(64):
            for position in range(100):
                scores += 1
                read.add((head // group, position))
        return scores, len(read)

    assert work(1) == (6400, 6400)
    assert work(8) == (6400, 800)
