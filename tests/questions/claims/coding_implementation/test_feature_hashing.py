import random


def test_share_of_collisions() -> None:
    r"""For $n = 100{,}000$ and $m = 2^{20}$ this is about 9.1 per cent."""
    n, m = 100_000, 2**20
    assert round(100 * (1 - (1 - 1 / m) ** (n - 1)), 1) == 9.1
    rng = random.Random(1)
    others = {rng.randrange(m) for _ in range(n - 1)}
    assert abs(len(others) / m - 0.091) < 0.002


def test_signs_remove_the_bias() -> None:
    """With an independent random sign the expected collision term is zero"""
    rng, plain, signed = random.Random(2), 0.0, 0.0
    for _ in range(20_000):
        i, j = rng.randrange(4), rng.randrange(4)
        s, t = rng.choice((-1, 1)), rng.choice((-1, 1))
        plain += i == j
        signed += s * t * (i == j)
    assert plain / 20_000 > 0.2
    assert abs(signed / 20_000) < 0.02


def test_low_bit_fixes_the_sign() -> None:
    """if the lowest bit gave the sign and the number of buckets were even, a bucket would hold one sign only"""
    for buckets in (8, 10, 1024):
        for h in range(5000):
            assert (h % buckets) % 2 == h % 2


def test_ten_million_in_a_table() -> None:
    """With 2 to the 24, 16.8 million buckets, about 45 per cent of ten million features share a bucket"""
    m, n = 2**24, 10**7
    assert round(m / 1e6, 1) == 16.8
    assert round(100 * (1 - (1 - 1 / m) ** (n - 1))) == 45
