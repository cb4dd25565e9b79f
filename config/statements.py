"""How long a request waits for its database, statement by statement."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection

log = logging.getLogger("dryrun.statements")


@dataclass
class Told:
    """What a request has asked its database so far: `count` statements that took `seconds` in all."""

    count: int = 0
    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Told]:
    """Count what this thread asks meanwhile, and log what is slow: the statement, never what was put into it."""
    told = Told()

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = perf_counter() - began
            told.count += 1
            told.seconds += took
            if took > settings.SLOW_STATEMENT:
                log.warning("slow statement, %.0f ms: %s", took * 1000, " ".join(str(sql).split())[:2000])

    with connection.execute_wrapper(wrapper):
        yield told
