"""A folder or a zip of files, each in any format; a question file belongs to the category of its folder.

An export is a zip of question files.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from questions.bankfiles import index_file, question_file
from questions.content import Document
from questions.text import LARGEST_FILE, MOST_QUESTIONS, Unreadable

from .fields import Outgoing

LARGEST_UNPACKED = 60_000_000
MOST_PARTS = 2_000
_DAMAGED = (zlib.error, lzma.LZMAError, KeyError, IndexError, OverflowError)
_IGNORED = ("__MACOSX", ".", "_")

type File = tuple[str, bytes]


def opened(data: bytes) -> zipfile.ZipFile:
    """Open a zip whose declared sizes are within the limits; Python never unpacks more than is declared."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            0, f"The file has {len(data) // 1_000_000} MB; at most {LARGEST_FILE // 1_000_000} MB are read."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise Unreadable(0, "This archive is damaged, or not one.") from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(0, f"The archive holds {len(parts):,} files; at most {MOST_PARTS:,} are read.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise Unreadable(
            0, f"Unpacked it has {unpacked // 1_000_000:,} MB; at most {LARGEST_UNPACKED // 1_000_000} MB are read."
        )
    return archive


def files_of_zip(data: bytes) -> Iterable[File]:
    """The files of a zip, in order of their names. Raises Unreadable where it is broken, locked or too large."""
    archive = opened(data)
    try:
        for part in sorted(archive.infolist(), key=lambda part: part.filename):
            if not part.is_dir() and not _is_ignored(part.filename):
                yield part.filename, archive.read(part)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, *_DAMAGED) as error:
        message = "The archive is damaged, packed in a way that is not read, or locked with a password."
        raise Unreadable(0, message) from error


def files_of_folder(folder: Path) -> Iterable[File]:
    """The files of a folder and those below it. Raises Unreadable where they are too many or too large."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    paths = [path for path in paths if not _is_ignored(path.relative_to(folder).as_posix())]
    if len(paths) > MOST_PARTS:
        raise Unreadable(0, f"The folder holds {len(paths):,} files; at most {MOST_PARTS:,} are read.")
    if sum(path.stat().st_size for path in paths) > LARGEST_UNPACKED:
        raise Unreadable(0, f"The folder's files have more than {LARGEST_UNPACKED // 1_000_000} MB.")
    for path in paths:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(0, f"{path.name} has more than {LARGEST_FILE // 1_000_000} MB.")
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def write(questions: Sequence[Outgoing]) -> bytes:
    """A folder as `load_bank` reads it, with an index of the categories that occur."""
    entries = [question.entry for question in questions]
    categories = {question.category.slug: question.category for question in questions}
    index = index_file.Index(
        categories=list(categories.values()),
        orders={slug: [entry.slug for entry in entries if entry.category == slug] for slug in categories},
    )
    files = [(f"{entry.category}/{entry.slug}.md", question_file.write(entry)) for entry in entries]
    return zipped([*files, (index_file.NAME, index_file.write(index))])


def zipped(files: Iterable[tuple[str, str]]) -> bytes:
    """A zip of texts. Its bytes depend on the texts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def joined(documents: Iterable[tuple[str, Document]]) -> Document:
    """One document of many, each thing knowing its file."""
    whole = Document()
    for name, document in documents:
        whole.add(document, name)
        if len(whole.entries) > MOST_QUESTIONS:
            raise Unreadable(0, f"More than {MOST_QUESTIONS:,} questions in one import. Split it.")
    return whole


def _is_ignored(name: str) -> bool:
    return any(part.startswith(_IGNORED) for part in PurePosixPath(name).parts)
