"""Which bytes of a whole a request asks for (RFC 9110, section 14): players seek by it, and Safari plays nothing
without it. Pure."""

import re

_ONE_RANGE = re.compile(r"bytes=(\d{1,18})?-(\d{1,18})?", re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range begins after the end, or is empty."""


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that a Range header asks for, of `size` in all. None for the whole: where there is no
    such header, where it asks for several ranges, and where it cannot be read. Raises Unsatisfiable."""
    found = _ONE_RANGE.fullmatch("".join(header.split()))
    if not found or not any(found.groups()):
        return None
    first, last = (int(number) if number else None for number in found.groups())
    if first is None:  # the last so many
        if not last or not size:
            raise Unsatisfiable
        return max(0, size - last), size - 1
    if last is not None and last < first:
        return None
    if first >= size:
        raise Unsatisfiable
    return first, size - 1 if last is None else min(last, size - 1)
