"""Everything the site keeps about a person, for that person. Each app adds its own part when it is ready:

export.register("interviews", interviews_of)
export.register_files(recordings_of)
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.core.serializers.json import DjangoJSONEncoder

from .models import User
from .readable import markdown

type Exporter = Callable[[User], dict[str, Any]]
type Files = Callable[[User], Iterator[tuple[str, bytes]]]

_exporters: dict[str, Exporter] = {}
_told_in_files: dict[str, Collection[str]] = {}
_files: list[Files] = []

PACKED = (".webm", ".ogg", ".m4a")
"""What is compressed already."""

READ_ME = """\
Everything that Dry Run keeps about {user}, as it was on {now:%d %B %Y at %H:%M} UTC.

The .md files are to be read, with any text editor: in attempts/ stands one for each interview and practice. The .json
files say the same and are for programs; with practice.json, or this whole archive, you can bring your answers into
another site of Dry Run, or into this one again ("Bring answers in", under "Your account").

recordings/ holds what you recorded and sketches/ what you drew; the interviews name each file. anki-cards.txt has the
questions that you have met: import it in Anki by File > Import.
"""


class Lazily[Value](list[Value]):
    """A long list within a part: its values are made while they are written, and never all in memory.

    `make` is called for each pass over them.
    """

    def __init__(self, make: Callable[[], Iterable[Value]]) -> None:
        super().__init__()
        self._make = make

    def __iter__(self) -> Iterator[Value]:
        return iter(self._make())

    def __bool__(self) -> bool:
        return any(True for _ in self)


class _Exact(DjangoJSONEncoder):
    """Times to the microsecond, by which an attempt is known again; Django's own encoder stops at milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def register(name: str, exporter: Exporter, *, told_in_files: Collection[str] = ()) -> None:
    """`exporter(user)` gives what DjangoJSONEncoder can write; it stands in the archive as name.json and name.md.

    What it gives under the names `told_in_files` has readable files of its own, and is left out of name.md.
    """
    _exporters[name] = exporter
    _told_in_files[name] = told_in_files


def register_files(files: Files) -> None:
    """`files(user)` gives paths in the archive and what stands there, one after the other: they are large."""
    if files not in _files:
        _files.append(files)


def collect(user: User) -> dict[str, Any]:
    return {name: exporter(user) for name, exporter in _exporters.items()}


def write(user: User, file: IO[bytes], *, now: datetime) -> None:
    """Write the archive of a person. One part is in memory at a time, and of the files one each."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", READ_ME.format(user=user.email, now=now))
        for name, exporter in _exporters.items():
            part = exporter(user)
            _write_json(archive, f"{name}.json", part)
            told = {key: value for key, value in part.items() if key not in _told_in_files.get(name, ())}
            archive.writestr(f"{name}.md", markdown(name.capitalize(), told))
        for files in _files:
            for path, content in files(user):
                archive.writestr(path, content, ZIP_STORED if path.endswith(PACKED) else None)


def in_json(part: dict[str, Any]) -> Iterator[str]:
    """A part as it stands in the archive, piece by piece."""
    return _Exact(indent=2, ensure_ascii=False).iterencode(part)


def _write_json(archive: ZipFile, path: str, part: dict[str, Any]) -> None:
    with archive.open(path, "w") as file:
        for piece in in_json(part):
            file.write(piece.encode())


def account_of(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "time_zone": user.time_zone,
        "extra_time_percent": user.extra_time,
        "hide_countdown": user.hide_countdown,
        "designs_in_one_box": user.designs_in_one_box,
        "due_minutes": user.due_minutes,
        "joined": user.date_joined,
        "last_signed_in": user.last_login,
        "deleted_on": user.leaves_at,
        "curator": user.is_staff,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "email_addresses": list(
            EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
        ),
        "second_factors": list(
            Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "other_sites": list(
            SocialAccount.objects.filter(user=user)
            .order_by("pk")
            .values("provider", "uid", "date_joined", "extra_data")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user)
            .order_by("pk")
            .values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "done_in_the_admin": [
            {"at": entry.action_time, "object": entry.object_repr, "what": entry.get_change_message()}
            for entry in LogEntry.objects.filter(user=user).order_by("pk")
        ],
    }
