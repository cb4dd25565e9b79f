import itertools
import math
from collections import Counter

_TEXTS = ("abcabcabc", "abdabd", "cabcab")


def _losses(broken: bool, padded_to: int = 9) -> list[float]:
    data = [text.ljust(padded_to, "_") for text in _TEXTS] if broken else list(_TEXTS)
    return _train([p for t in data for p in (zip(t, t, strict=True) if broken else itertools.pairwise(t))])


def _train(pairs: list[tuple[str, str]]) -> list[float]:
    table = {a: dict.fromkeys("_abcd", 0.0) for a in "_abcd"}
    out = []
    for _ in range(200):
        gradient = dict.fromkeys(((a, c) for a in "_abcd" for c in "_abcd"), 0.0)
        loss = 0.0
        for a, b in pairs:
            total = sum(math.exp(s) for s in table[a].values())
            loss -= math.log(math.exp(table[a][b]) / total)
            for c, s in table[a].items():
                gradient[a, c] += math.exp(s) / total - (c == b)
        out.append(round(loss / len(pairs), 3))
        for (a, c), slope in gradient.items():
            table[a][c] -= 2.0 * slope / len(pairs)
    return out


def test_symptom() -> None:
    """epoch 1: 1.609 epoch 10: 0.309 epoch 50: 0.047 epoch 200: 0.011"""
    found = _losses(broken=True)
    assert [found[i] for i in (0, 9, 49, 199)] == [1.609, 0.309, 0.047, 0.011]


def test_what_follows_b() -> None:
    """After `b` comes `c` four times and `d` twice, so each such pair costs a table at least 0.636 on average, and its
    mean over all pairs cannot fall below 0.212.
    """
    after: dict[str, Counter] = {a: Counter() for a in "abcd"}
    for text in _TEXTS:
        for a, b in itertools.pairwise(text):
            after[a][b] += 1
    assert after["b"] == {"c": 4, "d": 2}
    cost = {a: -sum(n * math.log(n / seen.total()) for n in seen.values()) for a, seen in after.items()}
    assert 0.636 < cost["b"] / 6 < 0.637
    assert 0.212 < sum(cost.values()) / sum(seen.total() for seen in after.values()) < 0.213


def test_first_loss() -> None:
    """The first loss is the log of the vocabulary's size for any targets"""
    assert _losses(broken=True)[0] == _losses(broken=False)[0] == round(math.log(5), 3)


def test_more_padding_in_the_starter() -> None:
    """Padded to twenty, the loss is 0.283 after epoch 10."""
    assert _losses(broken=True, padded_to=20)[9] == 0.283


def test_padding_counted_after_the_shift() -> None:
    """200 epochs reach 0.349 padded to nine tokens, but 0.074 padded to sixty"""
    for length, want in ((9, 0.349), (60, 0.074)):
        pairs = [p for text in _TEXTS for p in itertools.pairwise(text.ljust(length, "_"))]
        assert _train(pairs)[199] == want
