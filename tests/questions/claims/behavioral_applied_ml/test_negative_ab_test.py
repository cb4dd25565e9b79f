from math import exp
from random import Random
from statistics import fmean, pstdev


def test_false_alarms() -> None:
    """We had looked at 14 segments; at 5%, 0.7 false alarms are expected among them even if nothing differs"""
    assert abs(14 * 0.05 - 0.7) < 1e-12
    assert 1 - 0.95**14 > 0.5  # if the segments were independent, at least one is more likely than none


def test_latency_settles_nothing() -> None:
    """Slowing the old model by 180 ms cost 0.5%, interval −0.4 to 1.4, so latency may be nearly all of the loss or
    none."""
    low, high, loss = -0.4, 1.4, 1.6
    assert abs((low + high) / 2 - 0.5) < 1e-12
    assert high / loss > 0.85
    assert low < 0


def test_the_loss_excludes_zero() -> None:
    """Online the value of orders fell by 1.6%, interval −2.9 to −0.3."""
    low, high = -2.9, -0.3
    assert abs((low + high) / 2 + 1.6) < 1e-12
    assert high < 0


def test_small_propensities() -> None:
    """A few rows get huge weights, so the estimate is of little use: its variance explodes."""
    random = Random(1)

    def estimates(propensity: float) -> list[float]:
        return [fmean((random.random() < propensity) / propensity for _ in range(200)) for _ in range(300)]

    common, rare = estimates(0.5), estimates(0.005)
    assert abs(fmean(common) - 1) < 0.05
    assert abs(fmean(rare) - 1) < 0.25
    assert pstdev(rare) > 8 * pstdev(common)


def test_recall_rewards_guessing_what_was_shown() -> None:
    """Logged orders come from what the old model had shown on top, so recall rewards guessing what was shown."""
    random = Random(2)
    items = range(50)
    liking = [random.random() for _ in items]
    old = sorted(items, key=lambda item: liking[item] + random.gauss(0, 0.6), reverse=True)
    best = sorted(items, key=liking.__getitem__, reverse=True)
    looked = [exp(-place / 5) for place in range(50)]
    orders = [old[place] for place in items for _ in range(200) if random.random() < looked[place] * liking[old[place]]]

    def recall(ranking: list[int]) -> float:
        return fmean(order in ranking[:10] for order in orders)

    assert sum(liking[item] for item in best[:10]) > sum(liking[item] for item in old[:10])
    assert recall(old) > recall(best)


def test_looking_until_it_is_positive() -> None:
    """repeated looks raise the false-positive rate unless the design allows them"""
    random = Random(3)
    once = often = 0
    for _ in range(600):
        total, alarms = 0.0, []
        for n in range(1, 101):
            total += random.gauss(0, 1)
            if n % 10 == 0:
                alarms.append(abs(total) > 1.96 * n**0.5)
        once += alarms[-1]
        often += any(alarms)
    assert once / 600 < 0.08
    assert often / 600 > 0.13
