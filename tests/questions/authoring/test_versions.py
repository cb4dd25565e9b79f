import pytest
from django.utils import timezone

from questions.authoring import lifecycle, versions
from questions.content import Content, Point
from questions.models import Question
from tests.factories import current_of, make_change, make_content, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


class TestRevise:
    def test_makes_a_version_that_waits(self, question: Question) -> None:
        editor = make_user()
        version = versions.revise(question, make_content(prompt="New?"), now=NOW, editor=editor, note="Clearer")
        assert (version.number, version.editor, version.note, version.created_at) == (2, editor, "Clearer", NOW)
        assert current_of(question).number == 1

    def test_the_same_again_is_no_version(self, question: Question) -> None:
        assert versions.revise(question, make_content(), now=NOW).number == 1

    def test_notices_a_newer_version(self, question: Question) -> None:
        make_change(question, prompt="Theirs?")
        with pytest.raises(versions.EditConflict) as caught:
            versions.revise(question, make_content(prompt="Mine?"), now=NOW, based_on=1)
        assert caught.value.latest.number == 2

    def test_a_changed_change_waits_anew(self, question: Question) -> None:
        make_change(question, prompt="New?")
        lifecycle.send_back(question, "Too vague.")
        make_change(question, prompt="Newer?")
        question.refresh_from_db()
        assert question.review_note == ""

    def test_maths_in_a_key_point_alone_loads_what_sets_it(self, question: Question) -> None:
        plain = Content(title="T", prompt="P")
        sums = Content(title="T", prompt="P", key_points=(Point(text="the error is $b^2 + v$"),))
        assert [versions.revise(question, content, now=NOW).has_maths for content in (plain, sums)] == [False, True]


class TestRestore:
    def test_makes_the_old_content_the_newest_version(self, question: Question) -> None:
        first = question.latest
        make_change(question, prompt="New?")
        version = versions.restore(question, first, now=NOW)
        assert (version.number, version.content, version.note) == (3, first.content, "Restored version 1")

    def test_keeps_the_note(self, question: Question) -> None:
        first = question.latest
        make_change(question, prompt="New?")
        assert versions.restore(question, first, now=NOW, note="It was right").note == "It was right"

    def test_what_is_said_already(self, question: Question) -> None:
        with pytest.raises(versions.NothingToRestore):
            versions.restore(question, question.latest, now=NOW)
