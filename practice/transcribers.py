"""Speech to text: a recording's sound -> segments with their times. Opt-in, by the environment (config.settings).

Either any service that speaks OpenAI's `/audio/transcriptions`, or a Whisper model on this machine through
faster-whisper. Nothing but the sound goes in: a key point as a prompt would make them hear it.
"""

import io
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.conf import settings

from questions.text import cleaned

from . import remote
from .models import Transcript
from .speech import Segment, Word

Failure = Transcript.Failure

MOST_SECONDS = 35 * 60
"""Of sound that the local model takes: a recording is shorter, whatever was uploaded in its name."""

MOST_CHARACTERS = 100_000  # as in a box that one types into
REPLY_SECONDS = 15 * 60

_EXTENSIONS = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "mp4"}


class NotTranscribed(Exception):
    """There is no transcript, and `failure` says why; the text of the exception is for the log."""

    def __init__(self, failure: Transcript.Failure, detail: object = "") -> None:
        super().__init__(f"{failure.value}: {detail}")
        self.failure = failure


class Transcriber(Protocol):
    @property
    def name(self) -> str:
        """Where the sound goes: the host of a service, or the name of a model."""

    @property
    def is_local(self) -> bool:
        """Whether it stays on this site's own machine."""

    def transcribe(self, sound: bytes, mime_type: str) -> list[Segment]:
        """Raises NotTranscribed."""


def configured() -> Transcriber | None:
    """The one that this site is set up with, if any."""
    if settings.TRANSCRIPTION_LOCAL_MODEL:
        return LocalModel(settings.TRANSCRIPTION_LOCAL_MODEL)
    if settings.TRANSCRIPTION_URL:
        return Service(settings.TRANSCRIPTION_URL, settings.TRANSCRIPTION_KEY, settings.TRANSCRIPTION_MODEL)
    return None


@dataclass(frozen=True)
class Service:
    """A service that speaks OpenAI's protocol at `url`, such as https://api.example.org/v1."""

    url: str
    key: str
    model: str

    @property
    def is_local(self) -> bool:
        return False

    @property
    def name(self) -> str:
        return remote.host(self.url)

    def transcribe(self, sound: bytes, mime_type: str) -> list[Segment]:
        fields: list[tuple[str, str | tuple[str, bytes, str]]] = [
            ("file", (f"recording.{_EXTENSIONS[mime_type]}", sound, mime_type)),
            ("model", self.model),
            ("response_format", "verbose_json"),
            ("timestamp_granularities[]", "segment"),
            ("timestamp_granularities[]", "word"),
        ]
        try:
            reply = remote.ask(f"{self.url}/audio/transcriptions", key=self.key, seconds=REPLY_SECONDS, fields=fields)
            return heard(json.loads(reply))
        except remote.NoReply as error:
            raise NotTranscribed(Failure(error.trouble), error.detail) from error
        except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, or not of that shape
            raise NotTranscribed(Failure.NO_ANSWER, error) from error


@dataclass(frozen=True)
class LocalModel:
    """A Whisper model in CTranslate2's format, in a folder of this machine."""

    folder: str

    @property
    def is_local(self) -> bool:
        return True

    @property
    def name(self) -> str:
        return self.folder.rstrip("/").rpartition("/")[2]

    def transcribe(self, sound: bytes, mime_type: str) -> list[Segment]:
        if find_spec("faster_whisper") is None:
            raise NotTranscribed(Failure.NOT_SET_UP, "faster-whisper is not installed")
        model = _model(self.folder)
        try:
            # Segments are heard one by one, as they are asked for.
            segments, told = model.transcribe(io.BytesIO(sound), word_timestamps=True, vad_filter=True)
            if told.duration > MOST_SECONDS:
                raise NotTranscribed(Failure.TOO_LARGE, f"{told.duration:.0f} seconds of sound")
            return heard({"text": "", "segments": [asdict(segment) for segment in segments]})
        except (OSError, EOFError, ValueError, IndexError) as error:  # what the decoder says of damaged sound
            raise NotTranscribed(Failure.UNREADABLE, f"{type(error).__name__}: {error}") from error


@cache
def _model(folder: str) -> Any:
    """Loaded once a process: it takes two seconds. faster-whisper need not be installed elsewhere."""
    whisper: Any = import_module("faster_whisper")
    return whisper.WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)


def heard(reply: Any) -> list[Segment]:
    """The segments of a `verbose_json` reply, in the order of time. Services differ: the words stand in the segments,
    beside them or nowhere, and some tell the text alone. Raises ValueError for anything else."""
    match reply:
        case {"text": str(text)}:
            segments = [_segment(each) for each in _list(reply, "segments")]
            words = [_word(each) for each in _list(reply, "words")]
        case _:
            raise ValueError("no object with a text")
    if not segments:
        end = max([_seconds(reply.get("duration") or 0), *(word.end for word in words)])
        segments = [Segment(start=0.0, end=end, text=_clean(text))]
    segments = sorted((each for each in segments if each.text), key=lambda each: each.start)
    if sum(len(each.text) for each in segments) > MOST_CHARACTERS:
        raise ValueError("more than anybody says")
    return _with_words(segments, words)


def _segment(told: Any) -> Segment:
    match told:
        case {"start": start, "end": end, "text": str(text)}:
            words = tuple(_word(each) for each in _list(told, "words"))
            return Segment(start=_seconds(start), end=_seconds(end), text=_clean(text), words=words)
    raise ValueError("a segment without its text or its times")


def _word(told: Any) -> Word:
    match told:
        case {"start": start, "end": end, "word": str(text)}:
            return Word(start=_seconds(start), end=_seconds(end), text=_clean(text))
    raise ValueError("a word without its text or its times")


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    """Of what a service may leave out."""
    match told.get(name):
        case None:
            return []
        case [*items]:
            return items
    raise ValueError(f"{name}: no list of segments or words")


def _with_words(segments: Sequence[Segment], words: Sequence[Word]) -> list[Segment]:
    """Put words that were told beside the segments into the one that each was said in."""
    if not segments or any(segment.words for segment in segments):
        return list(segments)
    starts = [segment.start for segment in segments]
    said_in: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        said_in[max(0, bisect_right(starts, word.start) - 1)].append(word)
    return [replace(segment, words=tuple(said_in[place])) for place, segment in enumerate(segments)]


def _seconds(told: Any) -> float:
    """A time, in hundredths; services give more digits than they know."""
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 86_400:
        raise ValueError("a time that is none")
    return round(float(told), 2)


def _clean(text: str) -> str:
    return cleaned(text).strip()
