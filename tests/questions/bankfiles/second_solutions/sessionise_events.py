from collections import defaultdict


def sessionise(events: list[tuple[str, int, str]], gap: int = 1800) -> list[tuple[str, int, int, list[str]]]:
    if gap < 0:
        raise ValueError("gap is a length of time")
    by_user: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    seen = set()
    for place, event in enumerate(events):
        if event not in seen:
            seen.add(event)
            by_user[event[0]].append((event[1], place, event[2]))
    out = []
    for user, rows in by_user.items():
        rows.sort()
        starts = [i for i in range(len(rows)) if i == 0 or rows[i][0] - rows[i - 1][0] > gap]
        for a, b in zip(starts, [*starts[1:], len(rows)], strict=True):
            part = rows[a:b]
            out.append((part[0][0], user, part[-1][0], [name for _, _, name in part]))
    return [(user, start, end, names) for start, user, end, names in sorted(out)]
