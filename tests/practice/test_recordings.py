from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from practice import autosave, interviews, progress, recordings, results, reviewed
from practice.models import GRACE, Answer, Interview, Part, Recording
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_question,
    make_recording,
    make_transcript,
    make_user,
)

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

    def test_length_is_the_question_s_minutes_with_the_person_s_extra_time(self) -> None:
        question = make_question(minutes=8)
        usual = make_interview(questions=[question], speak_first=True).answers.get()
        assert recordings.longest(usual) == 8 * 60
        longer = make_interview(make_user(extra_time=25), questions=[question], speak_first=True).answers.get()
        assert recordings.longest(longer) == 10 * 60
        design = make_interview(questions=[make_question(minutes=45)], speak_first=True).answers.get()
        assert recordings.longest(design) == recordings.MAX_SECONDS
        assert recordings.store(usual, OGG, seconds=10_000, now=NOON).seconds == 8 * 60

    def test_what_is_over_the_quota_is_told(self, interview: Interview, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recordings, "QUOTA_BYTES", 2)
        with pytest.raises(recordings.QuotaReached) as error:
            recordings.store(interview.answers.all()[0], OGG, seconds=1, now=NOON)
        assert error.value.missing == len(OGG) - 2

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


class TestTime:
    @pytest.fixture
    def answer(self) -> Answer:
        return make_interview(speak_first=True, now=NOON, minutes=30).answers.all()[0]

    def test_what_was_said_in_time_may_take_its_time_to_arrive(self, answer: Answer) -> None:
        end = NOON + timedelta(minutes=30) + GRACE
        assert not recordings.store(answer, OGG, seconds=1, now=end + recordings.SENDING).late
        assert recordings.store(answer, OGG, seconds=1, now=end + recordings.SENDING + timedelta(seconds=1)).late

    def test_after_one_finished(self, answer: Answer) -> None:
        interviews.finish(answer.interview, now=NOON)
        assert not recordings.store(answer, OGG, seconds=1, now=NOON + recordings.SENDING).late
        assert recordings.store(answer, OGG, seconds=1, now=NOON + timedelta(minutes=5)).late

    def test_what_came_late_is_no_answer(self, answer: Answer) -> None:
        recordings.store(answer, OGG, seconds=1, now=NOON + timedelta(hours=1))
        stored = Answer.objects.annotate_answered().get(pk=answer.pk)
        assert (stored.answered, stored.is_spoken, stored.is_blank) == (False, False, True)  # type: ignore[attr-defined]


class TestSpokenAlone:
    """An answer with a recording and no text is an answer."""

    def how(self, interview: Interview) -> list[tuple[bool, str]]:
        return [(answer.answered, answer.how) for answer in interview.answers.annotate_answered()]  # type: ignore[attr-defined]

    def test_is_answered(self, interview: Interview) -> None:
        assert self.how(interview) == [(False, "not answered"), (False, "not answered")]
        recordings.store(interview.answers.all()[1], OGG, seconds=1, now=NOON)
        assert self.how(interview) == [(False, "not answered"), (True, "spoken")]
        autosave.save(interview, 2, text="In writing, too", based_on=0, now=interview.started_at)
        assert self.how(interview) == [(False, "not answered"), (True, "answered")]

    def test_counts_as_answered(self, interview: Interview) -> None:
        make_recording(interview)
        interviews.finish(interview, now=NOON)
        score = progress.scores([interview.pk], results.every(interview.user))[interview.pk]
        assert (score.answered, score.asked) == (1, 2)
        assert progress.score(reviewed.read(interview)).answered == 1

    def test_without_words_nobody_knows_what_it_covers(self, interview: Interview) -> None:
        recording = make_recording(interview)
        first, second = interview.answers.all()
        assert (first.is_unheard, second.is_unheard) == (True, False)
        make_transcript(recording, "Too simple underfits.")
        assert not interview.answers.all()[0].is_unheard

    def test_belongs_to_the_part_that_it_was_spoken_to(self) -> None:
        """Beside code one says words: the code's own box is not spoken to."""
        coding = make_question(content=make_content(starter="def f(): ..."))
        interview = make_interview(questions=[coding], speak_first=True)
        answer = interview.answers.get()
        assert recordings.store(answer, OGG, seconds=1, now=NOON).part_position == 2
        told = recordings.store(answer, OGG, seconds=1, now=NOON, part=1)
        make_transcript(told, "Linear in the rows.")
        assert [part.words for part in interview.answers.get().said] == ["Linear in the rows.", ""]
        assert interview.answers.get().words == "Linear in the rows."
        with pytest.raises(Part.DoesNotExist):
            recordings.store(answer, OGG, seconds=1, now=NOON, part=7)

    def test_the_sound_is_not_fetched_with_it(self, interview: Interview) -> None:
        make_recording(interview)
        assert Recording.objects.get().get_deferred_fields() == {"sound"}


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


@pytest.mark.parametrize(
    ("asked_for", "status", "sound", "range_"),
    [
        ("bytes=0-1", 206, OGG[:2], f"bytes 0-1/{len(OGG)}"),
        ("bytes=4-", 206, OGG[4:], f"bytes 4-{len(OGG) - 1}/{len(OGG)}"),
        ("bytes=-3", 206, OGG[-3:], f"bytes {len(OGG) - 3}-{len(OGG) - 1}/{len(OGG)}"),
        ("bytes=99-", 416, b"", f"bytes */{len(OGG)}"),
        ("bytes=0-1,3-4", 200, OGG, None),
    ],
)
def test_a_player_may_ask_for_a_range(
    client: Client, interview: Interview, asked_for: str, status: int, sound: bytes, range_: str | None
) -> None:
    client.force_login(interview.user)
    address = str(send(client, interview, OGG)[1]["url"])
    response = client.get(address, headers={"Range": asked_for})
    assert (response.status_code, response.content) == (status, sound)
    assert response.headers.get("Content-Range") == range_
    assert response.headers.get("Accept-Ranges") == ("bytes" if status != 416 else None)
    assert client.get(address)["Accept-Ranges"] == "bytes"


def test_the_person_is_told_how_much_is_too_much(
    client: Client, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "QUOTA_BYTES", 3_000_000)
    make_recording(interview, size=2_999_999)
    client.force_login(interview.user)
    status, told = send(client, interview, OGG)
    assert (status, told["errors"]) == (
        422,
        {"sound": ["Your recordings may take 3 MB in all: delete 1 MB of them in your reviews, then try again."]},
    )
    page = client.get(f"{interview.get_absolute_url()}1/").content.decode()
    assert "There is room for 0 MB more of your recordings" in page


def test_a_part_that_is_not_there(client: Client, interview: Interview) -> None:
    client.force_login(interview.user)
    file = SimpleUploadedFile("sound", OGG)
    address = f"{interview.get_absolute_url()}1/recordings/"
    assert client.post(address, {"sound": file, "part": 7}, headers={"Accept": "application/json"}).status_code == 404


def test_what_is_no_sound_is_refused(client: Client, interview: Interview) -> None:
    client.force_login(interview.user)
    status, told = send(client, interview, b"<script>alert(1)</script>")
    assert (status, told["outcome"]) == (422, "invalid")
    assert send(client, interview, b"")[0] == 422
    assert not Recording.objects.exists()
