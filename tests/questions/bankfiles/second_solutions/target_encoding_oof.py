from collections import defaultdict
from collections.abc import Hashable, Sequence
from fractions import Fraction


def _groups(keys: Sequence[Hashable], targets: Sequence[float]) -> dict[Hashable, list[Fraction]]:
    """Sum and count for each key, exactly."""
    found: dict[Hashable, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for key, target in zip(keys, targets, strict=True):
        pair = found[key]
        pair[0] += Fraction(target)
        pair[1] += 1
    return found


def _check(smoothing: float, *columns: Sequence) -> None:
    lengths = {len(column) for column in columns}
    if len(lengths) > 1 or 0 in lengths or smoothing < 0:
        raise ValueError("no rows, different lengths, or negative smoothing")


def encode_train(
    categories: Sequence[Hashable], targets: Sequence[float], folds: Sequence[Hashable], smoothing: float
) -> list[float]:
    _check(smoothing, categories, targets, folds)
    number = {label: i for i, label in enumerate(dict.fromkeys(categories))}
    codes = [number[c] for c in categories]
    per_fold = _groups(folds, targets)
    if len(per_fold) < 2:
        raise ValueError("one fold alone")
    per_code = _groups(codes, targets)
    per_pair = _groups(list(zip(codes, folds, strict=True)), targets)
    whole = sum((s for s, _ in per_fold.values()), Fraction(0))
    out = []
    for code, fold in zip(codes, folds, strict=True):
        mean = (whole - per_fold[fold][0]) / (len(codes) - per_fold[fold][1])
        total = per_code[code][0] - per_pair[code, fold][0]
        rows = per_code[code][1] - per_pair[code, fold][1]
        weight = Fraction(smoothing)
        out.append(float((total + weight * mean) / (rows + weight)) if rows else float(mean))
    return out


def fit_encoding(
    categories: Sequence[Hashable], targets: Sequence[float], smoothing: float
) -> tuple[dict[Hashable, float], float]:
    _check(smoothing, categories, targets)
    prior = sum(map(Fraction, targets), Fraction(0)) / len(targets)
    weight = Fraction(smoothing)
    groups = _groups(categories, targets).items()
    return {c: float((s + weight * prior) / (n + weight)) for c, (s, n) in groups}, float(prior)


def apply_encoding(categories: Sequence[Hashable], mapping: dict[Hashable, float], prior: float) -> list[float]:
    return [mapping.get(c, prior) for c in categories]
