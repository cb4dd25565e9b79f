"""The sheet of useful numbers: orders of magnitude and arithmetic for designs. Its content is in numbers.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Group:
    """Numbers of one sort, each what it is of and what it is, with where they come from; `url` may be empty."""

    title: str
    rows: tuple[tuple[str, str], ...]
    source: str
    url: str


def read() -> tuple[Group, ...]:
    told = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))
    return tuple(Group(**group | {"rows": tuple(map(tuple, group["rows"]))}) for group in told["group"])


GROUPS = read()
