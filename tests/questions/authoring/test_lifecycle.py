from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from questions.authoring import lifecycle, versions
from questions.models import Question, Status
from tests.factories import current_of, make_change, make_content, make_question, make_user, make_writer

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def draft() -> Question:
    return make_question(publish=False)


class TestPublish:
    def test_learners_see_the_newest(self, question: Question) -> None:
        reviewer = make_user()
        make_change(question, prompt="New?")
        lifecycle.publish(question, now=NOW, reviewer=reviewer)
        question.refresh_from_db()
        assert (current_of(question).prompt, question.reviewed_by, question.reviewed_at) == ("New?", reviewer, NOW)

    def test_nothing_new(self, question: Question) -> None:
        with pytest.raises(lifecycle.NothingToPublish):
            lifecycle.publish(question, now=NOW)

    def test_a_newer_version_than_the_one_read(self, question: Question) -> None:
        make_change(make_change(question, prompt="Read?"), prompt="Unread?")
        with pytest.raises(versions.EditConflict):
            lifecycle.publish(question, now=NOW, number=2)
        question.refresh_from_db()
        assert current_of(question).number == 1

    def test_nobody_publishes_their_own_change(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        with pytest.raises(lifecycle.OwnChange):
            lifecycle.publish(draft, now=NOW, reviewer=reviewer)
        draft.refresh_from_db()
        assert draft.status == Status.DRAFT

    def test_nor_hides_it_under_a_colleagues(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        make_change(draft, prompt="Mine, and a comma?")
        with pytest.raises(lifecycle.OwnChange):
            lifecycle.publish(draft, now=NOW, reviewer=reviewer)

    def test_unless_trusted_to(self, draft: Question) -> None:
        reviewer = make_writer("Curators", "Reviewers")
        reviewer.user_permissions.add(Permission.objects.get(codename="publish_own_change"))
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW, editor=reviewer)
        assert lifecycle.publish(draft, now=NOW, reviewer=reviewer).number == 2

    def test_an_own_change_of_long_ago_is_no_matter(self, draft: Question) -> None:
        reviewer, other = make_writer("Curators", "Reviewers"), make_writer("Reviewers")
        versions.revise(draft, make_content(prompt="Mine?"), now=NOW - timedelta(days=9), editor=reviewer)
        lifecycle.publish(draft, now=NOW, reviewer=other)
        make_change(draft, prompt="Somebody else's?")
        assert lifecycle.publish(draft, now=NOW, reviewer=reviewer).number == 3


class TestWay:
    def test_from_draft_to_retired_and_back(self, draft: Question) -> None:
        seen = [Status(draft.status)]
        for step in (
            lifecycle.submit,
            lambda question: lifecycle.send_back(question, "Say more."),
            lifecycle.submit,
            lambda question: lifecycle.publish(question, now=NOW),
            lifecycle.retire,
            lifecycle.reopen,
        ):
            step(draft)
            draft.refresh_from_db()
            seen.append(Status(draft.status))
        assert seen == ["draft", "in_review", "draft", "in_review", "published", "retired", "draft"]

    def test_only_drafts_are_submitted(self, question: Question) -> None:
        with pytest.raises(lifecycle.NotADraft):
            lifecycle.submit(question)

    def test_submitting_answers_the_reviewer(self, draft: Question) -> None:
        lifecycle.submit(draft)
        lifecycle.send_back(draft, "Say more.")
        lifecycle.submit(draft)
        draft.refresh_from_db()
        assert draft.review_note == ""

    def test_a_change_behind_a_published_version_is_sent_back(self, question: Question) -> None:
        with pytest.raises(lifecycle.NothingToReview):
            lifecycle.send_back(question, "Nothing waits.")
        lifecycle.send_back(make_change(question, prompt="New?"), "Say more.")
        question.refresh_from_db()
        assert (question.status, question.review_note) == (Status.PUBLISHED, "Say more.")

    def test_a_draft_is_not_sent_back(self, draft: Question) -> None:
        with pytest.raises(lifecycle.NothingToReview):
            lifecycle.send_back(draft, "Say more.")

    def test_retiring_twice(self, question: Question) -> None:
        lifecycle.retire(question)
        with pytest.raises(lifecycle.AlreadyRetired):
            lifecycle.retire(question)

    def test_only_retired_questions_are_reopened(self, question: Question) -> None:
        with pytest.raises(lifecycle.NotRetired):
            lifecycle.reopen(question)
