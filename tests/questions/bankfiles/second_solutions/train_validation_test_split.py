import random
from decimal import ROUND_FLOOR, Decimal


def _size(n: int, fraction: float) -> int:
    return int((Decimal(n * fraction + 0.5)).to_integral_value(ROUND_FLOOR))


def train_val_test_split(
    rows: list, val_fraction: float = 0.15, test_fraction: float = 0.15, seed: int = 0
) -> tuple[list, list, list]:
    if min(val_fraction, test_fraction) < 0 or val_fraction + test_fraction >= 1:
        raise ValueError("fractions out of range")
    n_val, n_test = _size(len(rows), val_fraction), _size(len(rows), test_fraction)
    generator = random.Random(seed)
    names = ["val"] * n_val + ["test"] * n_test + ["train"] * (len(rows) - n_val - n_test)
    drawn = generator.sample(names, k=len(names))
    parts: dict[str, list] = {"train": [], "val": [], "test": []}
    for row, name in zip(rows, drawn, strict=True):
        parts[name].append(row)
    return parts["train"], parts["val"], parts["test"]
