"""A running interview in a real browser, when things go wrong: nothing that was typed may be lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts import limits
from accounts.models import Usage, User
from practice import autosave
from practice.models import GRACE, Interview, ReceivedText
from tests.browser.interviewing import closed_offline, conflict, offline, saved, sign_in_beside, texts, write
from tests.factories import deadline_of, make_interview, part_of

type SignIn = Callable[[BrowserContext, User], None]
type CheckAxe = Callable[[Page], None]
type Shot = Callable[[Page, str], None]


@pytest.fixture
def interview(learner: User) -> Interview:
    return make_interview(learner, questions=2, title="Mock round")


@pytest.fixture
def page(signed_in_page: Page, interview: Interview) -> Page:
    signed_in_page.goto(interview.get_absolute_url())
    return signed_in_page


def local_copies(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('dryrun:copy:')).length"))


def no_local_copy_is_left(page: Page) -> None:
    """Wait until the server has everything."""
    for _ in range(50):
        if not local_copies(page):
            return
        page.wait_for_timeout(100)
    pytest.fail("An unsent text is still on this computer.")


def move_deadline(interview: Interview, *, to: timedelta) -> None:
    """As if the interview had begun earlier, so that it ends that long from now."""
    interview.deadline = timezone.now() + to
    interview.started_at = interview.current_since = interview.deadline - timedelta(minutes=30)
    interview.save()


@offline
def test_two_minutes_without_a_network(signed_in_page: Page, interview: Interview, check_axe: CheckAxe) -> None:
    page = signed_in_page
    page.clock.install()
    page.goto(interview.get_absolute_url())
    write(page, "Before. ")
    page.clock.run_for(1000)
    saved(page)
    page.context.set_offline(True)
    write(page, "In the tunnel. ")
    page.clock.run_for(1000)
    expect(page.locator("[data-notice]")).to_contain_text("You are offline. What you type is kept on this computer")
    check_axe(page)
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_title("1 of 2 · Mock round · Dry Run")
    page.clock.run_for(120_000)
    expect(page.get_by_role("timer")).to_contain_text("27:")
    write(page, "Still typing.")
    page.context.set_offline(False)
    for _ in range(20):
        page.clock.run_for(1000)
        page.wait_for_timeout(50)
    saved(page)
    expect(page.locator("[data-notice]")).to_be_hidden()
    expect(page.get_by_role("timer")).to_contain_text("29:")
    assert part_of(interview).text == "Before. In the tunnel. Still typing."
    no_local_copy_is_left(page)


def test_what_was_typed_and_taken_back_is_not_unsaved(page: Page) -> None:
    write(page, "a")
    expect(page.locator("[data-saved-state]")).to_have_text("not saved yet")
    page.keyboard.press("Backspace")
    expect(page.locator("[data-saved-state]")).to_have_text("saved")
    no_local_copy_is_left(page)


@conflict
def test_two_tabs_show_both_texts_and_the_person_picks(page: Page, interview: Interview, check_axe: CheckAxe) -> None:
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    write(other, "From the other tab.")
    saved(other)
    write(page, "From this tab.")
    panel = page.get_by_role("region", name="Two texts for this box")
    expect(panel.get_by_label("Written here")).to_have_value("From this tab.")
    expect(panel.get_by_label("Saved from elsewhere")).to_have_value("From the other tab.")
    check_axe(page)
    assert part_of(interview).text == "From the other tab."
    panel.get_by_label("Written here").fill("From both tabs.")
    panel.get_by_role("button", name="Use the text written here").click()
    saved(page)
    assert part_of(interview).text == "From both tabs."
    assert ReceivedText.objects.filter(text="From this tab.", outcome=ReceivedText.Outcome.STALE).exists()


def quarrel(page: Page, interview: Interview) -> Locator:
    """The panel with two texts, of which one was joined from both and none was chosen."""
    other = page.context.new_page()
    other.goto(interview.get_absolute_url())
    write(other, "From the other tab.")
    saved(other)
    write(page, "From this tab.")
    panel = page.get_by_role("region", name="Two texts for this box")
    panel.get_by_label("Written here").fill("Joined, not chosen.")
    return panel


@conflict
def test_what_was_written_here_may_be_chosen_as_it_is(page: Page, interview: Interview) -> None:
    panel = quarrel(page, interview)
    panel.get_by_label("Written here").fill("From this tab.")
    panel.get_by_role("button", name="Use the text written here").click()
    saved(page)
    assert part_of(interview).text == "From this tab."


@conflict
def test_a_text_joined_in_the_panel_is_there_again_after_a_reload(page: Page, interview: Interview) -> None:
    panel = quarrel(page, interview)
    page.reload()
    expect(panel.get_by_label("Written here")).to_have_value("Joined, not chosen.")
    assert part_of(interview).text == "From the other tab."
    panel.get_by_role("button", name="Use the text written here").click()
    saved(page)
    assert part_of(interview).text == "Joined, not chosen."


@conflict
def test_a_text_joined_in_the_panel_counts_when_the_time_is_up(page: Page, interview: Interview) -> None:
    move_deadline(interview, to=timedelta(seconds=7))
    page.goto(interview.get_absolute_url())
    quarrel(page, interview)
    expect(page).to_have_title("Review of Mock round · Dry Run", timeout=20_000)
    assert part_of(interview).text == "Joined, not chosen."
    assert ReceivedText.objects.filter(text="From the other tab.").exists()


@conflict
def test_a_text_that_is_too_long_when_the_time_is_up_is_stored_in_two(page: Page, interview: Interview) -> None:
    move_deadline(interview, to=timedelta(seconds=5))
    page.goto(interview.get_absolute_url())
    words = "word " * 20_001
    page.get_by_label("Your answer").fill(words)
    expect(page.locator("[data-notice]")).to_contain_text("5 characters too long")
    expect(page).to_have_title("Review of Mock round · Dry Run", timeout=20_000)
    no_local_copy_is_left(page)
    assert part_of(interview).text == words[:100_000]
    assert ReceivedText.objects.get(text=words[100_000:]).outcome == ReceivedText.Outcome.STALE


@pytest.mark.expects_console("422 (Unprocessable")
def test_a_text_without_room_when_the_time_is_up_is_shown_in_the_review_to_be_taken_along(
    page: Page, interview: Interview, monkeypatch: pytest.MonkeyPatch, check_axe: CheckAxe, shot: Shot
) -> None:
    monkeypatch.setattr(autosave, "ROOM", 10)
    move_deadline(interview, to=timedelta(seconds=6))
    page.goto(interview.get_absolute_url())
    words = "More words than there is room for."
    page.get_by_label("Your answer").fill(words)
    expect(page.locator("[data-notice]")).to_contain_text("It is kept on this computer; nothing is lost.")
    expect(page).to_have_title("Review of Mock round · Dry Run", timeout=20_000)
    for _ in range(2):
        expect(page.get_by_role("heading", name="Words of yours that are not saved")).to_be_visible()
        expect(page.get_by_label("The words, to be copied")).to_have_value(words)
        page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them").click()
    assert download.value.path().read_text(encoding="utf-8") == words
    check_axe(page)
    shot(page, "review-unstored")
    page.get_by_role("button", name="I have them, remove them here").click()
    page.reload()
    expect(page.locator("#score")).to_be_visible()
    no_local_copy_is_left(page)
    expect(page.get_by_label("The words, to be copied")).to_have_count(0)


@offline
def test_what_is_told_moves_nothing_that_one_reads(page: Page, interview: Interview) -> None:
    page.goto(interview.get_absolute_url())
    places = [page.locator(place) for place in ("#prompt", "#part-1")]
    before = [place.bounding_box() for place in places]
    page.context.set_offline(True)
    write(page, "In the tunnel.")
    expect(page.locator("[data-notice]")).to_be_visible()
    after = [place.bounding_box() for place in places]
    assert [each and (each["x"], each["y"]) for each in before] == [each and (each["x"], each["y"]) for each in after]


@pytest.mark.expects_console("401 (Unauthorized)", "403 (Forbidden)")
def test_signing_in_again_in_place(page: Page, interview: Interview, learner: User) -> None:
    page.context.clear_cookies()
    write(page, "Typed while signed out.")
    sign_in_beside(page, learner)
    expect(page.locator("[data-notice]")).to_be_hidden()
    assert part_of(interview).text == "Typed while signed out."


@pytest.mark.expects_console("401 (Unauthorized)", "403 (Forbidden)")
def test_a_form_without_a_session_gives_the_text_back(
    scripts_off: Page, learner: User, sign_in: SignIn, interview: Interview
) -> None:
    page = scripts_off
    page.goto(interview.get_absolute_url())
    page.get_by_label("Your answer").fill("Not to be lost\nin two lines")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    sign_in(page.context, learner)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_label("Your answer")).to_have_value("Not to be lost\nin two lines")
    assert part_of(interview).text == "Not to be lost\nin two lines"


@offline
def test_a_tab_that_was_closed_offline(page: Page, interview: Interview) -> None:
    again = closed_offline(page, "Unsent.")
    again.goto(interview.get_absolute_url())
    expect(again.get_by_label("Your answer")).to_have_value("Unsent.")
    saved(again)
    assert part_of(interview).text == "Unsent."
    no_local_copy_is_left(again)


def test_a_tab_that_is_closed_while_typing(page: Page, interview: Interview) -> None:
    write(page, "The last word")
    page.close(run_before_unload=True)
    again = page.context.new_page()
    again.goto(interview.get_absolute_url())
    expect(again.get_by_label("Your answer")).to_have_value("The last word")
    saved(again)
    assert part_of(interview).text == "The last word"


@offline
def test_another_questions_unsent_text_is_sent_from_the_next_page(page: Page, interview: Interview) -> None:
    again = closed_offline(page, "Unsent.")
    again.goto(f"{interview.get_absolute_url()}2/")
    no_local_copy_is_left(again)
    assert part_of(interview).text == "Unsent."


def test_the_deadline_passes_while_one_is_typing(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    move_deadline(interview, to=timedelta(seconds=6))
    page.goto(interview.get_absolute_url())
    write(page, "Up to the very end")
    expect(page).to_have_title("Review of Mock round · Dry Run", timeout=20_000)
    expect(page.get_by_text("Up to the very end")).to_be_visible()
    interview.refresh_from_db()
    assert (interview.ending, interview.finished_at) == ("time_up", deadline_of(interview))
    assert not ReceivedText.objects.exclude(outcome=ReceivedText.Outcome.APPLIED).exists()


@offline
@conflict
def test_words_that_come_back_after_the_deadline_are_kept_as_late(page: Page, interview: Interview) -> None:
    write(page, "In time.")
    saved(page)
    page.context.set_offline(True)
    write(page, " Too late.")
    page.close()
    page.context.set_offline(False)
    move_deadline(interview, to=-GRACE - timedelta(seconds=1))
    review = page.context.new_page()
    review.goto(interview.get_absolute_url())
    expect(review).to_have_title("Review of Mock round · Dry Run")
    expect(review.get_by_text("In time. Too late.")).to_be_visible()
    expect(review.get_by_text("Written after time")).to_be_visible()
    assert part_of(interview).text == "In time."
    no_local_copy_is_left(review)


@conflict
def test_a_laptop_that_slept_past_the_deadline_wakes_in_the_review(signed_in_page: Page, interview: Interview) -> None:
    page = signed_in_page
    page.clock.install()
    page.goto(interview.get_absolute_url())
    write(page, "Before sleep.")
    page.clock.run_for(1000)
    saved(page)
    move_deadline(interview, to=-timedelta(hours=1))
    page.clock.fast_forward(90 * 60_000)
    page.clock.run_for(5000)
    expect(page).to_have_title("Review of Mock round · Dry Run")
    assert part_of(interview).text == "Before sleep."


@offline
def test_signing_out_leaves_nothing_on_the_computer(page: Page, interview: Interview) -> None:
    page.context.set_offline(True)
    write(page, "Private.")
    assert local_copies(page) == 1
    page.close()
    page.context.set_offline(False)
    home = page.context.new_page()
    home.goto("/")
    home.get_by_text("Ada", exact=True).click()
    home.get_by_role("button", name="Sign out").click()
    expect(home.get_by_role("link", name="Sign in")).to_be_visible()
    no_local_copy_is_left(home)


@pytest.mark.expects_console("429 (Too Many Requests)")
class TestWhoSavesTooOften:
    """A save that is held back waits for as long as the server says, and sends what stands there by then."""

    @pytest.fixture
    def interview(self, learner: User) -> Interview:
        now = timezone.now()
        open_again = limits.SAVING.open_until(now) + timedelta(seconds=4)
        Usage.objects.create(who=f"person {learner.pk}", limit="saving", restored_at=open_again)
        return make_interview(learner, questions=1, now=now)

    def test_waits_and_sends_the_newest_text_by_itself(self, signed_in_page: Page, interview: Interview) -> None:
        page = signed_in_page
        page.goto(interview.get_absolute_url())
        write(page, "Held back, ")
        expect(page.locator("[data-saved-state]")).to_have_text("waiting to save")
        expect(page.locator("[data-notice]")).to_contain_text("sent by itself")
        write(page, "and gone on with.")
        assert texts(interview) == [""]
        saved(page)
        expect(page.locator("[data-notice]")).to_be_hidden()
        assert texts(interview) == ["Held back, and gone on with."]
        assert ReceivedText.objects.count() == 1

    def test_a_page_that_goes_meanwhile_leaves_its_words_to_the_next(
        self, signed_in_page: Page, interview: Interview
    ) -> None:
        page = signed_in_page
        page.goto(interview.get_absolute_url())
        write(page, "Held back")
        expect(page.locator("[data-saved-state]")).to_have_text("waiting to save")
        page.reload()
        expect(page.get_by_label("Your answer")).to_have_value("Held back")
        saved(page)
        assert texts(interview) == ["Held back"]

    def test_at_the_end_of_the_time_it_still_counts(self, signed_in_page: Page, learner: User) -> None:
        now = timezone.now()
        interview = make_interview(learner, questions=1, now=now - timedelta(minutes=30, seconds=-4), minutes=30)
        open_again = limits.SAVING.open_until(now) + timedelta(seconds=7)
        Usage.objects.create(who=f"person {learner.pk}", limit="saving", restored_at=open_again)
        page = signed_in_page
        page.goto(interview.get_absolute_url())
        write(page, "The last words")
        expect(page.locator("[data-saved-state]")).to_have_text("waiting to save")
        page.wait_for_url("**/review/", timeout=20_000)
        assert texts(interview) == ["The last words"]
        assert [text.outcome for text in ReceivedText.objects.all()] == ["applied"]

    @pytest.mark.usefixtures("interview")
    def test_without_scripts_the_words_come_back_in_a_form(self, scripts_off: Page, learner: User) -> None:
        page, interview = scripts_off, learner.interviews.get()
        page.goto(interview.get_absolute_url())
        page.get_by_label("Your answer").fill("Held back")
        page.get_by_role("button", name="Save").first.click()
        expect(page.get_by_role("heading", name="A moment, please")).to_be_visible()
        page.wait_for_timeout(4000)
        page.get_by_role("button", name="Send it again").click()
        assert texts(interview) == ["Held back"]
