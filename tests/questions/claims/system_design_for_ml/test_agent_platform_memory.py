import math


def test_steps() -> None:
    r"""$2\text{M} \times 12 = 24$ M a day, 278/s, 833/s at three times"""
    assert 2 * 12 == 24
    assert round(24e6 / 86_400) == 278
    assert round(3 * 24e6 / 86_400) == 833


def test_open_tasks() -> None:
    r"""$2\text{M} \times 6/24 = 500{,}000$ (Little's law)"""
    assert 2e6 * 6 / 24 == 500_000


def test_log() -> None:
    """6 KB per step is 144 GB a day, 4.3 TB for 30 days"""
    assert 24e6 * 6e3 / 1e9 == 144
    assert round(30 * 0.144, 1) == 4.3


def test_crashes() -> None:
    """24,000 a day do, and 1.2% of the tasks are hit"""
    assert round(0.001 * 24e6) == 24_000
    assert round(100 * (1 - 0.999**12), 1) == 1.2


def test_twelve_steps() -> None:
    """$0.99^{12} = 0.886$; at 99.5% 0.942"""
    assert round(0.99**12, 3) == 0.886
    assert round(0.995**12, 3) == 0.942


def test_memory() -> None:
    """at 300 bytes of text and 512 of an int8 vector 812 GB"""
    facts = 5e6 * 200
    assert facts == 1e9
    assert facts * (300 + 512) / 1e9 == 812


def test_one_user() -> None:
    """a user's 200 vectors are 102 KB"""
    assert round(200 * 512 / 1e3) == 102
    assert 200 * 3_000 == 600_000


def test_price_of_writing() -> None:
    r"""200 out at an assumed \$0.10 and \$0.40 per million are \$960 a day"""
    assert round(2e6 * (4_000 * 0.1e-6 + 200 * 0.4e-6)) == 960


def test_price_of_reading() -> None:
    r"""28.8 billion tokens a day, \$14,400 at \$0.50 per million"""
    tokens = 24e6 * 1_200
    assert tokens == 28.8e9
    assert round(tokens * 0.5e-6) == 14_400


def test_interval_of_the_memory_test() -> None:
    """At 80% right, one question a user, the interval is ±3.5 points"""
    assert round(196 * math.sqrt(0.8 * 0.2 / 500), 1) == 3.5
