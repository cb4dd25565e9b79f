from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from questions.authoring import versions
from questions.content import Content, Point
from questions.models import Question, QuestionVersion, Status
from tests.factories import make_content, make_question, make_user, make_writer

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def revised(question: Question, **fields: Any) -> Question:
    versions.revise(question, make_content(**fields), now=NOW, editor=make_user())
    return question


def seen(question: Question) -> QuestionVersion:
    """What learners see."""
    question.refresh_from_db()
    assert question.current
    return question.current


@pytest.fixture
def question() -> Question:
    return make_question()


@pytest.fixture
def draft() -> Question:
    return make_question(publish=False)


class TestRevise:
    def test_makes_a_version_that_waits(self, question: Question) -> None:
        editor = make_user()
        version = versions.revise(question, make_content(prompt="New?"), now=NOW, editor=editor, note="Clearer")
        assert (version.number, version.editor, version.note, version.created_at) == (2, editor, "Clearer", NOW)
        assert seen(question).number == 1

    def test_the_same_again_is_no_version(self, question: Question) -> None:
        assert versions.revise(question, make_content(), now=NOW).number == 1

    def test_notices_a_newer_version(self, question: Question) -> None:
        revised(question, prompt="Theirs?")
        with pytest.raises(versions.EditConflict) as caught:
            versions.revise(question, make_content(prompt="Mine?"), now=NOW, based_on=1)
        assert caught.value.latest.number == 2

    def test_a_changed_change_waits_anew(self, question: Question) -> None:
        revised(question, prompt="New?")
        versions.send_back(question, "Too vague.")
        revised(question, prompt="Newer?")
        question.refresh_from_db()
        assert question.review_note == ""

    def test_maths_in_a_key_point_alone_loads_what_sets_it(self, question: Question) -> None:
        plain = Content(title="T", prompt="P")
        sums = Content(title="T", prompt="P", key_points=(Point(text="the error is $b^2 + v$"),))
        assert [versions.revise(question, content, now=NOW).has_maths for content in (plain, sums)] == [False, True]


class TestRestore:
    def test_makes_the_old_content_the_newest_version(self, question: Question) -> None:
        first = question.latest
        revised(question, prompt="New?")
        version = versions.restore(question, first, now=NOW)
        assert (version.number, version.content, version.note) == (3, first.content, "Restored version 1")

    def test_keeps_the_note(self, question: Question) -> None:
        first = question.latest
        revised(question, prompt="New?")
        assert versions.restore(question, first, now=NOW, note="It was right").note == "It was right"


class TestPublish:
    def test_learners_see_the_newest(self, question: Question) -> None:
        reviewer = make_user()
        revised(question, prompt="New?")
        versions.publish(question, now=NOW, reviewer=reviewer)
        question.refresh_from_db()
        assert (seen(question).prompt, question.reviewed_by, question.reviewed_at) == ("New?", reviewer, NOW)

    def test_nothing_new(self, question: Question) -> None:
        with pytest.raises(versions.NothingToPublish):
            versions.publish(question, now=NOW)

    def test_a_newer_version_than_the_one_read(self, question: Question) -> None:
        revised(revised(question, prompt="Read?"), prompt="Unread?")
        with pytest.raises(versions.EditConflict):
            versions.publish(question, now=NOW, number=2)
        question.refresh_from_db()
        assert seen(question).number == 1

    def test_nobody_publishes_their_own_change(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        with pytest.raises(versions.OwnChange):
            versions.publish(draft, now=NOW, reviewer=reviewer)
        draft.refresh_from_db()
        assert draft.status == Status.DRAFT

    def test_nor_hides_it_under_a_colleagues(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        revised(draft, prompt="Mine, and a comma?")
        with pytest.raises(versions.OwnChange):
            versions.publish(draft, now=NOW, reviewer=reviewer)

    def test_unless_trusted_to(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        reviewer.user_permissions.add(Permission.objects.get(codename="publish_own_change"))
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        assert versions.publish(draft, now=NOW, reviewer=reviewer).number == 2

    def test_an_own_change_of_long_ago_is_no_matter(self, draft: Question) -> None:
        reviewer, other = make_writer("Curators", "Reviewers"), make_writer("Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW - timedelta(days=9), editor=reviewer)
        versions.publish(draft, now=NOW, reviewer=other)
        revised(draft, prompt="Somebody else's?")
        assert versions.publish(draft, now=NOW, reviewer=reviewer).number == 3


class TestWay:
    def test_from_draft_to_retired_and_back(self, draft: Question) -> None:
        seen = [Status(draft.status)]
        for step in (
            versions.submit,
            lambda question: versions.send_back(question, "Say more."),
            versions.submit,
            lambda question: versions.publish(question, now=NOW),
            versions.retire,
            versions.reopen,
        ):
            assert step(draft)
            draft.refresh_from_db()
            seen.append(Status(draft.status))
        assert seen == ["draft", "in_review", "draft", "in_review", "published", "retired", "draft"]

    def test_only_drafts_are_submitted(self, question: Question) -> None:
        assert not versions.submit(question)

    def test_submitting_answers_the_reviewer(self, draft: Question) -> None:
        versions.submit(draft)
        versions.send_back(draft, "Say more.")
        versions.submit(draft)
        draft.refresh_from_db()
        assert draft.review_note == ""

    def test_a_change_behind_a_published_version_is_sent_back(self, question: Question) -> None:
        assert not versions.send_back(question, "Nothing waits.")
        assert versions.send_back(revised(question, prompt="New?"), "Say more.")
        question.refresh_from_db()
        assert (question.status, question.review_note) == (Status.PUBLISHED, "Say more.")

    def test_a_draft_is_not_sent_back(self, draft: Question) -> None:
        assert not versions.send_back(draft, "Say more.")

    def test_retiring_twice(self, question: Question) -> None:
        assert [versions.retire(question), versions.retire(question)] == [True, False]
