def test_online_size() -> None:
    r"""$200\text{M}$ users $\times 500$ features $\times 8$ bytes $= 800$ GB; with one replica 1.6 TB"""
    assert 200e6 * 500 * 8 / 1e9 == 800
    assert 2 * 800 / 1_000 == 1.6


def test_reads() -> None:
    r"""$50{,}000 \times 102 = 5.1$ M keys/s; at 400 bytes (a model reads about 50 features of an entity) 2.04 GB/s"""
    keys = 50_000 * (1 + 1 + 100)
    assert keys == 5_100_000
    assert 50 * 8 == 400
    assert round(keys * 400 / 1e9, 2) == 2.04


def test_remote_reads_behind_the_cache() -> None:
    """remote item keys fall from 5 M to 250,000/s, beside 100,000 user and context keys"""
    assert round(50_000 * 100 * 0.05) == 250_000
    assert 50_000 * 2 == 100_000
    assert 1e6 * 400 / 1e6 == 400


def test_training_rows() -> None:
    """100 M rows with 500 features are 400 GB at 8 bytes"""
    assert 100e6 * 500 * 8 / 1e9 == 400


def test_tiles() -> None:
    """Using 5-minute tiles for the last day (288) and hourly ones for the other 29 days (696) gives 984"""
    assert 30 * 24 * 12 == 8_640
    assert (24 * 12, 29 * 24, 24 * 12 + 29 * 24) == (288, 696, 984)
