"""Against a service on this machine that really speaks the protocol, and with a real model where it can be had."""

import os
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from practice import remote, transcribers
from practice.models import Transcript
from practice.speech import Segment, Word, delivery, text_of
from practice.transcribers import LocalModel, NotTranscribed, Service, heard
from tests import transcription_service as services
from tests.paths import DATA
from tests.transcription_service import KEY, VERBOSE, transcription_service

Failure = Transcript.Failure
SOUND = b"OggS" + bytes(range(256)) * 40


@pytest.fixture
def service() -> Iterator[services.Service]:
    with transcription_service() as service:
        yield service


def ask(service: services.Service, *, key: str = KEY, mime_type: str = "audio/ogg") -> list[Segment]:
    return Service(service.url, key, "whisper-1").transcribe(SOUND, mime_type)


class TestService:
    def test_is_sent_the_sound_and_nothing_that_could_prompt_it(self, service: services.Service) -> None:
        ask(service)
        sent = service.received[0]
        assert sent.path == "/v1/audio/transcriptions"
        assert sent.authorization == f"Bearer {KEY}"
        assert (sent.file_name, sent.mime_type, sent.sound) == ("recording.ogg", "audio/ogg", SOUND)
        assert sent.fields == [
            ("model", "whisper-1"),
            ("response_format", "verbose_json"),
            ("timestamp_granularities[]", "segment"),
            ("timestamp_granularities[]", "word"),
        ]

    @pytest.mark.parametrize(("mime_type", "name"), [("audio/webm", "recording.webm"), ("audio/mp4", "recording.mp4")])
    def test_is_told_the_format(self, service: services.Service, mime_type: str, name: str) -> None:
        ask(service, mime_type=mime_type)
        assert (service.received[0].file_name, service.received[0].mime_type) == (name, mime_type)

    def test_without_a_key_no_authorization_is_sent(self, service: services.Service) -> None:
        ask(service, key="")
        assert service.received[0].authorization == ""

    def test_answers_with_segments_that_have_their_words(self, service: services.Service) -> None:
        first, second = ask(service)
        assert (first.start, first.end, first.text) == (0, 4.5, "A model too simple, um, underfits.")
        assert [word.text for word in first.words] == ["A", "model", "too", "simple", "um", "underfits"]
        assert [word.text for word in second.words] == ["The", "fit", "changes"]
        assert " ".join(str(delivery([first, second])).split()) == (
            "9 words · 60 words a minute · 2 pauses, the longest 2.0 seconds · 1 filler: 1 × um"
        )

    @pytest.mark.parametrize(
        ("status", "failure"),
        [
            (400, Failure.UNREADABLE),
            (401, Failure.NOT_LET_IN),
            (403, Failure.NOT_LET_IN),
            (404, Failure.BROKEN),
            (413, Failure.TOO_LARGE),
            (415, Failure.UNREADABLE),
            (429, Failure.BUSY),
            (500, Failure.BROKEN),
            (503, Failure.BUSY),
            (504, Failure.TOO_SLOW),
        ],
    )
    def test_refuses(self, service: services.Service, status: int, failure: Transcript.Failure) -> None:
        service.answer(status, {"error": {"message": "no"}})
        with pytest.raises(NotTranscribed) as error:
            ask(service)
        assert error.value.failure == failure
        assert len(service.received) == 1  # and is not asked again, which would cost twice

    def test_leads_elsewhere_and_is_not_followed(self, service: services.Service) -> None:
        service.answer(302, b"", Location=f"{service.url}/elsewhere")
        with pytest.raises(NotTranscribed) as error:
            ask(service)
        assert (error.value.failure, len(service.received)) == (Failure.BROKEN, 1)

    @pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[]", b"{}", b'{"text": 5}', b'{"text": null}'])
    def test_answers_with_something_else(self, service: services.Service, body: bytes) -> None:
        service.answer(200, body)
        with pytest.raises(NotTranscribed) as error:
            ask(service)
        assert error.value.failure == Failure.NO_ANSWER

    def test_answers_without_end(self, service: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(remote, "LARGEST_REPLY", 100)
        with pytest.raises(NotTranscribed) as error:
            ask(service)
        assert error.value.failure == Failure.NO_ANSWER

    def test_takes_too_long(self, service: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(transcribers, "REPLY_SECONDS", 0.2)
        service.ready.clear()
        with pytest.raises(NotTranscribed) as error:
            ask(service)
        assert error.value.failure == Failure.TOO_SLOW

    def test_is_not_there(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # and does not listen
            with pytest.raises(NotTranscribed) as error:
                Service(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", KEY, "m").transcribe(SOUND, "audio/ogg")
        assert error.value.failure == Failure.UNREACHABLE
        assert KEY not in str(error.value)

    def test_is_called_by_its_host(self) -> None:
        service = Service("https://user:password@api.example.org:8443/v1", KEY, "whisper-1")
        assert (service.name, service.is_local) == ("api.example.org:8443", False)


class TestConfigured:
    def test_nothing_is_by_default(self) -> None:
        assert transcribers.configured() is None

    def test_a_service(self, settings: Settings) -> None:
        settings.TRANSCRIPTION_URL, settings.TRANSCRIPTION_KEY = "https://api.example.org/v1", KEY
        assert transcribers.configured() == Service("https://api.example.org/v1", KEY, "whisper-1")

    def test_a_local_model(self, settings: Settings) -> None:
        settings.TRANSCRIPTION_LOCAL_MODEL = "/srv/whisper-base/"
        model = transcribers.configured()
        assert model == LocalModel("/srv/whisper-base/")
        assert (model.name, model.is_local) == ("whisper-base", True)


class TestHeard:
    def test_words_within_the_segments(self) -> None:
        word = {"start": 0.5, "end": 1, "word": " Bias", "probability": 0.9}
        reply = {"text": "", "segments": [{"start": 0, "end": 1, "text": " Bias", "words": [word]}]}
        assert heard(reply) == [
            Segment(start=0, end=1, text="Bias", words=(Word(start=0.5, end=1, text="Bias"),)),
        ]

    def test_the_text_alone(self) -> None:
        assert heard({"text": " Bias.\r\n", "duration": 4.211}) == [Segment(start=0, end=4.21, text="Bias.")]
        assert heard({"text": "Bias", "segments": None}) == [Segment(start=0, end=0, text="Bias")]

    def test_words_without_segments(self) -> None:
        (segment,) = heard({"text": "Bias", "words": [{"start": 1, "end": 2, "word": "Bias"}]})
        assert (segment.end, segment.words) == (2, (Word(start=1, end=2, text="Bias"),))

    def test_silence(self) -> None:
        assert heard({"text": "", "duration": 5, "segments": [], "words": []}) == []
        assert heard({"text": " ", "segments": [{"start": 0, "end": 5, "text": " "}]}) == []

    def test_segments_in_the_order_of_time(self) -> None:
        told = [{"start": 5, "end": 6, "text": "then"}, {"start": 0, "end": 1, "text": "first"}]
        assert [segment.text for segment in heard({"text": "", "segments": told})] == ["first", "then"]

    def test_what_no_database_stores_goes(self) -> None:
        assert text_of(heard({"text": "bi\0as"})) == "bias"

    @pytest.mark.parametrize(
        "segment",
        [
            "Bias",
            {"start": 0, "end": 1},
            {"start": 0, "end": 1, "text": ["Bias"]},
            {"start": "0", "end": 1, "text": "Bias"},
            {"start": True, "end": 1, "text": "Bias"},
            {"start": -1, "end": 1, "text": "Bias"},
            {"start": 0, "end": float("nan"), "text": "Bias"},
            {"start": 0, "end": 1e9, "text": "Bias"},
            {"start": 0, "end": 1, "text": "Bias", "words": [{"word": "Bias"}]},
            {"start": 0, "end": 1, "text": "Bias", "words": {"word": "Bias"}},
        ],
    )
    def test_a_segment_that_is_none(self, segment: Any) -> None:
        with pytest.raises(ValueError, match=r"segment|time|word"):
            heard({"text": "Bias", "segments": [segment]})

    def test_more_than_anybody_says(self) -> None:
        with pytest.raises(ValueError, match="more than anybody says"):
            heard({"text": "x" * (transcribers.MOST_CHARACTERS + 1)})

    JSON = st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "segments", "words", "start", "end", "word", "duration"]), inner)
        ),
        max_leaves=20,
    )

    @given(JSON)
    def test_whatever_comes_is_segments_or_a_value_error(self, reply: Any) -> None:
        try:
            segments = heard(reply)
        except ValueError:
            return
        assert all(segment.text for segment in segments)

    @given(st.permutations(VERBOSE["words"]))
    def test_no_word_is_lost(self, words: list[dict[str, Any]]) -> None:
        segments = heard(VERBOSE | {"words": words})
        assert sum(len(segment.words) for segment in segments) == len(words)


class TestLocalModel:
    def test_says_when_it_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(transcribers, "find_spec", lambda name: None)
        with pytest.raises(NotTranscribed) as error:
            LocalModel("/nowhere").transcribe(SOUND, "audio/ogg")
        assert error.value.failure == Failure.NOT_SET_UP


@pytest.fixture(scope="module")
def model() -> LocalModel:
    """The one that WHISPER_MODEL names."""
    folder = os.environ.get("WHISPER_MODEL", "")
    if find_spec("faster_whisper") is None or not Path(folder, "model.bin").is_file():
        pytest.skip("Needs faster-whisper, and WHISPER_MODEL=/path/to/a/model (docs/operating.md).")
    return LocalModel(folder)


class TestRealModel:
    def test_hears_what_is_said(self, model: LocalModel) -> None:
        """data/speech/README.md says what that is."""
        segments = model.transcribe((DATA / "speech/bias.ogg").read_bytes(), "audio/ogg")
        said = text_of(segments).lower()
        assert [word for word in ("model", "simple", "training", "data") if word not in said] == []
        assert delivery(segments).pauses >= 1
        assert all(segment.words for segment in segments)

    def test_hears_nothing_in_silence(self, model: LocalModel) -> None:
        assert model.transcribe((DATA / "speech/silence.ogg").read_bytes(), "audio/ogg") == []

    def test_says_what_it_cannot_read(self, model: LocalModel) -> None:
        with pytest.raises(NotTranscribed) as error:
            model.transcribe(SOUND, "audio/ogg")
        assert error.value.failure == Failure.UNREADABLE

    def test_takes_no_hours(self, model: LocalModel, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(transcribers, "MOST_SECONDS", 1)
        with pytest.raises(NotTranscribed) as error:
            model.transcribe((DATA / "speech/bias.ogg").read_bytes(), "audio/ogg")
        assert error.value.failure == Failure.TOO_LARGE
