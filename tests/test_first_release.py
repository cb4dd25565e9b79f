"""A database of the first release (commit 800b642) comes up under today's code with everything that people wrote.

tests/data/first_release/fill.py says what is in it and how it was made, by that commit's own code. Each database is
brought up in a process of its own, as an upgrade does it: `migrate`, then read.
"""

import gzip
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import env
from tests.factories import NOON
from tests.paths import DATA, ROOT

pytestmark = pytest.mark.django_db  # so that PostgreSQL's turn brings up its own
RELEASE = DATA / "first_release"

READ = """
import json
from practice.models import *
from questions.models import *
print(json.dumps({
    "texts": [[a.interview.title, a.position, a.said[0].text, a.said[0].revision, a.seconds, a.flagged, a.rating,
               a.notes.text]
              for a in Answer.objects.order_by("interview_id", "position")],
    "parts": [[part.role, part.saved_at and part.saved_at.isoformat()]
              for part in Part.objects.order_by("answer__interview_id", "answer__position", "position")],
    "received": [[r.part.answer.interview.title, r.part.answer.position, r.text, r.outcome, r.revision, r.writer,
                  r.sequence]
                 for r in ReceivedText.objects.order_by("pk")],
    "covered": sorted([c.answer.interview.title, c.answer.position, c.key_point.text, c.suggested, c.covered]
                for c in PointCoverage.objects.all()),
    "interviews": [[i.title, i.user.email, i.ending, i.one_way, i.speak_first, i.extra_seconds, i.deadline is None,
                    (i.finished_at - i.started_at).total_seconds() if i.finished_at else None]
                   for i in Interview.objects.order_by("pk")],
    "sounds": [[r.answer.position, r.seconds, bytes(r.sound).hex()] for r in Recording.objects.all()],
    "notes": [[n.user.email, n.question.slug, n.text] for n in QuestionNotes.objects.all()],
    "bookmarks": [[b.user.email, b.question.slug] for b in Bookmark.objects.all()],
    "cards": [[c.user.email, c.question.slug, c.due.isoformat()] for c in Card.objects.order_by("question__slug")],
    "own": [[b.title, b.owner.email, [s.count for s in b.sections.all()]]
            for b in Blueprint.objects.exclude(owner=None)],
    "reports": [[r.text, r.state, r.reply] for r in Report.objects.order_by("created_at")],
    "follow_ups": [[v.question.slug, v.number, [[f.text, f.answer, f.probes] for f in v.content.follow_ups]]
                   for v in QuestionVersion.objects.order_by("question__slug", "number")],
    "versions": [[v.question.slug, v.number, v.answer, v == v.question.current]
                 for v in QuestionVersion.objects.order_by("question__slug", "number")],
}))
"""


def sqlite(folder: Path) -> str:
    path = folder / "first.sqlite3"
    path.write_bytes(gzip.decompress((RELEASE / "sqlite3.gz").read_bytes()))
    return f"sqlite:///{path}"


def postgresql() -> str:
    """A database of its own on the server that was started for this run."""
    server = os.environ["DATABASE_URL"]
    name = f"first_release_{os.getpid()}"
    with psycopg.connect(server.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = f"{server.rpartition('/')[0]}/{name}"
    with psycopg.connect(url) as connection:
        connection.execute((RELEASE / "postgresql.sql").read_bytes())
    return url


def manage(url: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    url = sqlite(tmp_path_factory.mktemp("first")) if env.DATABASE == "sqlite" else postgresql()
    manage(url, "migrate", "--verbosity", "0")
    read: dict[str, Any] = json.loads(manage(url, "shell", "--no-imports", "--command", READ))
    return read


def test_every_answer(found: dict[str, Any]) -> None:
    assert found["texts"] == [
        ["Round 1", 1, "A model too simple underfits.", 2, 300, True, 3, "Say the formula first.\nThen the picture."],
        ["Round 1", 2, "The fit changes with the sample.", 1, 180, False, 4, ""],
        ["Round 1", 3, "def f(x):\n    return x  # é, 漢字\n", 1, 240, False, None, ""],
        ["Round 1", 4, "Candidates, then ranking.", 1, 480, False, None, ""],
        ["Round 1", 5, "", 0, 0, False, None, ""],
        ["Round 2", 1, "Spoken mostly.", 1, 180, False, None, ""],
        ["Round 2", 2, "", 0, 1620, False, None, ""],
        ["Practice: Quarrel", 1, "I said no, and why.", 1, 0, False, None, ""],
        ["Practice: Identity", 1, "def f(x): ...", 1, 0, False, None, ""],
        ["Round 3", 1, "def f(x):\n    retu", 1, 0, False, None, ""],
        ["Round 3", 2, "", 0, 0, False, None, ""],
    ]


def test_the_parts_that_its_answers_have_now(found: dict[str, Any]) -> None:
    def at(minutes: int) -> str:
        return (NOON + timedelta(minutes=minutes)).isoformat()

    notes, beside, blank = ["notes", None], ["text", None], ["text", None]
    assert found["parts"] == [
        *(notes, ["text", at(2)]),
        *(notes, ["text", at(6)]),
        *(notes, ["code", at(9)], beside),
        *(notes, ["text", at(13)]),
        *(notes, blank),
        *(notes, ["text", at(101)]),
        *(notes, blank),
        *(notes, ["text", at(310)]),
        *(notes, ["code", at(331)], beside),
        *(notes, ["code", at(401)], beside),
        *(notes, blank),
    ]


def test_every_text_ever_received(found: dict[str, Any]) -> None:
    assert found["received"] == [
        ["Round 1", 1, "A model too simple underfits.", "applied", 2, "page-a", 2],
        ["Round 1", 1, "From another tab.", "stale", None, "page-b", 1],
        ["Round 1", 2, "The fit changes with the sample.", "applied", 1, "", 0],
        ["Round 1", 2, "A plain form that came too late to be first.", "stale", None, "", 0],
        ["Round 1", 3, "def f(x):\n    return x  # é, 漢字\n", "applied", 1, "page-a", 3],
        ["Round 1", 4, "Candidates, then ranking.", "applied", 1, "page-a", 4],
        ["Round 1", 4, "", "stale", None, "page-a", 5],
        ["Round 1", 5, "Words after the end.", "late", None, "page-a", 6],
        ["Round 2", 1, "Spoken mostly.", "applied", 1, "page-c", 1],
        ["Round 2", 1, "Spoken mostly. Left behind.", "away", None, "page-c", 2],
        ["Practice: Quarrel", 1, "I said no, and why.", "applied", 1, "", 0],
        ["Practice: Identity", 1, "def f(x): ...", "applied", 1, "page-d", 1],
        ["Round 3", 1, "def f(x):\n    retu", "applied", 1, "page-e", 1],
    ]


def test_interviews_and_what_was_covered(found: dict[str, Any]) -> None:
    assert found["interviews"] == [
        ["Round 1", "ada@example.org", "finished", False, False, 450, False, 1200.0],
        ["Round 2", "bob@example.org", "time_up", True, True, 0, False, 1800.0],
        ["Practice: Quarrel", "ada@example.org", "finished", False, False, 0, True, 1200.0],
        ["Practice: Identity", "ada@example.org", "", False, False, 0, True, None],
        ["Round 3", "ada@example.org", "", False, False, 450, False, None],
    ]
    ticked = [row for row in found["covered"] if row[4]]
    assert len(found["covered"]) == 12
    assert ["Round 1", 1, "error stays with data", False, True] in ticked
    assert ["Round 1", 1, "a model too simple underfits", True, False] in found["covered"]


def test_what_else_people_have(found: dict[str, Any]) -> None:
    assert found["sounds"] == [[1, 95, (b"OggS" + bytes(range(200))).hex()]]
    assert found["notes"] == [["ada@example.org", "bias", "Ask for the data first."]]
    assert found["bookmarks"] == [["ada@example.org", "feed"]]
    assert [row[:2] for row in found["cards"]] == [["ada@example.org", "bias"], ["ada@example.org", "variance"]]
    assert found["own"] == [["Mine", "ada@example.org", [2]]]
    assert found["reports"] == [["The sign is off.", "fixed", "Mended, thank you."], ["Which feed?", "open", ""]]


def test_every_version(found: dict[str, Any]) -> None:
    reference = {slug: f"Reference of {slug}: $x^2$ and **more**." for slug in ("bias", "feed", "identity", "quarrel")}
    assert found["versions"] == [
        ["bias", 1, reference["bias"], True],
        ["bias", 2, "A newer answer that waits.", False],
        ["feed", 1, reference["feed"], True],
        ["identity", 1, reference["identity"], True],
        ["quarrel", 1, reference["quarrel"], True],
        ["variance", 1, "Reference of variance: $x^2$ and **more**.", True],
    ]


def test_every_follow_up(found: dict[str, Any]) -> None:
    asked = [["And with more data?", "", []]]
    slugs = [("bias", 1), ("bias", 2), ("feed", 1), ("identity", 1), ("quarrel", 1), ("variance", 1)]
    assert found["follow_ups"] == [[slug, number, asked] for slug, number in slugs]
