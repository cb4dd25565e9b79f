"""Spoken answers, by the microphone that a browser pretends, and transcripts by a service on this machine."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
from pytest_django import Settings

from accounts.models import User
from practice import interviews, recordings
from practice.models import Interview, Recording, Transcript
from tests.browser.interviewing import saved, write
from tests.factories import make_category, make_content, make_interview, make_question, make_recording
from tests.paths import DATA
from tests.transcription_service import Service, transcription_service
from tests.worker import work

type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]

# What the page does with microphones, for the test to look at.
WATCH_MICROPHONES = """
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
window.streams = [];
navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    window.streams.push(stream);
    return stream;
};
"""
NEVER_ANSWERED = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {});"


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, speak_first=True)


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    page = signed_in_page
    page.context.grant_permissions(["microphone"])
    page.add_init_script(WATCH_MICROPHONES)
    page.goto(interview.get_absolute_url())
    return page


def button(page: Page) -> Any:
    return page.locator("[data-record]")


def record(page: Page, *, milliseconds: int = 1200) -> None:
    button(page).click()
    expect(button(page)).to_have_text("Stop")
    page.wait_for_timeout(milliseconds)
    button(page).click()
    expect(button(page)).to_have_text("Record")


def live_microphones(page: Page) -> list[bool]:
    return list(page.evaluate("streams.map((s) => s.getTracks().some((t) => t.readyState === 'live'))"))


class TestRecording:
    def test_the_time_spoken_is_shown_quietly(self, page: Page, check_axe: CheckAxe, shot: Shot) -> None:
        time = page.locator("[data-recorder-time]")
        expect(time).to_be_hidden()
        button(page).click()
        expect(time).to_have_text("0:02 of about 2:00")
        assert page.get_by_role("progressbar", name="Spoken of 2 minutes").get_attribute("value") == "2"
        assert time.evaluate("element => element.closest('[role=status], [aria-live], [role=timer]')") is None
        check_axe(page)
        shot(page, "speaking")
        button(page).click()
        expect(page.get_by_text("The recording is kept.")).to_be_visible()
        expect(time).to_be_hidden()

    def test_the_end_of_one_is_not_the_end_of_the_next(
        self, signed_in_page: Page, interview: Interview, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recordings, "MAX_SECONDS", 4)
        page = signed_in_page
        page.context.grant_permissions(["microphone"])
        page.goto(interview.get_absolute_url())
        record(page, milliseconds=2000)
        expect(page.get_by_text("The recording is kept.")).to_be_visible()
        button(page).click()
        expect(button(page)).to_have_text("Stop")
        page.wait_for_timeout(3000)  # by now the first one's limit has passed
        expect(button(page)).to_have_text("Stop")
        expect(page.get_by_text("It ended at 4 seconds, which is as long as one may be.")).to_be_visible()
        assert list(Recording.objects.values_list("seconds", flat=True)) == [2, 4]

    def test_a_double_click_opens_one_microphone_and_stop_closes_it(self, page: Page) -> None:
        button(page).dblclick()
        expect(button(page)).to_have_text("Stop")
        page.wait_for_timeout(500)
        assert live_microphones(page) == [True]
        button(page).click()
        expect(page.get_by_text("The recording is kept.")).to_be_visible()
        assert live_microphones(page) == [False]
        assert Recording.objects.count() == 1

    @pytest.mark.expects_console("ERR_FAILED")
    def test_one_that_is_not_sent_yet_waits_beside_the_next(self, page: Page) -> None:
        def drop(route: Route) -> None:
            route.abort()

        page.route("**/recordings/", drop)
        record(page)
        expect(page.get_by_text("The recording is not sent yet.")).to_be_visible()
        record(page, milliseconds=2200)
        page.unroute("**/recordings/", drop)
        expect(page.locator("[data-recordings] audio")).to_have_count(2)
        assert list(Recording.objects.order_by("created_at").values_list("seconds", flat=True)) == [1, 2]

    @pytest.mark.expects_console("422")
    def test_what_is_refused_stays_to_be_saved(
        self, page: Page, monkeypatch: pytest.MonkeyPatch, check_axe: CheckAxe
    ) -> None:
        monkeypatch.setattr(recordings, "QUOTA_BYTES", 2)
        record(page)
        expect(page.get_by_text("Your recordings may take 0 MB in all")).to_contain_text("save it on your computer.")
        assert page.locator("[data-recordings] audio").evaluate("element => element.src").startswith("blob:")
        with page.expect_download() as download:
            page.get_by_role("link", name="Save it on your computer").click()
        assert download.value.suggested_filename == "answer.webm"
        assert download.value.path().stat().st_size > 1000
        check_axe(page)
        page.on("dialog", lambda dialog: dialog.accept())  # leaving would drop it, so the browser asks
        page.goto("/")

    def test_an_unanswered_question_for_the_microphone_holds_up_nothing(
        self, signed_in_page: Page, interview: Interview
    ) -> None:
        page = signed_in_page
        page.add_init_script(NEVER_ANSWERED)
        page.goto(interview.get_absolute_url())
        button(page).click()
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("2 of 2")


class TestSpokenAlone:
    def test_is_an_answer(self, page: Page, interview: Interview, check_axe: CheckAxe, shot: Shot) -> None:
        record(page)
        mark = page.get_by_role("button", name="Question 1, spoken")
        expect(mark).to_be_visible()
        page.get_by_role("button", name="Next").click()
        expect(mark).to_be_visible()
        write(page, "In writing.")
        saved(page)
        page.get_by_role("button", name="Finish …").click()
        expect(page.get_by_text("Every question has an answer.")).to_be_visible()
        expect(page.get_by_text("Spoken, with nothing written: 1. That is an answer, too.")).to_be_visible()
        check_axe(page)
        page.get_by_role("button", name="Finish now").click()
        expect(page.get_by_text("Spoken, not written.")).to_have_count(1)
        expect(page.get_by_text("Nobody has read what you said")).to_have_count(1)
        check_axe(page)
        shot(page, "review-spoken")

    def test_the_player_can_seek(self, page: Page, interview: Interview) -> None:
        make_recording(interview, sound=(DATA / "speech/bias.ogg").read_bytes(), seconds=8)
        page.reload()
        sound = page.locator("audio")
        told = sound.evaluate(
            """async (sound) => {
                sound.preload = "auto";
                sound.load();
                await new Promise((resolve) => sound.addEventListener("canplaythrough", resolve, { once: true }));
                const moved = new Promise((resolve) => sound.addEventListener("seeked", resolve, { once: true }));
                sound.currentTime = 6;
                await moved;
                return [Math.round(sound.duration), sound.currentTime, sound.seekable.end(0) > 8];
            }"""
        )
        assert told == [8, 6, True]


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with transcription_service() as service:
        settings.TRANSCRIPTION_URL = service.url
        yield service


@pytest.fixture
def finished(learner: User) -> Interview:
    """With a recording of its first answer."""
    content = make_content(points=["a model too simple underfits", "shrinkage trades variance for bias"])
    category, now = make_category(), timezone.now()
    interview = make_interview(
        learner,
        questions=[make_question(category, content=content), make_question(category)],
        speak_first=True,
        now=now - timedelta(minutes=2),
    )
    make_recording(interview, sound=(DATA / "speech/bias.ogg").read_bytes(), seconds=8)
    interviews.finish(interview, now=now)
    return interview


class TestTranscribing:
    def test_goes_on_beside_the_page(
        self,
        signed_in_page: Page,
        finished: Interview,
        service: Service,
        check_axe: CheckAxe,
        shot: Shot,
    ) -> None:
        page = signed_in_page
        page.goto(f"{finished.get_absolute_url()}review/")
        point = page.get_by_role("region", name="Question 1").get_by_label("a model too simple underfits")
        expect(point).not_to_be_checked()
        expect(
            page.get_by_text("This sends your recording (8 seconds of sound, nothing else) to 127.0.0.1")
        ).to_be_visible()
        check_axe(page)
        shot(page, "review-offer")
        page.get_by_role("button", name="Transcribe").click()
        waits = page.get_by_role("status").filter(has_text="it waits for its turn")
        with page.expect_response(lambda response: response.status == 204):
            check_axe(page)
        expect(waits).to_be_visible()  # after a look in vain, too
        Transcript.objects.update(status="working", began_at=timezone.now())
        expect(page.get_by_role("status").filter(has_text="Being transcribed since")).to_be_visible()
        Transcript.objects.update(status="waiting", began_at=None)
        work()
        expect(page.get_by_text("9 words · 60 words a minute")).to_be_visible()
        expect(page.get_by_role("list", name="Transcript").get_by_role("listitem")).to_have_count(2)
        expect(point).to_be_checked()  # by the words that were heard
        expect(page.get_by_text("You covered 1 of 7 points")).to_be_visible()
        check_axe(page)
        shot(page, "review-transcript")
        assert service.received[0].sound == (DATA / "speech/bias.ogg").read_bytes()

    def test_a_failure_is_told_and_tried_again(
        self, signed_in_page: Page, finished: Interview, service: Service, check_axe: CheckAxe, shot: Shot
    ) -> None:
        page = signed_in_page
        service.answer(500, {})
        page.goto(f"{finished.get_absolute_url()}review/")
        page.get_by_role("button", name="Transcribe").click()
        work()
        expect(page.get_by_text("There is no transcript. It failed over it. Your recording is safe.")).to_be_visible()
        check_axe(page)
        shot(page, "review-transcript-failed")
        service.answer(200, {"text": "Bias."})
        page.get_by_role("button", name="Try again").click()
        work()
        expect(page.get_by_text("1 word · 0 pauses · 0 fillers")).to_be_visible()

    def test_without_javascript_one_reloads(self, scripts_off: Page, finished: Interview, service: Service) -> None:
        page = scripts_off
        page.goto(f"{finished.get_absolute_url()}review/")
        page.get_by_role("button", name="Transcribe").click()
        expect(page.get_by_text("If nothing changes here in a while, reload it.")).to_be_visible()
        work()
        page.reload()
        expect(page.get_by_text("The fit changes.")).to_be_visible()
        page.get_by_role("button", name="Delete the recording").click()
        expect(page.get_by_text("The fit changes.")).to_have_count(0)
        assert not Transcript.objects.exists()
