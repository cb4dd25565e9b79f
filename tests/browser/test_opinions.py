"""A second opinion, from asking to reading, by a service on this machine."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User
from practice import autosave, interviews
from practice.models import Interview, Opinion
from tests.factories import make_content, make_interview, make_question
from tests.judging_service import ANSWER, POINTS, Service, first_words, judged_by_it
from tests.worker import work


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with judged_by_it(settings) as service:
        yield service


@pytest.fixture
def interview(learner: User) -> Interview:
    """A finished one of two questions, both answered."""
    questions = [make_question(content=make_content(points=POINTS)) for _ in range(2)]
    now = timezone.now()
    interview = make_interview(learner, questions=questions, now=now - timedelta(minutes=5))
    for position in (1, 2):
        autosave.save(interview, position, text=ANSWER, based_on=0, now=now)
    interviews.finish(interview, now=now)
    return interview


def test_it_is_asked_for_waited_for_and_read(
    signed_in_page: Page,
    interview: Interview,
    service: Service,
    check_axe: Callable[[Page], None],
    shot: Callable[[Page, str], None],
) -> None:
    page = signed_in_page
    page.goto(f"{interview.get_absolute_url()}review/")
    expect(page.get_by_text("This sends 2 of your answers to 127.0.0.1")).to_be_visible()
    check_axe(page)
    shot(page, "opinion-offer")
    assert service.received == []

    page.get_by_role("button", name="Ask for a second opinion").press("Enter")
    expect(page.get_by_role("status").filter(has_text="0 of 2 answers read so far.")).to_be_visible()
    Opinion.objects.filter(answer__position=2).update(status="failed", failure="busy")
    expect(page.get_by_role("status").filter(has_text="1 of 2 answers read so far.")).to_be_visible()
    check_axe(page)
    shot(page, "opinion-under-way")

    service.verdicts = [
        first_words,
        first_words,
        lambda point, candidate: "" if "noise" in point else first_words(point, candidate),
    ]
    work()
    page.get_by_role("link", name="Show the review anew").click()
    first = page.get_by_role("region", name="Question 1")
    expect(first.get_by_text("said (3 of 3 readings), in “Bias comes from too simple a model”")).to_be_visible()
    expect(first.get_by_text("unsure, you decide")).to_be_visible()
    expect(page.get_by_text("Question 2 has no second opinion.")).to_be_visible()
    check_axe(page)
    shot(page, "opinion")

    page.get_by_role("button", name="Try again").press("Enter")
    work()
    page.reload()  # as one does without scripts
    expect(page.get_by_role("region", name="Question 2").get_by_text("Second opinion:")).to_have_count(3)
    assert len(service.received) == 6
