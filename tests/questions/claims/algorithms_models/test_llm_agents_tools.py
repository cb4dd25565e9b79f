import random


def test_errors_compound() -> None:
    r"""all do in $0.95^{20} = 36\%$ of runs"""
    rng = random.Random(0)
    runs = sum(all(rng.random() < 0.95 for _ in range(20)) for _ in range(20_000))
    assert abs(runs / 20_000 - 0.36) < 0.01


def test_repair_beats_the_product() -> None:
    """Repair is one reason why real agents can do better than this product"""
    noticed, repaired = 0.8, 0.95
    step = 0.95 + 0.05 * noticed * repaired
    assert step**20 > 2 * 0.95**20


def test_tokens_read() -> None:
    r"""\sum_{i=0}^{19} (3000 + 1500\,i) = 345{,}000"""
    prompts = [3000]
    while len(prompts) < 20:
        prompts.append(prompts[-1] + 1500)
    assert sum(prompts) == 345_000


def test_last_prompt() -> None:
    """tokens, although the last prompt holds only 31,500"""
    assert 3000 + 1500 * 19 == 31_500


def test_four_of_four() -> None:
    """If a task succeeds in 80% of runs, independently, then four of four succeed in 41%"""
    assert round(100 * 0.8 * 0.8 * 0.8 * 0.8) == 41
