"""Many threads at once, with as many switches between them as the interpreter allows."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier


@contextmanager
def _eager_switching() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


def at_once[T](call: Callable[[], T], *, threads: int = 8) -> list[T]:
    """What each of the threads gets, which all begin together."""
    barrier = Barrier(threads)

    def begin(_: int) -> T:
        barrier.wait()
        return call()

    with _eager_switching(), ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))
