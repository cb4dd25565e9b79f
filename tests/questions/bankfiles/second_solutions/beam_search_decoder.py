import heapq
from collections.abc import Callable


def beam_search(
    next_log_probs: Callable[[tuple[str, ...]], dict[str, float]],
    eos: str,
    beam_width: int,
    max_len: int,
    length_penalty: float = 0.0,
) -> list[tuple[tuple[str, ...], float]]:
    if beam_width <= 0 or max_len <= 0:
        raise ValueError("width and length start at 1")
    done: dict[tuple[str, ...], float] = {}
    beam: dict[tuple[str, ...], float] = {(): 0.0}
    steps = 0
    while beam and steps < max_len:
        steps += 1
        pool: dict[tuple[str, ...], float] = {}
        for prefix, total in beam.items():
            for token, logp in next_log_probs(prefix).items():
                if logp != float("-inf"):
                    pool[(*prefix, token)] = total + logp
        beam = {}
        for tokens in heapq.nsmallest(beam_width, pool, key=lambda t: (-pool[t], t)):
            target = done if tokens[-1] == eos else beam
            target[tokens] = pool[tokens]
    done.update(beam)
    score = {tokens: total / len(tokens) ** length_penalty for tokens, total in done.items()}
    return [(tokens, score[tokens]) for tokens in sorted(score, key=lambda t: (-score[t], t))[:beam_width]]
