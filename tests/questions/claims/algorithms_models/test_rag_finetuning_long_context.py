def test_size_of_the_collection() -> None:
    """A collection of 20,000 pages at 500 tokens is 10 million tokens"""
    assert 20_000 * 500 == 10_000_000


def test_cost_of_a_question() -> None:
    r"""A prompt of 200,000 tokens costs \$0.40 per question; RAG with 4,000 tokens costs \$0.008, fifty times less."""
    price = 2 / 1_000_000
    long, retrieved = 200_000 * price, 4_000 * price
    assert (round(long, 2), round(retrieved, 3)) == (0.40, 0.008)
    assert round(long / retrieved) == 50


def test_size_of_the_contract() -> None:
    """at 500 tokens a page it is 30,000 tokens"""
    assert 60 * 500 == 30_000
