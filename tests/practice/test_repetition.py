from datetime import timedelta

import pytest

from accounts.models import User
from practice import autosave, interviews, repetition, self_rating
from practice.models import Answer, Confidence, Interview, Rating, ReceivedText, Role
from questions.authoring import lifecycle
from tests.factories import (
    NOON,
    current_of,
    make_card,
    make_category,
    make_change,
    make_content,
    make_question,
    make_user,
    part_of,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def user() -> User:
    """Somebody with three questions of ten minutes that are due, and half an hour a day."""
    user, category = make_user(due_minutes=30), make_category()
    points = make_content(points=["gradient descent follows the slope", "momentum smooths the path"])
    for days in (60, 50, 40):
        question = make_question(category, minutes=10, content=points)
        make_card(user, question, Rating.GOOD, now=NOON - timedelta(days=days))
    return user


@pytest.fixture
def interview(user: User) -> Interview:
    begun = repetition.begin(user, now=NOON)
    assert begun
    return begun


def answer_at(interview: Interview, position: int) -> Answer:
    return interview.answers.select_related("interview__user", "version__question").get(position=position)


def repeat(interview: Interview, rating: Rating = Rating.GOOD) -> Answer:
    """Reveal and rate the question on the screen."""
    interview.refresh_from_db()
    answer = answer_at(interview, interview.current_position)
    repetition.reveal(interview, answer.position, now=NOON + answer.position * MINUTE)
    answer = answer_at(interview, answer.position)
    repetition.rate(answer, rating, now=NOON + answer.position * MINUTE)
    interview.refresh_from_db()
    return answer


def test_one_question_after_another_until_today_is_done(user: User, interview: Interview) -> None:
    assert (interview.is_repetition, interview.is_timed, interview.answers.count()) == (True, False, 1)
    for position in (1, 2, 3):
        assert interview.current_position == position
        repeat(interview)
    assert not interview.is_open
    assert [answer.rating for answer in interview.answers.all()] == [Rating.GOOD] * 3
    assert not user.cards.due(NOON).exists()
    assert repetition.begin(user, now=NOON + 4 * MINUTE) is None
    assert user.interviews.repetitions().count() == 1, "what asks nothing is no attempt"


def test_it_is_gone_on_with_on_every_device_and_on_every_day(user: User, interview: Interview) -> None:
    assert repetition.begin(user, now=NOON) == interview
    repeat(interview)
    assert repetition.begin(user, now=NOON + timedelta(days=1)) == interview
    assert interview.answers.count() == 2


def test_it_stands_in_no_interviews_way(user: User, interview: Interview) -> None:
    question = answer_at(interview, 1).version.question
    assert interviews.practise(user, question, now=NOON) != interview
    assert interviews.close_overdue(now=NOON + timedelta(days=400)) == 0


class TestRevealing:
    def test_what_was_written_is_the_answer_and_what_comes_later_stands_beside_it(self, interview: Interview) -> None:
        autosave.save(interview, 1, text="Momentum smooths the path", based_on=0, now=NOON)
        repetition.reveal(interview, 1, now=NOON + MINUTE, confidence=Confidence.MOST)
        answer = answer_at(interview, 1)
        assert (answer.confidence, answer.revealed_at) == (75, NOON + MINUTE)
        assert [point.covered for point in answer.coverage.all()] == [False, True]
        late = autosave.save(interview, 1, text="Momentum and more", based_on=1, now=NOON + 2 * MINUTE)
        assert late.received.outcome == ReceivedText.Outcome.SAID
        assert part_of(interview).text == "Momentum smooths the path"

    def test_notes_go_on(self, interview: Interview) -> None:
        repetition.reveal(interview, 1, now=NOON)
        assert autosave.save(interview, 1, part=0, text="Read on", based_on=0, now=NOON + MINUTE).applied
        assert part_of(interview, part=0).role == Role.NOTES

    def test_how_sure_one_was_is_not_said_again_afterwards(self, interview: Interview) -> None:
        repetition.reveal(interview, 1, now=NOON, confidence=Confidence.ALL)
        repetition.reveal(interview, 1, now=NOON + MINUTE, confidence=Confidence.NOTHING)
        answer = answer_at(interview, 1)
        assert (answer.confidence, answer.revealed_at) == (100, NOON)

    def test_ticks_of_a_question_outlast_the_end(self, interview: Interview) -> None:
        autosave.save(interview, 1, text="Momentum smooths the path", based_on=0, now=NOON)
        repetition.reveal(interview, 1, now=NOON)
        answer = answer_at(interview, 1)
        self_rating.tick(answer, [answer.coverage.all()[0].key_point_id])
        for _ in range(3):
            repeat(interview)
        assert [point.covered for point in answer.coverage.all()] == [True, False]

    def test_in_practice_it_is_the_end(self) -> None:
        practice = interviews.practise(make_user(), make_question(), now=NOON)
        repetition.reveal(practice, 1, now=NOON + MINUTE, confidence=Confidence.HALF)
        assert (practice.finished_at, practice.answers.get().confidence) == (NOON + MINUTE, 50)
        repetition.reveal(practice, 1, now=NOON + 2 * MINUTE, confidence=Confidence.ALL)
        assert practice.answers.get().confidence == 50

    def test_nothing_is_rated_or_ticked_before(self, interview: Interview) -> None:
        with pytest.raises(self_rating.StillRunning):
            repetition.rate(answer_at(interview, 1), Rating.GOOD, now=NOON)
        with pytest.raises(self_rating.StillRunning):
            self_rating.tick(answer_at(interview, 1), [])


class TestRating:
    def test_it_counts_as_of_the_moment_of_revealing(self, user: User, interview: Interview) -> None:
        answer = repeat(interview)
        card = user.cards.get(question=answer.version.question)
        assert card.last_review == NOON + MINUTE

    def test_pressed_twice_it_leads_on_once(self, interview: Interview) -> None:
        answer = repeat(interview)
        repetition.rate(answer_at(interview, answer.position), Rating.GOOD, now=NOON + 5 * MINUTE)
        interview.refresh_from_db()
        assert (interview.current_position, interview.answers.count()) == (2, 2)

    def test_taken_back_it_leads_back_and_then_on_to_where_one_was(self, user: User, interview: Interview) -> None:
        fields = ("due", "state", "step", "stability", "difficulty", "last_review")
        before = set(user.cards.values_list(*fields))
        answer = repeat(interview, Rating.EASY)
        assert set(user.cards.values_list(*fields)) != before
        last = repetition.last_rated(interview)
        assert last == answer
        repetition.undo(answer_at(interview, 1))
        assert set(user.cards.values_list(*fields)) == before
        interview.refresh_from_db()
        assert interview.current_position == 1
        assert repetition.last_rated(interview) is None
        repeat(interview, Rating.HARD)
        assert interview.current_position == 2

    def test_the_last_one_can_be_taken_back_too(self, user: User, interview: Interview) -> None:
        answer = [repeat(interview) for _ in range(3)][-1]
        repetition.undo(answer_at(interview, answer.position))
        assert user.cards.due(NOON).count() == 1
        self_rating.rate(answer_at(interview, answer.position), Rating.AGAIN)
        assert not user.cards.due(NOON).exists()


class TestSkippingAndStopping:
    def test_what_is_skipped_comes_another_time_and_not_at_the_end(self, user: User, interview: Interview) -> None:
        skipped = answer_at(interview, 1).version.question
        repetition.skip(interview, now=NOON)
        for position in (2, 3):
            assert interview.current_position == position
            repeat(interview)
        assert not interview.is_open
        assert interview.answers.count() == 2, "what was not touched was not asked"
        again = repetition.begin(user, now=NOON + 9 * MINUTE)
        assert again
        assert answer_at(again, 1).version.question == skipped

    def test_what_was_written_stays_in_it(self, interview: Interview) -> None:
        autosave.save(interview, 1, text="Half a thought", based_on=0, now=NOON)
        repetition.stop(interview, now=NOON + MINUTE)
        assert part_of(interview).text == "Half a thought"
        assert interview.finished_at == NOON + MINUTE

    def test_notes_alone_keep_it_as_well(self, interview: Interview) -> None:
        autosave.save(interview, 1, part=0, text="To read: Bishop", based_on=0, now=NOON)
        repetition.stop(interview, now=NOON + MINUTE)
        assert part_of(interview, part=0).text == "To read: Bishop"

    def test_with_nothing_in_it_it_is_gone(self, user: User, interview: Interview) -> None:
        repetition.stop(interview, now=NOON)
        assert not user.interviews.repetitions().exists()

    def test_what_was_rated_stays_and_the_question_on_the_screen_goes(self, interview: Interview) -> None:
        repeat(interview)
        repetition.stop(interview, now=NOON + 9 * MINUTE)
        assert interview.answers.count() == 1
        assert not interview.is_open

    def test_only_a_repetition_is_stopped(self) -> None:
        practice = interviews.practise(make_user(), make_question(), now=NOON)
        repetition.stop(practice, now=NOON)
        repetition.skip(practice, now=NOON)
        assert practice.is_open


class TestMinutes:
    def test_more_is_asked_for_by_the_day(self, user: User) -> None:
        User.objects.filter(pk=user.pk).update(due_minutes=10)
        user.refresh_from_db()
        interview = repetition.begin(user, now=NOON)
        assert interview
        repeat(interview)
        assert not interview.is_open
        assert repetition.begin(user, now=NOON) is None
        more = repetition.begin(user, now=NOON, more=True)
        assert more
        repeat(more)
        assert not more.is_open
        assert user.cards.due(NOON).count() == 1

    def test_an_open_one_is_given_more(self, user: User) -> None:
        User.objects.filter(pk=user.pk).update(due_minutes=10)
        user.refresh_from_db()
        interview = repetition.begin(user, now=NOON)
        assert interview
        assert repetition.begin(user, now=NOON, more=True) == interview
        repeat(interview)
        assert not interview.is_open, "its first question took the ten minutes"

    def test_a_question_longer_than_a_day_comes_alone(self) -> None:
        user = make_user(due_minutes=20)
        make_card(user, make_question(minutes=45), Rating.GOOD, now=NOON - timedelta(days=60))
        assert repetition.begin(user, now=NOON)


class TestWhileTheBankChanges:
    def test_a_question_that_is_retired_is_not_put_in_and_one_that_is_in_stays(
        self, user: User, interview: Interview
    ) -> None:
        here = answer_at(interview, 1).version.question
        lifecycle.retire(here)
        other = user.cards.due(NOON).first()
        assert other
        lifecycle.retire(other.question)
        autosave.save(interview, 1, text="Still written", based_on=0, now=NOON)
        repeat(interview)
        assert part_of(interview).text == "Still written"
        assert answer_at(interview, 2).version.question not in {here, other.question}
        repeat(interview)
        assert not interview.is_open
        assert user.cards.count() == 3

    def test_a_new_version_is_asked_when_its_turn_comes(self, user: User, interview: Interview) -> None:
        waiting = [card.question for card in user.cards.exclude(question=answer_at(interview, 1).version.question)]
        for question in waiting:
            make_change(question, prompt="Corrected?")
            lifecycle.publish(question, now=NOON)
        repeat(interview)
        assert answer_at(interview, 2).version.prompt == "Corrected?"
        assert answer_at(interview, 2).version in {current_of(question) for question in waiting}
        assert user.cards.count() == 3
