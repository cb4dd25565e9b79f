from random import Random


def test_kappa() -> None:
    """Kappa is $(0.78-0.60)/(1-0.60)=0.45$."""
    assert round((0.78 - 0.60) / (1 - 0.60), 2) == 0.45


def test_agreement_by_chance() -> None:
    """one intent dominates, so two people who guess by how common each is agree on 60%."""
    random = Random(1)
    shares = {"balance": 0.76, "complaint": 0.12, "card": 0.08, "other": 0.04}
    names, weights = list(shares), list(shares.values())
    first, second = (random.choices(names, weights, k=20_000) for _ in range(2))
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / 20_000
    assert abs(agreed - 0.60) < 0.01


def test_hours() -> None:
    """Relabelling took a hundred hours"""
    assert 9_000 * 2 * 20 / 3_600 == 100
    assert round(100 * (0.70 - 0.61)) == 9


def test_causes_of_disagreement() -> None:
    """a fifth slips, a third haste through our pay by item, nearly all of the rest calls with two true labels"""
    assert 0.45 < 1 - 1 / 5 - 1 / 3 < 0.5
