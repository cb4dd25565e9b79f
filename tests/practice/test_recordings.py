import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practice import recordings
from practice.models import Interview, Recording
from tests.factories import NOON, make_interview, make_recording, make_user

pytestmark = pytest.mark.django_db

OGG = b"OggS" + bytes(10)


@pytest.fixture
def interview() -> Interview:
    return make_interview(speak_first=True)


@pytest.mark.parametrize(
    ("sound", "mime_type"),
    [
        (b"\x1aE\xdf\xa3 more", "audio/webm"),
        (OGG, "audio/ogg"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"<html><script>", ""),
        (b"", ""),
    ],
)
def test_the_bytes_say_what_it_is(sound: bytes, mime_type: str) -> None:
    assert recordings.sniff(sound) == mime_type


class TestLimits:
    def test_size(self, interview: Interview, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recordings, "MAX_BYTES", len(OGG) - 1)
        with pytest.raises(recordings.TooLarge):
            recordings.store(interview.answers.all()[0], OGG, seconds=1, now=NOON)

    def test_quota_of_one_person(self, interview: Interview, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recordings, "QUOTA_BYTES", 2 * len(OGG))
        make_recording(make_interview(), sound=bytes(1000))
        answer = interview.answers.all()[0]
        for _ in range(2):
            recordings.store(answer, OGG, seconds=1, now=NOON)
        with pytest.raises(recordings.QuotaReached):
            recordings.store(answer, OGG, seconds=1, now=NOON)
        assert recordings.used_by(interview.user) == 2 * len(OGG)

    def test_only_where_answers_are_spoken(self) -> None:
        with pytest.raises(recordings.NotSpoken):
            recordings.store(make_interview().answers.all()[0], OGG, seconds=1, now=NOON)


def send(client: Client, interview: Interview, sound: bytes) -> tuple[int, dict[str, object]]:
    file = SimpleUploadedFile("sound", sound, content_type="text/html")
    address = f"{interview.get_absolute_url()}1/recordings/"
    response = client.post(address, {"sound": file, "seconds": 3}, headers={"Accept": "application/json"})
    return response.status_code, response.json()


def test_is_served_to_its_owner_alone_under_its_true_type(client: Client, interview: Interview) -> None:
    client.force_login(interview.user)
    status, told = send(client, interview, OGG)
    assert (status, told["outcome"]) == (200, "kept")
    response = client.get(str(told["url"]))
    assert (response.content, response["Content-Type"]) == (OGG, "audio/ogg")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    client.force_login(make_user())
    assert client.get(str(told["url"])).status_code == 404
    assert client.post(f"{told['url']}delete/").status_code == 404
    client.force_login(interview.user)
    client.post(f"{told['url']}delete/")
    assert not Recording.objects.exists()


def test_what_is_no_sound_is_refused(client: Client, interview: Interview) -> None:
    client.force_login(interview.user)
    status, told = send(client, interview, b"<script>alert(1)</script>")
    assert (status, told["outcome"]) == (422, "invalid")
    assert send(client, interview, b"")[0] == 422
    assert not Recording.objects.exists()
