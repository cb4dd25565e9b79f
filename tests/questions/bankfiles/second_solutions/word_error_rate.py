import math


def normalise(text: str) -> list[str]:
    words, current = [], ""
    for c in [*text.lower(), " "]:
        if c.isalnum() or c == "'":
            current += c
        elif current:
            words.append(current)
            current = ""
    return words


def edit_counts(reference: list[str], hypothesis: list[str]) -> tuple[int, int, int]:
    """A whole table of one number a cell: an error costs so much that substitutions cannot outweigh it."""
    n, m = len(reference), len(hypothesis)
    error = n + m + 1
    cost = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            options = []
            if i and j:
                options.append(cost[i - 1][j - 1] + (0 if reference[i - 1] == hypothesis[j - 1] else error - 1))
            if i:
                options.append(cost[i - 1][j] + error)
            if j:
                options.append(cost[i][j - 1] + error)
            cost[i][j] = min(options, default=0)
    errors = -(-cost[n][m] // error)
    substitutions = errors * error - cost[n][m]
    rest = errors - substitutions
    deletions = (rest + n - m) // 2
    return substitutions, deletions, rest - deletions


def corpus_wer(pairs: list[tuple[str, str]]) -> float:
    read = [(normalise(a), normalise(b)) for a, b in pairs]
    errors = sum(sum(edit_counts(a, b)) for a, b in read)
    words = sum(len(a) for a, _ in read)
    return errors / words if words else (math.inf if errors else 0.0)
