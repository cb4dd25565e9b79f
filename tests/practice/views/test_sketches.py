"""What was drawn, as a page, a picture and a file; who may open them stands in tests/test_authorisation.py."""

import json
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from accounts.models import User
from practice import autosave, interviews
from practice.models import Interview, ReceivedText
from questions.content import Stage
from questions.models import Kind
from tests.factories import (
    NOON,
    make_content,
    make_interview,
    make_question,
    make_scene,
    make_whole_content,
    part_of,
)
from tests.practice.views.pages import SCRIPT, path

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(user: User) -> Interview:
    return make_interview(user, questions=[make_question(kind=Kind.DESIGN), make_question()])


def save(client: Client, interview: Interview, text: str, *, part: int = 2, **fields: object) -> dict[str, object]:
    sent = {f"{part}-{name}": value for name, value in ({"text": text, "based_on": 0} | fields).items()}
    told: dict[str, object] = client.post(path(interview, "1/save/"), sent, headers=SCRIPT).json()
    return told


def sketches(client: Client, address: str) -> int:
    """How many a page has to draw in."""
    return client.get(address).content.decode().count("data-sketch")


def test_a_picture_is_drawn_of_it(client: Client, interview: Interview) -> None:
    assert save(client, interview, make_scene())["outcome"] == "applied"
    response = client.get(path(interview, "1/sketch.svg"))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "API to Feature store" in fromstring(response.content).findtext("*", "")


def test_a_file_is_given_that_opens_elsewhere(client: Client, interview: Interview) -> None:
    save(client, interview, make_scene())
    response = client.get(path(interview, "1/sketch.excalidraw"))
    assert response.headers["Content-Disposition"] == f'attachment; filename="sketch-{interview.pk}-1.excalidraw"'
    told = json.loads(response.content)
    assert (told["type"], told["version"], len(told["elements"])) == ("excalidraw", 2, 5)


def test_nothing_drawn_is_no_file_and_a_blank_sheet(client: Client, interview: Interview) -> None:
    assert client.get(path(interview, "1/sketch.excalidraw")).status_code == 404
    assert fromstring(client.get(path(interview, "1/sketch.svg")).content).findtext("*") == "Nothing is drawn."


def test_only_a_design_has_one(client: Client, interview: Interview) -> None:
    assert client.get(path(interview, "2/sketch.svg")).status_code == 404
    assert [sketches(client, path(interview, f"{position}/")) for position in (1, 2)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no drawing that can be read"),
        ('{"elements": [{"type": "line", "points": [[1e308, 0]]}]}', "out of all bounds"),
        ("[" * 90_000, "no drawing that can be read"),
        (make_scene({"type": "text", "text": "x" * 100_001}), "characters; 100000 can be saved"),
    ],
)
def test_what_is_no_drawing_is_told_so(client: Client, interview: Interview, text: str, words: str) -> None:
    told = save(client, interview, text)
    assert told["outcome"] == "invalid"
    assert words in str(told["errors"])
    assert part_of(interview, part=2).text == ""
    assert not ReceivedText.objects.exists()


def test_ten_megabytes_are_not_read(client: Client, interview: Interview) -> None:
    sent = client.post(path(interview, "1/save/"), {"2-text": "x" * 10_000_000, "2-based_on": 0}, headers=SCRIPT)
    assert sent.status_code == 413
    assert "It was not read" in str(sent.json()["errors"])


def test_the_review_shows_it_and_what_came_beside_it(client: Client, interview: Interview) -> None:
    save(client, interview, make_scene(), writer="a" * 36, sequence=1)
    save(client, interview, make_scene({"type": "ellipse", "id": "e"}), writer="b" * 36, sequence=1)
    interviews.finish(interview, now=NOON)
    page = client.get(path(interview, "review/")).content.decode()
    stale = ReceivedText.objects.unused().get()
    for address in ("sketch.svg?1", "sketch.excalidraw", f"sketch-{stale.pk}.svg"):
        assert path(interview, f"1/{address}") in page
    assert 'alt="Sketch of 2 shapes and 1 arrow. API, Feature store. API to Feature store."' in page
    assert "&quot;elements&quot;" not in page
    assert b"<ellipse" in client.get(path(interview, f"1/sketch-{stale.pk}.svg")).content


def test_a_received_text_of_another_part_is_not_shown_as_a_picture(client: Client, interview: Interview) -> None:
    words = autosave.save(interview, 1, text="Words", based_on=0, now=interview.started_at)
    assert client.get(path(interview, f"1/sketch-{words.received.pk}.svg")).status_code == 404


class TestStages:
    """Where a design goes by stages, one draws with the stage that is for it."""

    @pytest.fixture
    def interview(self, user: User) -> Interview:
        content = make_content(stages=(Stage(title="Scope"), Stage(title="Diagram"), Stage(title="Data")))
        return make_interview(user, questions=[make_question(kind=Kind.DESIGN, content=content)])

    def page(self, client: Client, interview: Interview, *, in_one_box: bool = False) -> list[list[str]]:
        """The roles of the boxes by stage, and of those outside at the end."""
        User.objects.update(designs_in_one_box=in_one_box)
        context = client.get(path(interview, "1/")).context
        assert sketches(client, path(interview, "1/")) == 1
        groups = [*(step.boxes for step in context["steps"]), context["boxes"]]
        return [[box.part.role for box in boxes] for boxes in groups]

    def test_by_stages_it_is_in_its_stage(self, client: Client, interview: Interview) -> None:
        assert self.page(client, interview) == [["stage"], ["stage", "blocks", "sketch"], ["stage"], []]

    def test_in_one_box_it_is_there_with_the_other_way_to_draw(self, client: Client, interview: Interview) -> None:
        assert self.page(client, interview, in_one_box=True) == [["blocks", "sketch"], ["text"]]

    def test_what_is_drawn_is_counted_and_shown_with_its_stage(self, client: Client, interview: Interview) -> None:
        autosave.save(interview, 1, part=6, text=make_scene(), based_on=0, now=interview.started_at)
        page = " ".join(client.get(path(interview, "1/")).content.decode().split())
        assert "drawn, 3 words" in page
        interviews.finish(interview, now=interview.started_at)
        assert "sketch.svg?1" in client.get(path(interview, "review/")).content.decode()


def test_once_it_is_said_it_stands_still(client: Client, user: User) -> None:
    question = make_question(kind=Kind.DESIGN, content=make_whole_content(task=None))
    interview = make_interview(user, questions=[question], interviewer="on")
    save(client, interview, make_scene(), part=4)
    through = client.get(path(interview, "1/")).context["through"]
    client.post(path(interview, "1/save/"), {"1-text": "Words", "1-based_on": 0, "through": through, "go": "say"})
    assert sketches(client, path(interview, "1/")) == 0
    assert b"sketch.svg?1" in client.get(path(interview, "1/")).content
    assert save(client, interview, make_scene({"type": "ellipse"}), part=4, based_on=1)["outcome"] == "said"
