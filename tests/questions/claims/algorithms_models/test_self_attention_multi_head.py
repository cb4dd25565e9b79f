import math
import random


def test_spread_of_the_scores() -> None:
    """For $d_k = 64$ the standard deviation is 8"""
    rng = random.Random(0)
    scores = [sum(rng.gauss(0, 1) * rng.gauss(0, 1) for _ in range(64)) for _ in range(1000)]
    assert abs(math.sqrt(sum(s * s for s in scores) / len(scores)) - 8) < 0.6


def test_weights_of_the_projections() -> None:
    r"""$4 \times 512^2 \approx 1.05$ million weights (biases aside), whether there are 1 or 8 heads"""
    for heads in (1, 8):
        width = 512 // heads
        weights = heads * 3 * 512 * width + heads * width * 512
        assert weights == 4 * 512**2
        assert round(weights / 1e6, 2) == 1.05


def test_share_of_the_feed_forward_network() -> None:
    """holds two thirds of the block's weights"""
    d = 512
    feed_forward = d * 4 * d + 4 * d * d
    assert abs(feed_forward / (feed_forward + 4 * d * d) - 2 / 3) < 1e-12


def test_bytes_of_the_scores() -> None:
    r"""$4096^2 \times 32 \times 2$ bytes, about 1.07 GB per layer and sequence"""
    assert round(4096**2 * 32 * 2 / 1e9, 2) == 1.07


def test_where_attention_overtakes() -> None:
    """below $n = 6d$ the former dominate"""
    d = 1024

    def rest(n: int) -> int:
        return n * (4 * d * d + 2 * d * 4 * d)

    def attention(n: int) -> int:
        return n * n * d + n * n * d  # scores, then weighted averages

    assert rest(6 * d) == attention(6 * d)
    assert rest(6 * d - 1) > attention(6 * d - 1)


def test_tiles_give_the_whole_softmax() -> None:
    """FlashAttention computes the softmax tile by tile and never stores the matrix"""
    rng = random.Random(1)
    scores, values = [rng.gauss(0, 5) for _ in range(64)], [rng.gauss(0, 1) for _ in range(64)]
    top, total, mean = -math.inf, 0.0, 0.0
    for start in range(0, 64, 16):
        tile = scores[start : start + 16]
        new = max(top, *tile)
        weights = [math.exp(s - new) for s in tile]
        kept = total * math.exp(top - new)
        mean = mean * kept + sum(w * v for w, v in zip(weights, values[start : start + 16], strict=True))
        total = kept + sum(weights)
        mean, top = mean / total, new
    whole = [math.exp(s - max(scores)) for s in scores]
    assert abs(mean - sum(w * v for w, v in zip(whole, values, strict=True)) / sum(whole)) < 1e-12
