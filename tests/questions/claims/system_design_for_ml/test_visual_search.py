import math

PICTURES = 5e6 * 4


def test_vectors() -> None:
    """in int8 $= 10.2$ GB; with graph links of 128 bytes 12.8 GB"""
    assert round(PICTURES * 512 / 1e9, 1) == 10.2
    assert round(PICTURES * (512 + 128) / 1e9, 1) == 12.8


def test_exact_search() -> None:
    """about two queries, a query needs at most two passes, 68 ms"""
    assert round(1_000 * PICTURES * 512 / 300e9) == 34
    one_pass = PICTURES * 512 / 300e9
    assert round(50 * one_pass, 1) == 1.7
    assert round(2 * 1_000 * one_pass) == 68


def test_operations_of_the_encoder() -> None:
    """a ViT-B/16 takes about 35 GFLOP a picture"""
    tokens, width, layers = 14 * 14 + 1, 768, 12
    work = layers * (2 * 12 * width**2 * tokens + 4 * tokens**2 * width) + 2 * 16 * 16 * 3 * width * 196
    assert round(work / 1e9) == 35


def test_embedding_the_catalogue() -> None:
    r"""$20 \times 10^6 \times 35 \times 10^9 = 7 \times 10^{17}$ FLOP, 4.9 hours"""
    assert PICTURES * 35e9 == 7e17
    assert round(7e17 / 40e12 / 3_600, 1) == 4.9


def test_intervals() -> None:
    """is known to ±2.1 points, for a kind with 100 photos to ±9.5"""
    assert round(196 * math.sqrt(0.62 * 0.38 / 2_000), 1) == 2.1
    assert round(196 * math.sqrt(0.62 * 0.38 / 100), 1) == 9.5


def test_budget() -> None:
    """upload 250, detection 60, embedding 30, search 100, re-ranking 40, page 100: 580"""
    assert 250 + 60 + 30 + 100 + 40 + 100 == 580
