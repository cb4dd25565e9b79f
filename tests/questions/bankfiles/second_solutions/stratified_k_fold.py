import random
from collections.abc import Hashable
from itertools import chain


def stratified_k_fold(labels: list[Hashable], k: int, seed: int = 0) -> list[tuple[list[int], list[int]]]:
    """All classes in one row, each shuffled; every k-th place of the row is a fold."""
    if k < 2 or k > len(labels):
        raise ValueError("k does not fit the number of labels")
    generator = random.Random(seed)
    classes = []
    for label in dict.fromkeys(labels):
        members = [i for i, other in enumerate(labels) if other == label]
        classes.append(generator.sample(members, k=len(members)))
    row = list(chain.from_iterable(classes))
    folds = []
    for fold in range(k):
        val = sorted(row[fold::k])
        held_out = set(val)
        folds.append(([i for i in range(len(labels)) if i not in held_out], val))
    return folds
