"""A learner shows an attempt to a mentor, who comments in a browser of their own, without an account."""

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from practice import autosave, interviews, mentors
from practice.models import Interview, MentorComment
from questions.models import Kind
from tests.factories import make_content, make_interview, make_question, make_scene


def attempt(learner: User) -> Interview:
    now = timezone.now()
    asked = [
        make_question(content=make_content(title="Bias")),
        make_question(kind=Kind.DESIGN, content=make_content(title="A feed", prompt="Design a feed.")),
        make_question(content=make_content(title="Code", prompt="Write `f`.", starter="def f(): ...")),
    ]
    interview = make_interview(learner, questions=asked, title="Phone screen", now=now)
    words = "Bias is what a model too simple for the data cannot fit: it underfits, and more data does not help."
    autosave.save(interview, 1, text=words, based_on=0, now=now)
    autosave.save(interview, 2, text="Precompute, then rank.", based_on=0, now=now)
    autosave.save(interview, 2, part=2, text=make_scene(), based_on=0, now=now)
    autosave.save(interview, 3, text="def f(values):\n    return sum(values) / len(values)\n", based_on=0, now=now)
    interviews.finish(interview, now=now)
    return interview


def test_from_the_link_to_the_comment_in_its_place(
    signed_in_page: Page,
    learner: User,
    new_context: Callable[..., BrowserContext],
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
) -> None:
    page, interview = signed_in_page, attempt(learner)
    page.goto(f"/interviews/{interview.pk}/review/")
    page.get_by_role("link", name="Show it to a mentor").click()
    page.get_by_label("Your name, as the mentor reads it").fill("Ada")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_role("textbox", name="Your link, open until").input_value()
    shot(page, "mentor-link")
    check_axe(page)

    mentor = new_context().new_page()
    mentor.goto(address)
    expect(mentor.get_by_text("Ada rehearsed this")).to_be_visible()
    sketch = mentor.get_by_role("img", name="API to Feature store")
    assert sketch.evaluate("image => image.complete && image.naturalWidth > 0")

    # By keyboard: what is half written outlives a closed tab, and both of two half-written ones do.
    for position, words in ((1, "Say it"), (2, "Begin with")):
        summary = mentor.locator(f"#question-{position} summary", has_text="Comment on")
        summary.focus()
        summary.press("Enter")
        mentor.locator(f"#comment-{position}-name").fill("Grace")
        mentor.locator(f"#comment-{position}-text").press_sequentially(words)
    again = mentor.context.new_page()
    mentor.close(run_before_unload=True)
    again.goto(address)
    first = again.locator("#question-1")
    first.get_by_role("button", name="Take it back").click()
    expect(again.locator("#question-2").get_by_role("button", name="Take it back")).to_be_visible()
    box = first.get_by_label("Your comment")
    expect(box).to_have_value("Say it")
    box.press("End")
    box.press_sequentially(" with the number first.")
    first.get_by_role("button", name="Send the comment").click()
    expect(again.get_by_text("Your comment is stored")).to_be_visible()
    expect(again.locator("#question-1 .mentor-words")).to_have_text("Say it with the number first.")
    expect(again.locator("#question-1 [data-form-copy]")).to_be_hidden()
    expect(again.locator("#question-2").get_by_role("button", name="Take it back")).to_be_visible()
    shot(again, "mentor-commented")
    check_axe(again)

    page.goto("/")
    page.get_by_role("link", name="Phone screen").first.click()
    expect(page.locator("#question-1")).to_contain_text("Say it with the number first.")
    check_axe(page)
    page.get_by_role("button", name="Delete the comment by Grace").click()
    expect(page.get_by_text("The comment by Grace is deleted.")).to_be_visible()
    assert not MentorComment.objects.exists()

    page.goto(f"/interviews/{interview.pk}/mentors/")
    page.get_by_role("button", name="Take it back").click()
    assert again.context.request.get(address).status == 410


def test_a_mentor_without_scripts(learner: User, new_context: Callable[..., BrowserContext]) -> None:
    interview = attempt(learner)
    _, secret = mentors.share(interview, days=7, shown_name="", with_recordings=False, now=timezone.now())
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"/mentor/{secret}/")
    page.locator("#question-3 summary", has_text="Comment on").click()
    page.locator("#comment-3-name").fill("Grace")
    page.locator("#comment-3-text").fill("What of an empty list?")
    page.locator("#question-3").get_by_role("button", name="Send the comment").click()
    expect(page.locator("#question-3 .mentor-words")).to_have_text("What of an empty list?")
