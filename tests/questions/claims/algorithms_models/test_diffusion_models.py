import math
import random

BETAS = [1e-4 + (0.02 - 1e-4) * t / 999 for t in range(1000)]


def test_signal_left_at_the_end() -> None:
    r"""$\bar\alpha_T \approx 4.0\times10^{-5}$, so the signal is scaled by $0.0064$"""
    left = math.prod(1 - beta for beta in BETAS)
    assert round(left * 1e5, 1) == 4.0
    assert round(math.sqrt(left), 4) == 0.0064


def test_one_jump_equals_many_steps() -> None:
    """With $\\alpha_t = 1-\\beta_t$ and $\\bar\\alpha_t = \\prod_{s\\le t}\\alpha_s$ we can jump to any step"""
    scale, variance = 1.0, 0.0
    for beta in BETAS[:300]:
        scale, variance = scale * math.sqrt(1 - beta), (1 - beta) * variance + beta
    jump = math.prod(1 - beta for beta in BETAS[:300])
    assert abs(scale - math.sqrt(jump)) < 1e-12
    assert abs(variance - (1 - jump)) < 1e-12


def test_best_noise_prediction_is_the_scaled_score() -> None:
    r"""The optimum is $-\sqrt{1-\bar\alpha_t}\,\nabla \log p_t(x_t)$"""
    rng = random.Random(0)
    kept, spread = 0.6, 2.0  # images drawn from N(0, spread^2), so that x_t is normal too
    pairs = []
    for _ in range(40_000):
        noise = rng.gauss(0, 1)
        pairs.append((math.sqrt(kept) * rng.gauss(0, spread) + math.sqrt(1 - kept) * noise, noise))
    fitted = sum(x * noise for x, noise in pairs) / sum(x * x for x, _ in pairs)  # regression of the noise on x_t
    score_slope = -1 / (kept * spread**2 + 1 - kept)
    assert abs(fitted + math.sqrt(1 - kept) * score_slope) < 0.01


def test_numbers_of_a_latent() -> None:
    """786,432 numbers to 16,384, 48 times fewer"""
    assert (512 * 512 * 3, 64 * 64 * 4) == (786_432, 16_384)
    assert 786_432 / 16_384 == 48
