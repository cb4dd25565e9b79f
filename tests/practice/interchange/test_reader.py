"""What is read of a file that anybody may have written: nothing breaks, and whatever is no archive of ours says why."""

import io
import json
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.interchange import reader
from practice.interchange.carried import FORMAT
from practice.interchange.checked import Refused
from practice.interchange.identities import identity
from tests.factories import NOON

ATTEMPT: dict[str, Any] = {
    "title": "Round",
    "minutes": 30,
    "started_at": NOON.isoformat(),
    "deadline": None,
    "finished_at": NOON.isoformat(),
    "ending": "finished",
    "answers": [{"question": "bias", "position": 1, "minutes": 5, "asked": "What is bias?", "fingerprint": "0" * 64}],
}


def packed(**parts: Any) -> bytes:
    return json.dumps({"format": FORMAT} | parts).encode()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), content)
    return buffer.getvalue()


def test_an_attempt_without_an_identity_is_given_its_own() -> None:
    (attempt,) = reader.read(packed(interviews=[ATTEMPT])).attempts
    assert attempt.identity == identity(NOON, "Round", ["bias"])
    (named,) = reader.read(packed(interviews=[ATTEMPT | {"identity": "a" * 64}])).attempts
    assert named.identity == "a" * 64
    (odd,) = reader.read(packed(interviews=[ATTEMPT | {"identity": "../" * 21 + "x"}])).attempts
    assert odd.identity == attempt.identity


def test_an_archive_brings_its_sounds() -> None:
    taken = reader.read(zipped(practice_json=packed(), recordings__7=b"OggS", sketches__1=b"x"))
    assert taken.sounds == {"recordings/7": b"OggS"}


def test_what_no_database_stores_goes() -> None:
    (attempt,) = reader.read(packed(interviews=[ATTEMPT | {"title": "a\0b\ud800"}])).attempts
    assert attempt.interview.title == "ab"


DEEP = b'{"format": 1, "interviews": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not the JSON"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"[]", "not a practice.json of this release"),
        (b"{}", "not a practice.json of this release"),
        (b'{"format": 1, "interviews": NaN}', "not the JSON"),
        (b'{"format": 1, "interviews": ' + b"9" * 5_000 + b"}", "not the JSON"),
        (DEEP, "nested too deeply"),
        (packed(interviews=[[[[[[[[[[[[[[]]]]]]]]]]]]]]), "nested too deeply"),
        (packed(interviews=[ATTEMPT] * 5_001), "at most 5,000"),
        (packed(interviews=[ATTEMPT | {"answers": ATTEMPT["answers"] * 61}]), "at most 60"),
        (packed(interviews=[ATTEMPT | {"answers": ATTEMPT["answers"] * 2}]), "two answers stand at one place"),
        (packed(interviews=[{"title": "x"}]), "“started_at” is missing"),
        (packed(notes=[{"slug": "x", "text": "y" * 1_000_001, "updated_at": NOON.isoformat()}]), "“text”"),
        (b" " * 20_000_001, "20 MB are read"),
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped(other_json=b"{}"), "no practice.json in this archive"),
        (zipped(practice_json=b"[]"), "not a practice.json of this release"),
        (zipped(practice_json=b" " * 61_000_000), "at most 60 MB"),
    ],
    ids=range(18),
)
def test_what_is_no_archive_of_ours_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        reader.read(data)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ATTEMPT, "parts", "role"]), inner),
    max_leaves=8,
)


@given(name=st.sampled_from([*ATTEMPT, "identity", "one_way"]), value=PLAIN, within=st.booleans())
def test_any_value_at_any_place_is_read_or_refused(name: str, value: Any, within: bool) -> None:
    changed = ATTEMPT | {name: value} if not within else ATTEMPT | {"answers": [ATTEMPT["answers"][0] | {name: value}]}
    try:
        reader.read(packed(interviews=[changed]))
    except Refused as refused:
        assert str(refused)  # noqa: PT017 (either is right)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        reader.read(data)
