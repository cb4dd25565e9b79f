"""What waits between the upload of a file and its confirmation: the file as it was read and compared with the bank, the
curator's decisions, and afterwards what came of it. It lies in a cache of its own that every process shares
(CACHES["uploads"]); the file's bytes lie beside it, for the case that other choices have it read anew."""

import json
import re
import secrets
import zlib
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core.cache import caches

from accounts.models import User
from questions.content import Choices, Document, Entry
from questions.interchange import detect, importer, plain_document
from questions.interchange.comparison import Comparison, Other, compare

_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """`left_out` and `taken_in` are the rows that the curator wants otherwise than they were found (importer.Row)."""

    name: str
    category: str = ""
    licence: str = ""
    document: Document = field(default_factory=Document)
    compared: list[Comparison] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    left_out: frozenset[int] = frozenset()
    taken_in: frozenset[int] = frozenset()
    valid_only: bool = False
    done: str = ""  # what came of it, once it was imported or given up
    imported: int | None = None

    @classmethod
    def read(cls, data: bytes, *, name: str, category: str, licence: str, choices: Choices | None = None) -> Self:
        choices = choices or Choices()
        document = detect.read(name, data, choices)
        compared = compare(document.entries)
        return cls(name=name, category=category, licence=licence, document=document, compared=compared, choices=choices)

    def read_again(self, data: bytes, choices: Choices) -> "Upload":
        """The file read with other choices; ticks stay at the questions that are found again."""
        anew = self.read(data, name=self.name, category=self.category, licence=self.licence, choices=choices)
        before = dict(enumerate(map(_identity, self.document.entries)))
        now = {identity: number for number, identity in enumerate(map(_identity, anew.document.entries))}

        def moved(numbers: frozenset[int]) -> frozenset[int]:
            return frozenset(now[before[number]] for number in numbers if before.get(number) in now)

        return replace(anew, left_out=moved(self.left_out), taken_in=moved(self.taken_in), valid_only=self.valid_only)

    @property
    def states(self) -> list[str]:
        """The state of each row, by its number."""
        return [*(found.state for found in self.compared), *("skipped" for _ in self.document.skipped)]

    def plan(self, *, anew: bool = False) -> importer.Plan:
        """What an import would do; `anew`: with a look at what the bank has got meanwhile."""
        return importer.plan(
            self.document,
            origin=self.name,
            category=self.category,
            licence=self.licence,
            left_out=self.left_out,
            taken_in=self.taken_in,
            compared=importer.again(self.compared, self.document) if anew else self.compared,
        )


def find(user: User, key: str) -> Upload | None:
    """The upload of this user, and of nobody else."""
    packed = caches["uploads"].get(_cache_key(user, key)) if _KEY.fullmatch(key) else None
    return None if packed is None else _unpacked(packed)


def file_of(user: User, key: str) -> bytes | None:
    packed = caches["uploads"].get(_cache_key(user, key) + ":file")
    return None if packed is None else zlib.decompress(packed)


def store(user: User, upload: Upload, data: bytes) -> str:
    """Store it with its file; return the key that finds it again."""
    key = secrets.token_urlsafe(16)
    caches["uploads"].set(_cache_key(user, key) + ":file", zlib.compress(data, 1))
    update(user, key, upload)
    return key


def update(user: User, key: str, upload: Upload) -> None:
    caches["uploads"].set(_cache_key(user, key), _packed(upload))


def close(user: User, key: str, upload: Upload, done: str, imported: int | None = None) -> None:
    """Forget the file and what was read of it; remember what came of it, for whoever goes back to the page."""
    caches["uploads"].delete(_cache_key(user, key) + ":file")
    update(user, key, Upload(name=upload.name, done=done, imported=imported))


def _cache_key(user: User, key: str) -> str:
    return f"upload:{user.pk}:{key}"


def _identity(entry: Entry) -> tuple[str, int, str]:
    return entry.file, entry.line, entry.content.prompt


def _packed(upload: Upload) -> bytes:
    """Two lines of JSON: the document, which is long, and the rest."""
    rest = vars(upload) | {
        "compared": [_plain_comparison(found) for found in upload.compared],
        "left_out": sorted(upload.left_out),
        "taken_in": sorted(upload.taken_in),
    }
    del rest["document"]
    lines = plain_document.write(upload.document), json.dumps(rest, default=vars, separators=(",", ":"))
    return zlib.compress("\n".join(lines).encode(), 1)


def _plain_comparison(found: Comparison) -> list[Any]:
    return [] if found.other is None else [found.state, found.other, found.likeness]


def _unpacked(packed: bytes) -> Upload:
    document, rest = zlib.decompress(packed).decode().split("\n")
    plain = json.loads(rest)
    return Upload(
        **plain
        | {
            "document": plain_document.read(document),
            "compared": [_comparison(*found) for found in plain["compared"]],
            "choices": Choices(**plain["choices"]),
            "left_out": frozenset(plain["left_out"]),
            "taken_in": frozenset(plain["taken_in"]),
        }
    )


def _comparison(state: Any = "new", other: dict[str, Any] | None = None, likeness: float = 100.0) -> Comparison:
    return Comparison(state=state, other=Other(**other) if other else None, likeness=likeness)
