from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from practice import autosave, interviews, scenes
from practice.models import GRACE, Interview, Part, ReceivedText, Role
from questions.models import Kind
from tests.factories import NOON, deadline_of, make_content, make_interview, make_question, make_scene, part_of

pytestmark = pytest.mark.django_db

APPLIED, STALE, LATE, AWAY = map(ReceivedText.Outcome, ("applied", "stale", "late", "away"))
SECOND = timedelta(seconds=1)
started = partial(make_interview, now=NOON)
ONE, TWO = "1" * 36, "2" * 36


@pytest.fixture
def interview() -> Interview:
    return started()


def save(
    interview: Interview, text: str, based_on: int = 0, *, position: int = 1, now: datetime = NOON, **fields: Any
) -> autosave.Saved:
    return autosave.save(interview, position, text=text, based_on=based_on, now=now, **fields)


def received(interview: Interview) -> list[tuple[str, str]]:
    return list(ReceivedText.objects.filter(part__answer__interview=interview).values_list("text", "outcome"))


class TestPlainForms:
    def test_a_text_becomes_the_next_revision(self, interview: Interview) -> None:
        saved = save(interview, "one", now=NOON + SECOND)
        part = part_of(interview)
        assert (part.text, part.revision, part.saved_at, saved.revision) == ("one", 1, NOON + SECOND, 1)

    def test_a_stale_text_is_kept_beside_the_answer(self, interview: Interview) -> None:
        save(interview, "one")
        saved = save(interview, "two", based_on=0)
        assert (saved.received.outcome, saved.revision, part_of(interview).text) == (STALE, 1, "one")
        assert received(interview) == [("one", APPLIED), ("two", STALE)]

    def test_the_same_form_sent_twice_is_stored_once(self, interview: Interview) -> None:
        save(interview, "one")
        for _ in range(2):
            assert save(interview, "two", based_on=0).received.outcome == STALE
        assert len(received(interview)) == 2

    def test_saving_what_stands_there_changes_nothing(self, interview: Interview) -> None:
        save(interview, "one")
        saved = save(interview, "one", based_on=0)
        assert (saved.applied, saved.revision, received(interview)) == (True, 1, [("one", APPLIED)])

    @pytest.mark.parametrize("blank", ["", " ", "\r\n"])
    def test_a_blank_overwrites_words_only_on_purpose(self, interview: Interview, blank: str) -> None:
        save(interview, "one")
        assert save(interview, blank, based_on=1).received.outcome == STALE
        assert save(interview, blank, based_on=1, emptied=True).applied
        assert part_of(interview).is_blank

    def test_line_ends_are_those_of_a_text_box_and_nul_goes(self, interview: Interview) -> None:
        save(interview, "a\r\nb\rc\0d")
        assert part_of(interview).text == "a\nb\ncd"

    def test_an_untouched_starter_is_no_answer(self) -> None:
        interview = started(questions=[make_question(content=make_content(starter="def f():\n    ...\n"))])
        saved = save(interview, "def f():\r\n    ...\r\n")
        assert (saved.applied, saved.revision, part_of(interview).text, received(interview)) == (True, 0, "", [])


class TestPages:
    """Texts that come with the name of the page that wrote them and its count."""

    def test_a_page_whose_reply_was_lost_is_no_stranger_to_its_own_text(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        saved = save(interview, "b", based_on=0, writer=ONE, sequence=2)
        assert (saved.applied, saved.revision) == (True, 2)

    def test_a_repeated_request_changes_nothing(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        save(interview, "b", based_on=1, writer=TWO, sequence=1)
        again = save(interview, "a", writer=ONE, sequence=1)
        assert (again.applied, part_of(interview).text) == (True, "b")

    def test_repeating_an_old_request_is_not_having_read_the_newer_text(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        save(interview, "b", based_on=1, writer=TWO, sequence=1)
        revision = save(interview, "a", writer=ONE, sequence=1).revision
        assert save(interview, "a more", based_on=revision, writer=ONE, sequence=2).received.outcome == STALE

    def test_one_that_overtook_a_newer_one_stays_behind_it(self, interview: Interview) -> None:
        save(interview, "new", writer=ONE, sequence=2)
        assert save(interview, "old", writer=ONE, sequence=1).received.outcome == STALE
        assert part_of(interview).text == "new"

    def test_two_pages_quarrel(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        assert save(interview, "b", based_on=0, writer=TWO, sequence=1).received.outcome == STALE
        assert save(interview, "a and b", based_on=1, writer=TWO, sequence=2).applied

    def test_a_plain_form_is_a_stranger_to_every_page(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        save(interview, "form", based_on=1)
        assert save(interview, "a2", based_on=1, writer=ONE, sequence=2).received.outcome == STALE

    def test_a_text_emptied_by_a_form_is_not_filled_again_by_a_page_that_has_not_seen_it(
        self, interview: Interview
    ) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        save(interview, "", based_on=1, emptied=True)
        assert save(interview, "a2", based_on=1, writer=ONE, sequence=2).received.outcome == STALE

    def test_typing_on_takes_the_place_of_the_text_before(self, interview: Interview) -> None:
        for sequence, text in enumerate(["a", "a b", "a b c", "a X", "a X d"], 1):
            save(interview, text, based_on=sequence - 1, writer=ONE, sequence=sequence)
        assert received(interview) == [("a b c", APPLIED), ("a X d", APPLIED)]

    def test_a_repeat_of_a_text_that_was_typed_on_is_known(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        save(interview, "a b", based_on=1, writer=ONE, sequence=2)
        saved = save(interview, "a", writer=ONE, sequence=1)
        assert (saved.applied, received(interview)) == (True, [("a b", APPLIED)])

    def test_two_pages_that_share_a_name_lose_nothing(self, interview: Interview) -> None:
        save(interview, "a", writer=ONE, sequence=1)
        assert save(interview, "b", writer=ONE, sequence=1).received.outcome == STALE
        assert received(interview) == [("a", APPLIED), ("b", STALE)]


class TestTime:
    @pytest.mark.parametrize(
        ("after_deadline", "outcome"),
        [(-SECOND, APPLIED), (0 * SECOND, APPLIED), (GRACE, APPLIED), (GRACE + SECOND / 1000, LATE)],
    )
    def test_counts_up_to_the_deadline_and_a_grace(
        self, interview: Interview, after_deadline: timedelta, outcome: str
    ) -> None:
        assert save(interview, "x", now=deadline_of(interview) + after_deadline).received.outcome == outcome

    def test_a_late_text_is_kept_and_does_not_count(self, interview: Interview) -> None:
        save(interview, "in time")
        save(interview, "in time, and more", based_on=1, now=deadline_of(interview) + GRACE + SECOND)
        assert part_of(interview).text == "in time"
        assert received(interview) == [("in time", APPLIED), ("in time, and more", LATE)]

    def test_what_was_saved_in_time_is_never_late(self, interview: Interview) -> None:
        save(interview, "in time", writer=ONE, sequence=1)
        assert save(
            interview, "in time", writer=TWO, sequence=1, now=deadline_of(interview) + timedelta(days=1)
        ).applied

    def test_in_the_grace_after_closing_it_counts_and_is_marked_anew(self) -> None:
        question = make_question(content=make_content(points=["gradient descent follows the slope"]))
        interview = started(questions=[question])
        interviews.finish(interview, now=deadline_of(interview))
        assert save(interview, "Gradient descent follows the slope", now=deadline_of(interview) + GRACE).applied
        assert interview.answers.get(position=1).coverage.get().covered

    def test_what_arrived_before_finish_was_pressed_counts_whoever_got_the_lock(self, interview: Interview) -> None:
        interviews.finish(interview, now=NOON + 10 * SECOND)
        assert save(interview, "on its way", now=NOON + 10 * SECOND).applied
        assert save(interview, "afterwards", based_on=1, now=NOON + 11 * SECOND).received.outcome == LATE


class TestOneWay:
    def test_a_question_that_was_left_takes_no_more(self) -> None:
        interview = started(one_way=True)
        interviews.visit(interview, 2, now=NOON + 10 * SECOND)
        assert save(interview, "on its way", now=NOON + 10 * SECOND).applied
        assert save(interview, "afterthought", based_on=1, now=NOON + 11 * SECOND).received.outcome == AWAY
        assert save(interview, "second", position=2, now=NOON + 11 * SECOND).applied

    def test_nor_does_one_that_is_still_to_come(self) -> None:
        interview = started(one_way=True)
        assert save(interview, "peeked", position=2).received.outcome == AWAY


class TestParts:
    """Each part of an answer is saved for itself."""

    @pytest.fixture
    def interview(self) -> Interview:
        """One whose question is answered in code, with words beside it."""
        return started(questions=[make_question(content=make_content(starter="def f(): ..."))])

    def test_code_has_words_beside_it_and_notes(self, interview: Interview) -> None:
        roles = list(interview.answers.get().parts.values_list("position", "role"))
        assert roles == [(0, "notes"), (1, "code"), (2, "text")]

    def test_a_save_of_one_leaves_the_others_as_they_are(self, interview: Interview) -> None:
        save(interview, "def f(): return 1", writer=ONE, sequence=1)
        save(interview, "It is constant.", part=2, writer=ONE, sequence=1)
        assert [part_of(interview, part=part).text for part in (1, 2)] == ["def f(): return 1", "It is constant."]
        assert [part_of(interview, part=part).revision for part in (1, 2)] == [1, 1]

    def test_each_has_a_revision_and_quarrels_of_its_own(self, interview: Interview) -> None:
        save(interview, "one", writer=ONE, sequence=1)
        assert save(interview, "words", part=2, writer=TWO, sequence=1).applied
        assert save(interview, "two", writer=TWO, sequence=1).received.outcome == STALE

    def test_the_starter_is_that_of_the_code_alone(self, interview: Interview) -> None:
        assert save(interview, "def f(): ...", part=2).part.text == "def f(): ..."

    def test_there_is_no_other(self, interview: Interview) -> None:
        with pytest.raises(Part.DoesNotExist):
            save(interview, "words", part=3)

    def test_what_is_said_in_any_of_them_is_covered(self) -> None:
        points = ["the loop runs over rows", "the cost is linear"]
        content = make_content(points=points, starter="def f(): ...")
        interview = started(questions=[make_question(kind="coding", content=content)])
        save(interview, "# the loop runs over rows")
        save(interview, "The cost is linear.", part=2)
        interviews.finish(interview, now=NOON + SECOND)
        assert [point.covered for point in interview.answers.get().coverage.all()] == [True, True]


class TestNotes:
    """For oneself: saved like any part, and never too late."""

    def test_are_saved_at_any_time(self, interview: Interview) -> None:
        interviews.finish(interview, now=NOON + SECOND)
        assert save(interview, "remember", part=0, now=NOON + timedelta(days=1)).applied

    def test_of_a_question_that_was_left_too(self) -> None:
        interview = started(one_way=True)
        interviews.visit(interview, 2, now=NOON + SECOND)
        assert save(interview, "remember", part=0, now=NOON + 2 * SECOND).applied

    def test_are_no_part_of_what_was_said(self) -> None:
        question = make_question(content=make_content(points=["gradient descent follows the slope"]))
        interview = started(questions=[question])
        save(interview, "Gradient descent follows the slope.", part=0)
        interviews.finish(interview, now=NOON + SECOND)
        answer = interview.answers.get()
        assert (answer.is_blank, answer.words, answer.coverage.get().covered) == (True, "", False)

    def test_an_old_page_does_not_overwrite_newer_ones(self, interview: Interview) -> None:
        save(interview, "new", part=0, writer=ONE, sequence=1)
        assert save(interview, "other", part=0, writer=TWO, sequence=1).received.outcome == STALE

    def test_a_page_from_before_they_were_a_part_joins_what_it_did_not_know(self, interview: Interview) -> None:
        def write(notes: str, based_on: str) -> str:
            autosave.save_notes_of_an_earlier_page(interview, 1, notes=notes, based_on=based_on, now=NOON)
            return part_of(interview, part=0).text

        assert write("new", "") == "new"
        assert write("", "") == "new"
        assert write("other", "") == "new\n\nother"
        assert write("other", "") == "new\n\nother"
        assert write("", "new\n\nother") == ""

    def test_such_a_page_joins_no_more_than_the_box_holds(
        self, interview: Interview, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(autosave, "LONGEST", 10)
        for notes in ("first one", "second one"):
            autosave.save_notes_of_an_earlier_page(interview, 1, notes=notes, based_on="", now=NOON)
        assert (part_of(interview, part=0).text, received(interview)) == ("first one", [("second one", STALE)])


class TestRoom:
    """What is kept of one part is bounded, and nothing that was received is given up for what comes."""

    @pytest.fixture(autouse=True)
    def _ten_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(autosave, "ROOM", 10)

    def test_a_text_that_does_not_fit_is_refused_whole(self, interview: Interview) -> None:
        save(interview, "12345", writer=ONE, sequence=1)
        with pytest.raises(autosave.NoRoom):
            save(interview, "other words", writer=TWO, sequence=1)
        with pytest.raises(autosave.NoRoom):
            save(interview, "678901", 1, writer=ONE, sequence=2)
        assert (part_of(interview).text, received(interview)) == ("12345", [("12345", APPLIED)])

    def test_what_goes_on_from_the_text_before_takes_its_place(self, interview: Interview) -> None:
        save(interview, "12345", writer=ONE, sequence=1)
        save(interview, "12345 and as much as one likes", 1, writer=ONE, sequence=2)
        assert part_of(interview).text == "12345 and as much as one likes"

    def test_is_counted_in_bytes_and_for_each_part(self, interview: Interview) -> None:
        save(interview, "éééé")
        with pytest.raises(autosave.NoRoom):
            save(interview, "éé", 1)
        save(interview, "éééé", part=0)
        assert len(received(interview)) == 2


class TestSketches:
    """The text of a sketch is a scene; everything else is as with words."""

    BOX, LINE = ({"type": kind, "id": kind, "points": [[0, 0], [9, 9]]} for kind in ("rectangle", "line"))

    @pytest.fixture
    def interview(self) -> Interview:
        return started(questions=[make_question(kind=Kind.DESIGN)])

    def draw(self, interview: Interview, *elements: dict[str, Any], based_on: int = 0, **fields: Any) -> autosave.Saved:
        text = make_scene(*elements) if elements else ""
        return save(interview, text, based_on, part=2, **fields)

    def test_it_is_stored_as_it_is_read(self, interview: Interview) -> None:
        assert self.draw(interview, self.BOX).applied
        text = part_of(interview, part=2).text
        assert text == scenes.written(scenes.read(make_scene(self.BOX)))
        again = save(interview, text, part=2, writer=TWO, sequence=1)
        assert (again.applied, again.revision) == (True, 1)

    @pytest.mark.parametrize("text", ["<svg/>", '{"elements": [{"type": "text", "fontSize": 1e308}]}'])
    def test_what_is_no_drawing_is_refused_and_changes_nothing(self, interview: Interview, text: str) -> None:
        self.draw(interview, self.BOX)
        with pytest.raises(scenes.NotAScene):
            save(interview, text, 1, part=2)
        assert (part_of(interview, part=2).revision, len(received(interview))) == (1, 1)

    def test_a_drawing_that_goes_on_takes_the_place_of_the_one_before(self, interview: Interview) -> None:
        self.draw(interview, self.BOX, writer=ONE, sequence=1)
        self.draw(interview, self.BOX, self.LINE, writer=ONE, sequence=2)
        assert len(received(interview)) == 1
        self.draw(interview, self.LINE, writer=ONE, sequence=3)
        assert [text.count('"type":"') - 1 for text, _ in received(interview)] == [2, 1]

    def test_one_from_elsewhere_is_kept_beside_it(self, interview: Interview) -> None:
        self.draw(interview, self.BOX, writer=ONE, sequence=1)
        other = self.draw(interview, self.LINE, writer=TWO, sequence=1)
        assert (other.received.outcome, part_of(interview, part=2).revision) == (STALE, 1)

    def test_an_empty_board_replaces_a_drawing_only_on_purpose(self, interview: Interview) -> None:
        self.draw(interview, self.BOX)
        assert self.draw(interview, based_on=1).received.outcome == STALE
        assert self.draw(interview, based_on=1, emptied=True).applied
        assert part_of(interview, part=2).text == ""

    def test_a_late_one_is_kept_and_does_not_count(self, interview: Interview) -> None:
        late = self.draw(interview, self.BOX, now=deadline_of(interview) + GRACE + SECOND)
        assert (late.received.outcome, part_of(interview, part=2).text) == (LATE, "")

    def test_what_is_written_in_it_is_said(self, interview: Interview) -> None:
        save(interview, make_scene(), part=2)
        interviews.finish(interview, now=NOON)
        answer = interview.answers.get()
        assert answer.words == "API\nFeature store"
        assert interview.answers.answered().exists()
        assert answer.speaking_part.role == Role.TEXT
