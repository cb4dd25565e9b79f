from collections import defaultdict
from hashlib import blake2b
from typing import Any


def stable_hash(text: str) -> int:
    number = 0
    for byte in blake2b(text.encode(), digest_size=8).digest():
        number = number * 256 + byte
    return number


def hash_row(row: dict[str, Any], n_buckets: int) -> dict[int, float]:
    if n_buckets <= 0:
        raise ValueError("at least one bucket")
    weights: dict[str, float] = defaultdict(float)
    for key, value in row.items():
        if isinstance(value, int | float):
            weights[key] += value
        elif value is not None:
            for token in [value] if isinstance(value, str) else value:
                weights[f"{key}={token}"] += 1
    sums: dict[int, float] = defaultdict(float)
    for name, weight in weights.items():
        code = stable_hash(name)
        sums[code % n_buckets] += weight if code < 1 << 63 else -weight
    return {bucket: total for bucket, total in sums.items() if total}
