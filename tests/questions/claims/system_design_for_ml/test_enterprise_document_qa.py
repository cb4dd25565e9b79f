import random


def test_chunks_and_vectors() -> None:
    """Vectors of 768 int8 values: 115 GB; graph links of 256 bytes: 38 GB"""
    chunks = 30e6 * 5
    assert chunks == 150e6
    assert round(chunks * 768 / 1e9) == 115
    assert round(chunks * 256 / 1e9) == 38


def test_price_of_embedding() -> None:
    r"""$150\text{M} \times 400 = 60$ billion tokens, \$1,200 at an assumed \$0.02 per million"""
    assert 150e6 * 400 == 60e9
    assert round(60e9 / 1e6 * 0.02) == 1_200


def test_load() -> None:
    """100,000 a day; if the busiest hour has 20%, 5.6 queries/s"""
    assert round(0.2 * 20_000 * 5 / 3_600, 1) == 5.6


def test_hits_left_after_filtering() -> None:
    """keeps on average 0.2 of the top 20, and none of them in 82% of the queries"""
    draw = random.Random(9)
    kept = [sum(draw.random() < 0.01 for _ in range(20)) for _ in range(20_000)]
    assert abs(sum(kept) / len(kept) - 0.2) < 0.02
    assert round(100 * 0.99**20) == 82
    assert abs(kept.count(0) / len(kept) - 0.82) < 0.02
    assert 20 / 0.01 == 2_000


def test_changes() -> None:
    """300,000 documents a day, 3.5/s"""
    assert round(0.01 * 30e6 / 86_400, 1) == 3.5


def test_an_exact_scan() -> None:
    """these are scanned exactly: 77 MB of vectors"""
    assert round(100_000 * 768 / 1e6) == 77


def test_no_leak_in_three_thousand_probes() -> None:
    """No leak in 3,000 such probes bounds the rate at 0.1% with 95% confidence"""
    assert abs((1 - 0.001) ** 3_000 - 0.05) < 0.001


def test_latency() -> None:
    """expansion 50 ms, retrieval 150, rerank 150, late check 200, first token 800: 1.35 s"""
    assert 50 + 150 + 150 + 200 + 800 == 1_350
