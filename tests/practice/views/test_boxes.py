"""Which boxes a design's page has: by stages, in one box, and none that has words in it out of sight."""

import pytest
from django.test import Client

from accounts.models import User
from practice import autosave
from practice.models import Interview, Part
from tests.factories import make_design, make_interview, part_of
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db

WHOLE, SCOPE, DIAGRAM, BLOCKS, TRADE_OFFS, SKETCH = range(1, 7)  # places


@pytest.fixture
def interview(user: User) -> Interview:
    return make_interview(user, questions=[make_design()], minutes=60)


def shown(client: Client, interview: Interview) -> list[int]:
    """The places of the boxes on the page, but for the notes."""
    context = client.get(path(interview, "1/")).context
    staged = [box.part.position for each in context["steps"] for box in each.boxes]
    return [*staged, *(box.part.position for box in context["boxes"])]


def prefer(user: User, *, one_box: bool) -> None:
    User.objects.filter(pk=user.pk).update(designs_in_one_box=one_box)


def write(interview: Interview, place: int, text: str = "Words.") -> None:
    autosave.save(interview, 1, part=place, text=text, based_on=0, now=interview.started_at)


def test_by_stages_there_is_a_box_for_each(client: Client, interview: Interview) -> None:
    assert shown(client, interview) == [SCOPE, DIAGRAM, BLOCKS, SKETCH, TRADE_OFFS]


def test_in_one_box_there_is_one_and_where_one_draws(client: Client, user: User, interview: Interview) -> None:
    prefer(user, one_box=True)
    assert shown(client, interview) == [BLOCKS, SKETCH, WHOLE]


def test_what_has_words_is_shown_either_way(client: Client, user: User, interview: Interview) -> None:
    write(interview, WHOLE)
    write(interview, DIAGRAM)
    assert shown(client, interview) == [SCOPE, DIAGRAM, BLOCKS, SKETCH, TRADE_OFFS, WHOLE]
    prefer(user, one_box=True)
    assert shown(client, interview) == [DIAGRAM, BLOCKS, SKETCH, WHOLE]


def test_what_was_refused_is_shown_with_the_reason(client: Client, user: User, interview: Interview) -> None:
    prefer(user, one_box=True)
    long = "x" * 100_001
    page = client.post(path(interview, "1/save/"), {"5-text": long, "5-based_on": 0, "1-text": "a", "1-based_on": 0})
    _, step = page.context["steps"]
    assert (step.is_open, step.boxes[0].text) == (True, long)


def test_the_stage_that_was_written_in_last_is_open(client: Client, interview: Interview) -> None:
    def opened() -> list[bool]:
        return [each.is_open for each in client.get(path(interview, "1/")).context["steps"]]

    assert opened() == [True, False, False]
    write(interview, TRADE_OFFS)
    assert opened() == [False, False, True]


def test_the_switch_saves_first_and_is_remembered(client: Client, user: User, interview: Interview) -> None:
    sent = {"2-text": "Ten million.", "2-based_on": 0, "go": "one_box"}
    assert client.post(path(interview, "1/save/"), sent)["Location"] == path(interview, "1/")
    user.refresh_from_db()
    assert (user.designs_in_one_box, part_of(interview, part=SCOPE).text) == (True, "Ten million.")
    client.post(path(interview, "1/save/"), {"1-text": "", "1-based_on": 0, "go": "by_stage"})
    user.refresh_from_db()
    assert not user.designs_in_one_box


def test_of_what_was_said_blank_stages_are_not_shown(client: Client, interview: Interview) -> None:
    write(interview, DIAGRAM)
    Part.objects.exclude(role="notes").update(said_at=interview.started_at)
    context = client.get(path(interview, "1/")).context
    assert [part.position for part in context["said"]] == [DIAGRAM]
    assert (context["steps"], context["boxes"]) == ([], [])


def test_a_receipt_of_a_stage_tells_its_time(client: Client, interview: Interview) -> None:
    told = client.post(path(interview, "1/save/"), {"2-text": "a", "2-based_on": 0}, headers=SCRIPT).json()
    assert told["seconds"] == part_of(interview, part=SCOPE).seconds


def test_a_design_that_was_begun_before_there_were_stages_has_its_one_box(client: Client, interview: Interview) -> None:
    Part.objects.filter(role__in=["stage", "blocks", "sketch"]).delete()
    page = client.get(path(interview, "1/"))
    assert shown(client, interview) == [WHOLE]
    assert b'value="one_box"' not in page.content
