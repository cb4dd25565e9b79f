import io
import json
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from accounts import export
from accounts.models import User
from practice import autosave
from practice.models import Part
from questions.models import Kind
from tests.accounts.test_departures import columns_of_people, fill
from tests.factories import (
    NOON,
    make_design,
    make_interview,
    make_question,
    make_recording,
    make_scene,
    make_user,
    part_of,
)

PASSWORD = "a-long-enough-secret"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(email="ada@example.org", password=PASSWORD, name="Ada")


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def archive(client: Client) -> ZipFile:
    response = client.get("/accounts/data/")
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="dry-run-')
    return ZipFile(io.BytesIO(response.getvalue()))


def read(files: ZipFile, name: str) -> Any:
    return json.loads(files.read(name))


def test_the_archive_holds_ones_own_data_alone(client: Client) -> None:
    other = make_user(email="eve@example.org", name="Eve")
    fill(other)
    files = archive(client)
    account = read(files, "account.json")
    assert (account["email"], account["name"], account["extra_time_percent"]) == ("ada@example.org", "Ada", 0)
    assert len(account["sessions"]) == 1
    everything = b"".join(files.read(name) for name in files.namelist()).decode().lower()
    for word in ("eve@", "zanzibar", "md5$", "pbkdf2", "fernet:"):
        assert word not in everything


def test_what_one_wrote_is_there_to_read_and_for_programs(client: Client, user: User) -> None:
    interview = make_interview(user, now=NOON)
    Part.objects.filter(pk=part_of(interview).pk).update(text="First line\nSecond line, naïve")
    recording = make_recording(interview, sound=b"OggS\x00\xff sound")
    other = make_interview(make_user(), now=NOON - timedelta(days=1))
    make_recording(other, sound=b"OggS of somebody else")

    files = archive(client)
    answer = read(files, "practice.json")["interviews"][0]["answers"][0]
    assert [part["text"] for part in answer["parts"] if part["text"]] == ["First line\nSecond line, naïve"]
    assert answer["recordings"][0]["file"] == f"recordings/{recording.pk}.ogg"
    assert files.read(f"recordings/{recording.pk}.ogg") == b"OggS\x00\xff sound"
    assert [name for name in files.namelist() if name.startswith("recordings/")] == [f"recordings/{recording.pk}.ogg"]
    (page,) = [name for name in files.namelist() if name.startswith("attempts/")]
    assert "> First line\n> Second line, naïve\n" in files.read(page).decode()
    assert files.namelist()[0] == "README.txt"
    assert files.testzip() is None


def test_what_one_drew_is_there_as_files_and_in_words(client: Client, user: User) -> None:
    interview = make_interview(user, questions=[make_question(kind=Kind.DESIGN)], now=NOON)
    for writer, text in (("a", make_scene()), ("b", make_scene({"type": "ellipse"}))):
        autosave.save(interview, 1, part=2, text=text, based_on=0, now=NOON, writer=writer, sequence=1)

    files = archive(client)
    sketch = read(files, "practice.json")["interviews"][0]["answers"][0]["parts"][2]
    assert sketch["description"] == "Sketch of 2 shapes and 1 arrow. API, Feature store. API to Feature store."
    assert json.loads(files.read(sketch["file"]))["elements"][0]["id"] == "api"
    assert files.read(sketch["file"].replace(".excalidraw", ".svg")).startswith(b"<svg ")
    applied, stale = sketch["received_texts"]
    assert (applied["outcome"], stale["outcome"]) == ("applied", "stale")
    assert b"ellipse" in files.read(stale["file"])


NOT_IN_IT = {
    "EmailConfirmation": "a code on its way",
    "Import": "who brought questions in: a fact about the bank",
    "Question": "who reviewed it: a fact about the bank",
    "QuestionVersion": "the bank's content, published under its licence",
}


def test_every_table_that_names_a_person_is_in_the_archive_or_has_a_reason(client: Client, user: User) -> None:
    fill(user)
    account, practice, reports = (read(archive(client), f"{name}.json") for name in ("account", "practice", "reports"))
    held = {
        "EmailAddress": account["email_addresses"],
        "Authenticator": account["second_factors"],
        "SocialAccount": account["other_sites"],
        "UserSession": account["sessions"],
        "LogEntry": account["done_in_the_admin"],
        "Interview": practice["interviews"],
        "Blueprint": practice["own_interviews"],
        "Card": practice["schedule"],
        "Bookmark": practice["bookmarks"],
        "QuestionNotes": practice["notes"],
        "Story": practice["stories"],
        "Preparation": practice["preparation"],
        "TranscribedDay": practice["transcribed_days"],
        "OpinionDay": practice["judged_days"],
        "Report": reports["reports"],
    }
    assert held.keys() | NOT_IN_IT.keys() >= {model.__name__ for model in columns_of_people()}
    assert [name for name, rows in held.items() if not rows] == []


def test_a_design_tells_its_stages_with_their_time(client: Client, user: User) -> None:
    interview = make_interview(user, questions=[make_design()], minutes=60, now=NOON)
    Part.objects.filter(pk=part_of(interview, part=2).pk).update(text="Ten million.", seconds=95)
    interview.answers.update(drawn=["Feed store"])
    answer = read(archive(client), "practice.json")["interviews"][0]["answers"][0]
    told = [(part["stage"], part["seconds"], part["text"]) for part in answer["parts"] if part["stage"]]
    assert told[0] == ("Scope and sizing", 95, "Ten million.")
    # In the diagram's stage one has words, blocks and arrows, and a sketch.
    assert sorted(stage for stage, _, _ in told) == ["Diagram", "Diagram", "Diagram", "Scope and sizing", "Trade-offs"]
    assert answer["drawn"] == ["Feed store"]


def test_other_apps_add_their_part(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(export._exporters, "shoe_sizes", lambda person: {"of": person.email, "size": 38})
    files = archive(client)
    assert read(files, "shoe_sizes.json") == {"of": "ada@example.org", "size": 38}
    assert files.read("shoe_sizes.md").decode() == "# Shoe_sizes\n\n- Of: ada@example.org\n- Size: 38\n"
