"""Bytes and foreign texts -> text that can be stored, and the limits within which every reader works."""

import re

LARGEST_FILE = 20_000_000
MOST_LINES = 100_000
MOST_QUESTIONS = 20_000

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Unreadable(ValueError):
    """A source that cannot be read at all: `line` (from 1, 0 where there is none) and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


def decode(data: bytes) -> str:
    """Return the text with plain line ends and no byte order mark. Raises Unreadable, with the line."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(0, f"The file has {_megabytes(len(data))} MB; at most {_megabytes(LARGEST_FILE)} MB are read.")
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise Unreadable(
                line, f"The byte 0x{data[error.start]:02x} is not UTF-8 text. Save the file as UTF-8 and try again."
            ) from error
    text = with_plain_line_ends(text)
    if (lines := text.count("\n")) > MOST_LINES:
        raise Unreadable(MOST_LINES + 1, f"The file has {lines:,} lines; at most {MOST_LINES:,} are read. Split it.")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unreadable(line, "A NUL byte stands here: the file is damaged, or not a text.")
    return text


def storable(text: str) -> str:
    """Without the characters that no database stores and no encoding writes: NUL and halves of surrogate pairs."""
    return _UNSTORABLE.sub("", text)


def cleaned(text: str) -> str:
    """As a text box of ours would give it back: storable, with plain line ends."""
    return storable(with_plain_line_ends(text))


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
