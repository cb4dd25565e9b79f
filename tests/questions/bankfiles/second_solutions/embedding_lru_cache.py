from collections.abc import Callable, Sequence


class EmbeddingCache:
    """By the insertion order of a plain dict: what is used is taken out and put in again."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.hits, self.misses, self.used_bytes = max_bytes, 0, 0, 0
        self._stored: dict[str, tuple[float, ...]] = {}

    def __len__(self) -> int:
        return len(self._stored)

    def __contains__(self, key: str) -> bool:
        return key in self._stored

    def _drop(self, key: str) -> None:
        self.used_bytes -= 4 * len(self._stored.pop(key))

    def get(self, key: str) -> tuple[float, ...] | None:
        if key not in self._stored:
            self.misses += 1
            return None
        self.hits += 1
        vector = self._stored.pop(key)
        self._stored[key] = vector
        return vector

    def put(self, key: str, vector: Sequence[float]) -> None:
        copy = tuple(map(float, vector))
        if key in self._stored:
            self._drop(key)
        if 4 * len(copy) > self.max_bytes:
            return
        while self.used_bytes + 4 * len(copy) > self.max_bytes:
            self._drop(next(iter(self._stored)))
        self._stored[key] = copy
        self.used_bytes += 4 * len(copy)

    def get_many(
        self, keys: list[str], embed_batch: Callable[[list[str]], list[Sequence[float]]]
    ) -> list[tuple[float, ...]]:
        results: dict[str, tuple[float, ...]] = {}
        missing: list[str] = []
        for key in dict.fromkeys(keys):
            vector = self.get(key)
            if vector is None:
                missing.append(key)
            else:
                results[key] = vector
        fresh = embed_batch(missing) if missing else []
        for key, numbers in zip(missing, fresh, strict=True):
            results[key] = tuple(map(float, numbers))
            self.put(key, numbers)
        return [results[key] for key in keys]
