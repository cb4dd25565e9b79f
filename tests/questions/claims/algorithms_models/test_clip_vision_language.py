import math
import random


def test_tokens_of_an_image() -> None:
    """At $224\\times224$ with patches of 14 there are $16^2 = 256$ tokens; at 336 there are $24^2 = 576$."""
    assert [len(range(0, side, 14)) ** 2 for side in (224, 336)] == [256, 576]


def test_loss_of_guessing() -> None:
    r"""guessing costs $\ln N = 10.4$ nats"""
    equal = [math.exp(0.0)] * 32_768
    assert round(-math.log(equal[0] / sum(equal)), 1) == 10.4


def test_odds_of_close_cosines() -> None:
    r"""at $\tau = 0.01$, cosines of 0.30 and 0.20 differ by 10 in the logit, odds of 22,000 to 1"""
    difference = 0.30 / 0.01 - 0.20 / 0.01
    assert abs(difference - 10) < 1e-9
    assert round(math.exp(difference), -3) == 22_000


def test_tokens_of_tiles() -> None:
    """Four tiles plus an overview at 576 tokens each are 2,880 tokens per image."""
    assert (4 + 1) * 24 * 24 == 2880


def test_a_bag_of_words_finds_the_caption() -> None:
    """to find the right caption among random ones, a bag of words mostly suffices"""
    rng = random.Random(0)
    things = [f"thing{i}" for i in range(200)]
    captions = [rng.sample(things, 2) for _ in range(64)]  # "a left of b"
    found = sum(
        max(captions, key=lambda other: len(set(other) & set(own))) == own  # blind to the order
        for own in captions
    )
    assert found > 60
    own, swapped = captions[0], captions[0][::-1]
    assert len(set(own) & set(swapped)) == len(set(own) & set(own))  # and cannot tell left from right
