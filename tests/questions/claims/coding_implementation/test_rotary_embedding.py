import cmath
import math
import random
import struct


def test_full_turns() -> None:
    """the first pair turns by 1 radian a position, one full turn in 6.3 positions; the last pair needs about
    54,400 positions for a full turn
    """
    assert round(2 * math.pi, 1) == 6.3
    last = 10_000 ** (-2 * 63 / 128)
    assert abs(2 * math.pi / last - 54_400) < 50


def test_only_the_difference() -> None:
    """so the score depends on positions through $m - n$ alone"""
    rng = random.Random(1)
    for _ in range(50):
        q, k = (complex(rng.gauss(0, 1), rng.gauss(0, 1)) for _ in range(2))
        w, m, n, s = (rng.uniform(0, 20) for _ in range(4))
        found = []
        for shift in (0, s):
            turned = q * cmath.exp(1j * (m + shift) * w), k * cmath.exp(1j * (n + shift) * w)
            found.append((turned[0] * turned[1].conjugate()).real)
        assert math.isclose(*found, abs_tol=1e-9)


def test_angles_of_four_components() -> None:
    """turned in their plane by 3 radians, since the first frequency is 1. Components 1 and 3 are the other, turned
    by 0.03 for a base of 10,000
    """
    assert [round(3 * 10_000 ** (-2 * i / 4), 12) for i in range(2)] == [3, 0.03]


def test_sixteen_bits() -> None:
    """near position 10,000 half precision holds only every eighth integer, bfloat16 every 64th"""
    positions = range(9_500, 10_500)
    half = [p for p in positions if struct.unpack("e", struct.pack("e", float(p)))[0] == p]
    assert half == [p for p in positions if p % 8 == 0]
    brain = [p for p in positions if struct.pack(">f", float(p))[2:] == bytes(2)]
    assert brain == [p for p in positions if p % 64 == 0]


def test_reordering_keeps_dot_products() -> None:
    """a fixed reordering of the components of queries and keys leaves dot products as they are"""
    rng = random.Random(2)
    q, k = ([rng.gauss(0, 1) for _ in range(6)] for _ in range(2))
    order = [0, 2, 4, 1, 3, 5]
    assert math.isclose(sum(a * b for a, b in zip(q, k, strict=True)), sum(q[i] * k[i] for i in order))
