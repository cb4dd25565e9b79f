"""Asking for transcripts, and making them by a service on this machine, as the worker does it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.tasks import task_backends
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from practice import coverage, interviews, item_statistics, recordings, self_rating, transcribers, transcripts
from practice.export import practice_of
from practice.models import Interview, Recording, TranscribedDay, Transcript
from questions.models import QuestionStatistics
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_question,
    make_recording,
    make_transcript,
    make_user,
)
from tests.transcription_service import VERBOSE, Service, transcription_service
from tests.worker import work

pytestmark = pytest.mark.django_db

POINTS = ["a model too simple underfits", "shrinkage trades variance for bias"]


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with transcription_service() as service:
        settings.TRANSCRIPTION_URL = service.url
        settings.TRANSCRIPTION_KEY = "sk-for-tests"
        yield service


@pytest.fixture
def recording(service: Service) -> Recording:
    """Of the first answer of a finished interview."""
    interview = make_interview(
        questions=[make_question(content=make_content(points=POINTS))], speak_first=True, now=NOON
    )
    recording = make_recording(interview, seconds=30)
    interviews.finish(interview, now=NOON + timedelta(minutes=1))
    return recording


def covered(recording: Recording) -> list[tuple[bool, bool]]:
    return list(recording.answer.coverage.values_list("suggested", "covered"))


class TestAsking:
    def test_it_waits_for_a_worker(self, recording: Recording, service: Service) -> None:
        transcript = transcripts.ask(recording, now=NOON)
        assert (transcript.status, transcript.asked_at, transcript.text) == ("waiting", NOON, "")
        assert transcript.heard_by == service.url.removeprefix("http://").removesuffix("/v1")
        assert service.received == []
        assert DBTaskResult.objects.get().args_kwargs == {"args": [transcript.pk], "kwargs": {}}

    def test_twice_is_once(self, recording: Recording) -> None:
        first = transcripts.ask(recording, now=NOON)
        assert transcripts.ask(recording, now=NOON) == first
        assert DBTaskResult.objects.count() == 1
        assert TranscribedDay.objects.get().seconds == 30

    def test_of_one_that_is_there(self, recording: Recording, service: Service) -> None:
        make_transcript(recording, "It is there.")
        assert transcripts.ask(recording, now=NOON).text == "It is there."
        work()
        assert service.received == []

    def test_where_nothing_is_set_up(self, recording: Recording, settings: Settings) -> None:
        settings.TRANSCRIPTION_URL = ""
        with pytest.raises(transcripts.NotSetUp):
            transcripts.ask(recording, now=NOON)
        assert transcripts.offer(recording.answer.interview.user, now=NOON) is None

    def test_the_worker_is_django_s_own(self) -> None:
        assert type(task_backends["default"]).__module__ == "django_tasks_db.backend"


class TestDay:
    def test_so_many_minutes_and_no_more(self, recording: Recording, settings: Settings) -> None:
        settings.TRANSCRIPTION_MINUTES_A_DAY = 1
        user = recording.answer.interview.user
        others = [make_recording(recording.answer.interview, seconds=30) for _ in range(2)]
        transcripts.ask(recording, now=NOON)
        transcripts.ask(others[0], now=NOON)
        with pytest.raises(transcripts.EnoughForToday):
            transcripts.ask(others[1], now=NOON)
        assert not hasattr(Recording.objects.get(pk=others[1].pk), "transcript")
        left = transcripts.offer(user, now=NOON)
        assert left
        assert (left.seconds_left, left.minutes_a_day, left.is_local) == (0, 1, False)
        transcripts.ask(others[1], now=NOON + timedelta(days=1))
        assert list(TranscribedDay.objects.values_list("seconds", flat=True)) == [60, 30]

    def test_is_one_person_s(self, recording: Recording) -> None:
        transcripts.ask(recording, now=NOON)
        offer = transcripts.offer(make_user(), now=NOON)
        assert offer
        assert offer.seconds_left == 3600

    def test_deleting_lifts_no_bound(self, recording: Recording, settings: Settings) -> None:
        settings.TRANSCRIPTION_MINUTES_A_DAY = 1
        transcripts.ask(recording, now=NOON)
        recordings.delete(recording)
        with pytest.raises(transcripts.EnoughForToday):
            transcripts.ask(make_recording(recording.answer.interview, seconds=31), now=NOON)

    def test_who_claims_a_second_is_charged_by_the_bytes(self, recording: Recording) -> None:
        big = make_recording(recording.answer.interview, seconds=1, sound=b"OggS" + bytes(79_996))
        transcripts.ask(big, now=NOON)
        assert TranscribedDay.objects.get().seconds == 10


class TestTranscribing:
    def test_what_was_said_is_stored_with_its_times(self, recording: Recording, service: Service) -> None:
        transcripts.ask(recording, now=NOON)
        work()
        transcript = Transcript.objects.get()
        assert (transcript.status, transcript.failure) == ("done", "")
        assert transcript.text == "A model too simple, um, underfits. The fit changes."
        assert [(each.start, each.end) for each in transcript.heard] == [(0, 4.5), (6.5, 9)]
        assert transcript.delivery.fillers == (("um", 1),)
        assert service.received[0].sound == b"OggS and so on"
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"

    def test_coverage_reads_it_and_own_ticks_stay(self, recording: Recording) -> None:
        """The answer was compared without a word, then the learner ticked the second point."""
        assert covered(recording) == [(False, False), (False, False)]
        self_rating.tick(recording.answer, {recording.answer.version.key_points.all()[1].pk})
        transcripts.ask(recording, now=NOON)
        work()
        assert covered(recording) == [(True, True), (False, True)]

    def test_a_tick_taken_away_stays_away(self, recording: Recording) -> None:
        transcripts.ask(recording, now=NOON)
        work()
        self_rating.tick(recording.answer, set())
        transcripts.compare_again(recording)
        assert covered(recording) == [(True, False), (False, False)]

    def test_a_nudge_that_one_ticked_stays(self, recording: Recording) -> None:
        first = recording.answer.version.key_points.all()[0].pk
        self_rating.tick(recording.answer, {first}, nudged={first})
        transcripts.ask(recording, now=NOON)
        work()
        points = recording.answer.coverage.values_list("suggested", "covered", "nudged")
        assert list(points) == [(True, True, True), (False, False, False)]

    def test_in_a_running_interview_it_is_compared_at_the_end(self, service: Service) -> None:
        interview = make_interview(
            questions=[make_question(content=make_content(points=POINTS))], speak_first=True, now=NOON
        )
        recording = make_recording(interview)
        transcripts.ask(recording, now=NOON)
        work()
        assert covered(recording) == []
        interviews.finish(interview, now=NOON)
        assert covered(recording) == [(True, True), (False, False)]

    def test_a_transcript_that_comes_while_one_finishes_counts(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        interview = make_interview(
            questions=[make_question(content=make_content(points=POINTS))], speak_first=True, now=NOON
        )
        recording, suggest = make_recording(interview), coverage.suggest

        def suggest_and_then_hear(*arguments: Any, **more: Any) -> dict[int, coverage.Suggestion]:
            suggested = suggest(*arguments, **more)
            if not Transcript.objects.exists():
                make_transcript(recording, POINTS[1])
            return suggested

        monkeypatch.setattr(coverage, "suggest", suggest_and_then_hear)
        interviews.finish(interview, now=NOON)
        assert covered(recording) == [(False, False), (True, True)]

    def test_what_came_late_is_no_part_of_the_attempt(self, recording: Recording) -> None:
        Recording.objects.update(late=True)
        transcripts.ask(recording, now=NOON)
        work()
        assert Transcript.objects.get().status == "done"
        assert covered(recording) == [(False, False), (False, False)]
        assert recording.answer.words == ""

    def test_one_that_is_deleted_meanwhile_is_let_go(self, recording: Recording, service: Service) -> None:
        transcripts.ask(recording, now=NOON)
        recordings.delete(recording)
        work()
        assert service.received == []
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"

    def test_one_that_is_deleted_while_it_is_heard(self, recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
        transcribe = transcribers.Service.transcribe

        def delete_and_transcribe(self: transcribers.Service, sound: bytes, mime_type: str) -> list[Any]:
            recordings.delete(Recording.objects.get())
            return list(transcribe(self, sound, mime_type))

        monkeypatch.setattr(transcribers.Service, "transcribe", delete_and_transcribe)
        transcripts.ask(recording, now=NOON)
        work()
        assert not Transcript.objects.exists()
        assert DBTaskResult.objects.get().status == "SUCCESSFUL"

    def test_two_workers_with_one_task_send_it_once(self, recording: Recording, service: Service) -> None:
        transcript = transcripts.ask(recording, now=NOON)
        transcripts.transcribe(transcript.pk, now=NOON)
        transcripts.transcribe(transcript.pk, now=NOON + timedelta(seconds=1))
        assert len(service.received) == 1

    def test_silence_is_a_transcript_without_words(self, recording: Recording, service: Service) -> None:
        service.answer(200, {"text": "", "segments": [], "duration": 30})
        transcripts.ask(recording, now=NOON)
        work()
        transcript = Transcript.objects.get()
        assert (transcript.status, transcript.text, transcript.delivery.words) == ("done", "", 0)


class TestFailing:
    def test_says_why_and_may_be_tried_again(self, recording: Recording, service: Service) -> None:
        service.answer(429, {"error": {"message": "slow down"}})
        transcripts.ask(recording, now=NOON)
        work()
        failed = Transcript.objects.get()
        assert (failed.status, failed.get_failure_display()) == ("failed", "It has too much to do at the moment.")
        service.answer(200, VERBOSE)
        transcripts.ask(recording, now=NOON + timedelta(minutes=1))
        assert Transcript.objects.get().failure == ""
        work()
        assert Transcript.objects.get().status == "done"
        assert TranscribedDay.objects.get().seconds == 60  # each time costs the service its work

    def test_what_nobody_foresaw_is_said_too_and_told_to_the_worker(
        self, recording: Recording, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transcribers.Service, "transcribe", None)
        transcripts.ask(recording, now=NOON)
        work()
        assert (Transcript.objects.get().status, Transcript.objects.get().failure) == ("failed", "broken")
        assert DBTaskResult.objects.get().status == "FAILED"

    def test_a_site_that_was_set_up_when_it_was_asked_for(self, recording: Recording, settings: Settings) -> None:
        transcripts.ask(recording, now=NOON)
        settings.TRANSCRIPTION_URL = ""
        work()
        assert Transcript.objects.get().failure == "not_set_up"

    def test_a_worker_that_died_over_it_is_not_waited_for(self, recording: Recording, service: Service) -> None:
        make_transcript(recording, "", status="working", began_at=NOON)
        user = recording.answer.interview.user
        transcripts.offer(user, now=NOON + transcripts.AT_MOST)
        assert Transcript.objects.get().status == "working"
        assert transcripts.ask(recording, now=NOON + transcripts.AT_MOST).status == "working"
        transcripts.offer(user, now=NOON + transcripts.AT_MOST + timedelta(seconds=1))
        assert Transcript.objects.get().status == "failed"
        transcripts.ask(recording, now=NOON + timedelta(hours=1))
        work()
        assert Transcript.objects.get().status == "done"


class TestDeleting:
    def test_takes_the_transcript_along_and_what_it_covered(self, recording: Recording) -> None:
        transcripts.ask(recording, now=NOON)
        work()
        recordings.delete(recording)
        assert not Transcript.objects.exists()
        assert list(recording.answer.coverage.values_list("covered", flat=True)) == [False, False]

    def test_leaves_own_ticks(self, recording: Recording) -> None:
        make_transcript(recording, POINTS[0])
        transcripts.compare_again(recording)
        points = recording.answer.version.key_points.all()
        self_rating.tick(recording.answer, {points[0].pk, points[1].pk})
        recordings.delete(Recording.objects.get())
        assert covered(recording) == [(False, False), (False, True)]


class TestStatistics:
    """questions' figures: what a spoken answer covers is unknown, until it is transcribed or somebody ticks."""

    @pytest.fixture
    def spoken(self, recording: Recording) -> Interview:
        return recording.answer.interview

    def firsts(self) -> tuple[int, int, float | None]:
        item_statistics.refresh(now=NOON)
        row = QuestionStatistics.objects.get()
        return row.attempts, row.firsts, row.facility

    def test_unheard_is_an_attempt_without_a_score(self, spoken: Interview) -> None:
        assert self.firsts() == (1, 0, None)

    def test_transcribed(self, spoken: Interview) -> None:
        recording = Recording.objects.get()
        make_transcript(recording, POINTS[0])
        transcripts.compare_again(recording)
        assert self.firsts() == (1, 1, 0.5)

    def test_ticked(self, spoken: Interview) -> None:
        answer = spoken.answers.get()
        self_rating.tick(answer, set(answer.version.key_points.values_list("pk", flat=True)))
        assert self.firsts() == (1, 1, 1.0)


class TestPages:
    """In the review: the offer, how it stands, and what was heard."""

    @pytest.fixture
    def page(self, client: Client, recording: Recording) -> Callable[[], str]:
        client.force_login(recording.answer.interview.user)
        address = f"{recording.answer.interview.get_absolute_url()}review/"
        return lambda: " ".join(client.get(address).content.decode().split())

    def address(self, recording: Recording) -> str:
        return f"/recordings/{recording.pk}/transcript/"

    def test_nothing_is_offered_where_nothing_is_set_up(self, page: Callable[[], str], settings: Settings) -> None:
        settings.TRANSCRIPTION_URL = ""
        assert "Transcribe" not in page()
        assert "Nobody has read what you said, so tick the key points yourself." in page()
        assert "Spoken, not written." in page()

    def test_one_is_told_what_is_sent_where(self, page: Callable[[], str], service: Service) -> None:
        host = service.url.removeprefix("http://").removesuffix("/v1")
        assert f"This sends your recording (30 seconds of sound, nothing else) to <strong>{host}</strong>" in page()

    def test_a_local_model_sends_nothing(self, page: Callable[[], str], settings: Settings) -> None:
        settings.TRANSCRIPTION_LOCAL_MODEL = "/srv/whisper-base"
        told = page()
        assert "A program on this site's own machine (whisper-base) listens to your recording." in told
        assert "This sends your recording" not in told

    def test_from_asking_to_the_words(self, page: Callable[[], str], client: Client, recording: Recording) -> None:
        answer = client.post(self.address(recording))
        assert answer["Location"] == f"{recording.answer.interview.get_absolute_url()}review/#question-1"
        assert "it waits for its turn." in page()
        work()
        told = page()
        assert "9 words · 60 words a minute · 2 pauses, the longest 2.0 seconds · 1 filler: 1 × um" in told
        assert '<span class="transcript-time">0:06</span> The fit changes.' in told
        assert "The word check found 1 of 2 points." in told

    def test_a_waiting_page_hears_of_changes_alone(self, client: Client, recording: Recording) -> None:
        client.force_login(recording.answer.interview.user)
        transcripts.ask(recording, now=NOON)
        assert client.get(self.address(recording), {"shown": "waiting"}).status_code == 204
        Transcript.objects.update(status="working", began_at=NOON)
        assert (
            "Being transcribed since 12:00."
            in client.get(self.address(recording), {"shown": "waiting"}).content.decode()
        )
        Transcript.objects.update(status="done", text="Bias.")
        done = client.get(self.address(recording), {"shown": "working"}).content.decode()
        assert "The transcript is here." in done

    def test_a_failure_is_told_with_a_way_on(
        self, page: Callable[[], str], recording: Recording, service: Service
    ) -> None:
        service.answer(413, {})
        transcripts.ask(recording, now=NOON)
        work()
        told = page()
        assert "The recording is too large for it. Your recording is safe." in told
        assert "Try again" in told

    def test_when_the_day_is_used_up(
        self, page: Callable[[], str], client: Client, recording: Recording, settings: Settings
    ) -> None:
        settings.TRANSCRIPTION_MINUTES_A_DAY = 0
        told = page()
        assert "You may have 0 minutes of sound transcribed a day" in told
        assert "Transcribe" not in told
        client.post(self.address(recording))
        assert "That is more sound than you may have transcribed on one day. Try it tomorrow." in page()
        assert not Transcript.objects.exists()

    def test_no_words_were_heard(self, page: Callable[[], str], recording: Recording) -> None:
        make_transcript(recording, "")
        assert "api.example.org heard no words in this recording." in page()

    def test_what_came_late_says_so(self, page: Callable[[], str]) -> None:
        Recording.objects.update(late=True)
        assert "and is no part of the attempt." in page()
        assert "Left blank." in page()

    def test_the_words_are_the_owner_s_alone(self, client: Client, recording: Recording) -> None:
        client.force_login(make_user())
        assert client.post(self.address(recording)).status_code == 404
        assert client.get(self.address(recording), {"shown": "waiting"}).status_code == 404
        assert not Transcript.objects.exists()


def test_it_can_be_taken_along(recording: Recording) -> None:
    make_transcript(recording, "Too simple underfits.")
    user = recording.answer.interview.user
    TranscribedDay.objects.create(user=user, day=NOON.date(), seconds=30)
    told = practice_of(user)
    assert told["transcribed_days"] == [{"day": NOON.date(), "seconds": 30}]
    (interview,) = told["interviews"]
    assert interview["answers"][0]["recordings"] == [
        {
            "created_at": NOON,
            "seconds": 30,
            "bytes": 14,
            "file": f"recordings/{recording.pk}.ogg",
            "part_position": 1,
            "late": False,
            "transcript": {
                "asked_at": NOON,
                "status": "done",
                "failure": "",
                "heard_by": "api.example.org",
                "text": "Too simple underfits.",
                "segments": [[0.0, 30.0, "Too simple underfits.", []]],
            },
        }
    ]
