import random
from datetime import timedelta

import pytest

from accounts.models import User
from practice import autosave, interviews, scheduling, selection, self_rating
from practice.models import Pool, Rating
from questions.models import Difficulty, Kind, Question
from tests.factories import NOON, make_blueprint, make_category, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db


def draw(user: User, *sections: dict[str, object], seed: int = 0) -> list[Question]:
    blueprint = make_blueprint(sections=sections)
    return selection.choose(user, blueprint.sections.all(), now=NOON, rng=random.Random(seed))


def ask(user: User, question: Question, rating: Rating | None = None) -> None:
    interview = make_interview(user, questions=[question], now=NOON - timedelta(days=1))
    autosave.save(interview, 1, text="x", based_on=0, now=interview.started_at)
    interviews.finish(interview, now=interview.started_at)
    if rating:
        self_rating.rate(interview.answers.get(), rating, now=interview.started_at)


def test_a_section_asks_for_its_sort() -> None:
    category = make_category()
    wanted = make_question(category, kind=Kind.CODING, difficulty=Difficulty.HARD)
    make_question(category, kind=Kind.CODING, difficulty=Difficulty.EASY)
    make_question(category, kind=Kind.THEORY, difficulty=Difficulty.HARD)
    make_question(kind=Kind.CODING, difficulty=Difficulty.HARD)
    make_question(category, kind=Kind.CODING, difficulty=Difficulty.HARD, publish=False)
    assert draw(make_user(), {"category": category, "kind": "coding", "difficulty": "hard", "count": 1}) == [wanted]


def test_sections_keep_their_order_and_go_from_easy_to_hard() -> None:
    first, second = make_category(), make_category()
    hard, easy = (make_question(second, difficulty=sort) for sort in ("hard", "easy"))
    only = make_question(first)
    assert draw(make_user(), {"category": first, "count": 1}, {"category": second, "count": 2}) == [only, easy, hard]


def test_a_fresh_round_repeats_nothing_while_unseen_questions_remain() -> None:
    user, questions = make_user(), {make_question() for _ in range(6)}
    seen: set[Question] = set()
    for round_number in range(3):
        drawn = draw(user, {"count": 2}, seed=round_number)
        assert seen.isdisjoint(drawn)
        seen |= set(drawn)
        for question in drawn:
            ask(user, question)
    assert seen == questions


def test_then_the_one_asked_longest_ago_comes_first() -> None:
    user, old, new = make_user(), make_question(), make_question()
    for question, days in ((old, 9), (new, 2)):
        interview = make_interview(user, questions=[question], now=NOON - timedelta(days=days))
        interviews.finish(interview, now=interview.started_at)
    assert draw(user, {"count": 1}) == [old]


def test_what_others_were_asked_does_not_matter() -> None:
    ask(make_user(), make_question())
    assert len(draw(make_user(), {"count": 1, "pool": Pool.UNSEEN})) == 1


@pytest.mark.parametrize("seed", range(8))
def test_sections_make_room_for_each_other(seed: int) -> None:
    category = make_category()
    narrow, wide = make_question(category), make_question()
    assert draw(make_user(), {"count": 1}, {"category": category, "count": 1}, seed=seed) == [wide, narrow]


def test_making_room_costs_no_unseen_question() -> None:
    user, category = make_user(), make_category()
    narrow, unseen, seen = make_question(category), make_question(), make_question()
    ask(user, seen)
    for seed in range(8):
        assert draw(user, {"count": 1}, {"category": category, "count": 1}, seed=seed) == [unseen, narrow]


def test_the_weakest_are_those_rated_lowest() -> None:
    user = make_user()
    weak, strong = make_question(), make_question()
    make_question()
    ask(user, strong, Rating.EASY)
    ask(user, weak, Rating.AGAIN)
    assert draw(user, {"count": 1, "pool": Pool.WEAKEST}) == [weak]


def test_due_are_those_that_the_schedule_says() -> None:
    user, due, later = make_user(), make_question(), make_question()
    scheduling.repeat(user, due, Rating.GOOD, now=NOON - timedelta(days=100))
    scheduling.repeat(user, later, Rating.EASY, now=NOON)
    scheduling.repeat(make_user(), later, Rating.AGAIN, now=NOON - timedelta(days=100))
    assert draw(user, {"count": 1, "pool": Pool.DUE}) == [due]


class TestShortage:
    def test_says_what_to_relax_and_what_would_be_enough(self) -> None:
        category = make_category()
        make_question(category, difficulty="hard")
        make_question(category, difficulty="easy")
        make_question(difficulty="hard")
        make_question(difficulty="hard")
        with pytest.raises(selection.NotEnoughQuestions) as error:
            draw(make_user(), {"category": category, "difficulty": "hard", "count": 3})
        assert error.value.found == 1
        assert [(remedy.words, remedy.found, remedy.is_enough) for remedy in error.value.remedies] == [
            ("any category", 3, True),
            ("any difficulty", 2, False),
        ]

    def test_what_other_sections_hold_is_not_promised(self) -> None:
        category = make_category()
        make_question(category)
        with pytest.raises(selection.NotEnoughQuestions) as error:
            draw(make_user(), {"category": category, "count": 1}, {"count": 1})
        assert (error.value.found, error.value.remedies) == (0, [])

    def test_a_pool_may_be_widened(self) -> None:
        user, question = make_user(), make_question()
        ask(user, question)
        with pytest.raises(selection.NotEnoughQuestions) as error:
            draw(user, {"count": 1, "pool": Pool.UNSEEN})
        assert [remedy.words for remedy in error.value.remedies] == ["questions you have met too"]
