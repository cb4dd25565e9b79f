from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from practice import mentors
from practice.models import LONGEST_COMMENT, Interview, MentorComment, MentorLink
from tests.factories import NOON, make_interview, make_mentor_link, make_user
from tests.threads import at_once

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def interview() -> Interview:
    return make_interview(now=NOON)


def say(link: MentorLink, text: str = "Well put.", *, name: str = "Grace", position: int = 1) -> MentorComment:
    return mentors.comment(link, link.interview.answers.get(position=position), name=name, text=text, now=NOON)


class TestShare:
    def test_the_secret_finds_the_link_and_is_stored_nowhere(self, interview: Interview) -> None:
        link, secret = make_mentor_link(interview, now=NOON, shown_name="Ada")
        assert mentors.find(secret, now=NOON) == link
        assert len(secret) == 43  # 32 bytes
        assert link.digest == sha256(secret.encode()).hexdigest()
        assert secret not in [str(value) for value in MentorLink.objects.values().get().values()]

    def test_no_two_secrets_are_alike(self, interview: Interview) -> None:
        secrets = {make_mentor_link(interview, now=NOON)[1] for _ in range(mentors.MOST_OPEN)}
        assert len(secrets) == mentors.MOST_OPEN

    def test_an_attempt_under_way_is_shown_to_nobody(self, interview: Interview) -> None:
        with pytest.raises(mentors.NotFinished):
            mentors.share(interview, days=7, shown_name="", with_recordings=False, now=NOON)

    def test_so_many_are_open_at_once_and_so_many_are_made(self, interview: Interview) -> None:
        def made() -> bool:
            try:
                make_mentor_link(interview, now=NOON)
            except mentors.TooManyLinks:
                return False
            return True

        assert [made() for _ in range(mentors.MOST_OPEN + 1)] == [True] * mentors.MOST_OPEN + [False]
        for _ in range(mentors.MOST_LINKS):
            interview.mentor_links.update(revoked_at=NOON)
            made()
        assert interview.mentor_links.count() == mentors.MOST_LINKS


@pytest.mark.django_db(transaction=True)
def test_many_tabs_at_once_make_no_more_links_than_one() -> None:
    interview = make_interview(now=NOON)
    make_mentor_link(interview, now=NOON)

    def one() -> bool:
        try:
            make_mentor_link(interview, now=NOON)
        except mentors.TooManyLinks:
            return False
        finally:
            connection.close()
        return True

    assert sum(at_once(one, threads=8)) == mentors.MOST_OPEN - 1


class TestFind:
    @pytest.mark.parametrize("secret", ["", "x", "0" * 43, "\ud800", "é" * 43])
    def test_nothing_else_finds_one(self, interview: Interview, secret: str) -> None:
        make_mentor_link(interview, now=NOON)
        with pytest.raises(MentorLink.DoesNotExist):
            mentors.find(secret, now=NOON)

    def test_it_runs_out_and_can_be_taken_back(self, interview: Interview) -> None:
        link, secret = make_mentor_link(interview, now=NOON)
        assert mentors.find(secret, now=NOON + WEEK - timedelta(seconds=1)) == link
        with pytest.raises(mentors.Closed):
            mentors.find(secret, now=NOON + WEEK)
        mentors.revoke(link, now=NOON)
        mentors.revoke(link, now=NOON + WEEK)
        with pytest.raises(mentors.Closed) as closed:
            mentors.find(secret, now=NOON)
        assert closed.value.link.revoked_at == NOON

    @pytest.mark.parametrize("change", [{"leaves_at": NOON}, {"is_active": False}])
    def test_it_is_closed_with_its_account(self, interview: Interview, change: dict[str, object]) -> None:
        _, secret = make_mentor_link(interview, now=NOON)
        type(interview.user).objects.filter(pk=interview.user.pk).update(**change)
        with pytest.raises(mentors.Closed):
            mentors.find(secret, now=NOON)


def test_openings_are_noted_once_a_minute(interview: Interview) -> None:
    _, secret = make_mentor_link(interview, now=NOON)
    noted = []
    for seconds in (0, 59, 60):
        mentors.note_opening(mentors.find(secret, now=NOON), now=NOON + timedelta(seconds=seconds))
        noted.append(mentors.find(secret, now=NOON).last_opened_at)
    assert noted == [NOON, NOON, NOON + timedelta(seconds=60)]


class TestComment:
    def test_the_same_words_are_stored_once(self, interview: Interview) -> None:
        link, _ = make_mentor_link(interview, now=NOON)
        assert say(link) == say(link)
        others = [say(link, "And this."), say(link, name="Alan"), say(link, position=2)]
        assert link.comments.count() == 1 + len(others)

    def test_what_no_database_stores_goes(self, interview: Interview) -> None:
        link, _ = make_mentor_link(interview, now=NOON)
        said = say(link, "a\0b\r\nc\ud800", name="G\0")
        assert (said.name, said.text) == ("G", "ab\nc")

    def test_there_is_a_bound_for_each_link(self, interview: Interview) -> None:
        link, _ = make_mentor_link(interview, now=NOON)
        for number in range(mentors.MOST_COMMENTS):
            say(link, f"Comment {number}")
        say(link, "Comment 0")
        with pytest.raises(mentors.TooManyComments):
            say(link, "One more")
        assert link.comments.count() == mentors.MOST_COMMENTS

    @pytest.mark.parametrize("told", [{"text": ""}, {"name": ""}, {"text": "x" * (LONGEST_COMMENT + 1)}])
    def test_the_database_refuses_what_a_form_would(self, interview: Interview, told: dict[str, str]) -> None:
        link, _ = make_mentor_link(interview, now=NOON)
        words = {"name": "Grace", "text": "Well put."} | told
        with pytest.raises(IntegrityError), transaction.atomic():
            MentorComment.objects.create(answer=interview.answers.all()[0], link=link, created_at=NOON, **words)

    def test_it_outlives_its_link(self, interview: Interview) -> None:
        link, _ = make_mentor_link(interview, now=NOON)
        said = say(link)
        link.delete()
        said.refresh_from_db()
        assert said.link is None


def test_news_are_told_until_they_are_read(interview: Interview) -> None:
    link, _ = make_mentor_link(interview, now=NOON)
    other, _ = make_mentor_link(make_interview(now=NOON), now=NOON)
    for text, position in (("One", 1), ("Two", 1), ("Three", 2)):
        say(link, text, position=position)
    say(other)
    user = interview.user
    assert [(each, each.new_comments) for each in mentors.with_news(user)] == [(interview, 3)]  # type: ignore[attr-defined]

    mentors.take_note(list(interview.answers.filter(position=1)), now=NOON)
    assert [each.new_comments for each in mentors.with_news(user)] == [1]  # type: ignore[attr-defined]
    mentors.take_note(list(interview.answers.all()), now=NOON + WEEK)
    assert not mentors.with_news(user)
    assert {said.seen_at for said in MentorComment.objects.filter(link=link)} == {NOON, NOON + WEEK}
    assert mentors.with_news(other.interview.user)
    assert not mentors.with_news(make_user())
