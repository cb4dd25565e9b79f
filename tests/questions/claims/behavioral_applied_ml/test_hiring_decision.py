from random import Random
from statistics import correlation, pstdev


def test_ten_hires_say_little() -> None:
    """With ten hires the interval is very wide, and those refused are missing, which hides part of the relation."""
    random = Random(1)

    def people(n: int) -> list[tuple[float, float]]:
        marks = [random.gauss(0, 1) for _ in range(n)]
        return [(mark, 0.5 * mark + random.gauss(0, 0.75**0.5)) for mark in marks]

    def relation(pairs: list[tuple[float, float]]) -> float:
        return correlation(*zip(*pairs, strict=True))

    assert pstdev(relation(people(10)) for _ in range(500)) > 0.2
    everybody = people(20_000)
    hired = sorted(everybody)[-4_000:]
    assert relation(hired) < relation(everybody) - 0.15
