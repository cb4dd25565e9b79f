import random
import tomllib
from datetime import timedelta
from operator import itemgetter
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from accounts.models import User
from practice import autosave, blueprints, interviews, selection, self_rating
from practice.models import Pool, Rating, Section
from questions.bankfiles import load
from questions.models import Category, Difficulty, Kind, Question
from tests.factories import (
    NOON,
    make_blueprint,
    make_card,
    make_category,
    make_content,
    make_interview,
    make_question,
    make_user,
    make_whole_content,
)

pytestmark = pytest.mark.django_db


def draw(user: User, *sections: dict[str, object], seed: int = 0, minutes: int = 60) -> list[Question]:
    blueprint = make_blueprint(sections=sections)
    return selection.choose(user, blueprint.sections.all(), minutes=minutes, now=NOON, rng=random.Random(seed))


def ask(user: User, question: Question, rating: Rating | None = None) -> None:
    interview = make_interview(user, questions=[question], now=NOON - timedelta(days=1))
    autosave.save(interview, 1, text="x", based_on=0, now=interview.started_at)
    interviews.finish(interview, now=interview.started_at)
    if rating:
        self_rating.rate(interview.answers.get(), rating)


def test_what_requires_numpy_is_asked_where_numpy_is(settings: Settings) -> None:
    make_question(content=make_whole_content())
    plain = make_question(content=make_content(starter="x = 1\n"))
    settings.PYODIDE_PACKAGES = frozenset()
    assert {one.slug for one in draw(make_user(), {"kind": Kind.CODING, "count": 2, "at_most": True})} == {plain.slug}
    settings.PYODIDE_PACKAGES = frozenset({"numpy"})
    assert len(draw(make_user(), {"kind": Kind.CODING, "count": 2}, minutes=240)) == 2


def test_a_section_asks_for_its_sort() -> None:
    category = make_category()
    wanted = make_question(category, kind=Kind.CODING, difficulty=Difficulty.HARD)
    make_question(category, kind=Kind.CODING, difficulty=Difficulty.EASY)
    make_question(category, kind=Kind.THEORY, difficulty=Difficulty.HARD)
    make_question(kind=Kind.CODING, difficulty=Difficulty.HARD)
    make_question(category, kind=Kind.CODING, difficulty=Difficulty.HARD, publish=False)
    assert draw(make_user(), {"category": category, "kind": "coding", "difficulty": "hard", "count": 1}) == [wanted]


@pytest.mark.parametrize(
    ("level", "taken"), [("harder", ["medium", "hard"]), ("hard", ["hard"]), ("", ["easy", "medium", "hard"])]
)
def test_a_section_may_want_nothing_easy(level: str, taken: list[str]) -> None:
    for difficulty in Difficulty.values:
        make_question(difficulty=difficulty)
    drawn = draw(make_user(), {"difficulty": level, "count": 3, "at_most": True})
    assert [question.difficulty for question in drawn] == taken


@pytest.mark.parametrize("tag", ["LLM", "llm"])
def test_a_section_may_want_a_tag_alone_or_as_the_first_word(tag: str) -> None:
    wanted = [make_question(tags=("search", "LLM")), make_question(tags=("llm evaluation",))]
    for other in ("LLMs", "no LLM", "search"):
        make_question(tags=(other,))
    drawn = draw(make_user(), {"tag": tag, "count": 9, "at_most": True})
    assert sorted(question.pk for question in drawn) == [question.pk for question in wanted]


def test_what_is_drawn_fits_the_clock() -> None:
    make_question(minutes=20)
    short, middling = make_question(minutes=5), make_question(minutes=15)
    for seed in range(20):
        assert set(draw(make_user(), {"count": 2}, seed=seed, minutes=20)) == {short, middling}


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
    make_card(user, due, Rating.GOOD, now=NOON - timedelta(days=100))
    make_card(user, later, Rating.EASY, now=NOON)
    make_card(make_user(), later, Rating.AGAIN, now=NOON - timedelta(days=100))
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
        assert [remedy.words for remedy in error.value.remedies] == ["questions that you have met otherwise too"]

    def test_a_section_that_may_ask_fewer_takes_nobodys_last_question(self) -> None:
        make_question()
        with pytest.raises(selection.NotEnoughQuestions) as error:
            draw(make_user(), {"count": 9, "at_most": True}, {"count": 2})
        assert (error.value.section.count, error.value.found) == (2, 1)

    def test_too_little_time_is_told_with_what_would_be_enough(self) -> None:
        for minutes in (4, 6, 30):
            make_question(minutes=minutes)
        with pytest.raises(selection.NotEnoughMinutes) as error:
            draw(make_user(), {"count": 2}, minutes=9)
        assert (error.value.least, error.value.minutes) == (10, 9)
        assert len(draw(make_user(), {"count": 2}, minutes=10)) == 2

    def test_without_sections_there_is_nothing_to_ask(self) -> None:
        with pytest.raises(selection.NoSections):
            selection.choose(make_user(), [], minutes=30, now=NOON, rng=random.Random(0))


@pytest.fixture(scope="module")
def bank() -> tuple[dict[str, Category], selection.Supply]:
    """The categories and questions of the bank's files as a newcomer draws from them."""
    files = load.read_bank(load.BANK)
    categories = {
        category.slug: Category(pk=pk, slug=category.slug) for pk, category in enumerate(files.index.categories)
    }
    questions = [
        Question(
            pk=pk,
            category=categories[entry.category],
            kind=entry.kind,
            difficulty=entry.difficulty,
            minutes=entry.minutes,
            tags=list(entry.tags),
        )
        for pk, entry in enumerate(files.entries)
    ]
    return categories, selection.Supply(questions=questions, past={}, due=())


@pytest.mark.parametrize(
    "row", tomllib.loads(blueprints.SHIPPED.read_text("utf-8"))["blueprint"], ids=itemgetter("slug")
)
def test_no_draw_of_a_shipped_interview_from_the_real_bank_is_over_its_minutes(
    row: dict[str, Any], bank: tuple[dict[str, Category], selection.Supply]
) -> None:
    """A few hundred draws and no database; benchmarks/draws.py makes twenty thousand of each."""
    categories, supply = bank
    sections = [
        Section(**section | {"category": categories.get(section.get("category", ""))}) for section in row["sections"]
    ]
    if row["slug"] == "debugging-round" and not selection.is_drawable(sections, supply, minutes=row["minutes"]):
        debugging = [each for each in supply.questions if each.kind == Kind.CODING and "debugging" in each.tags]
        assert len(debugging) < 2
        return
    for seed in range(300):
        drawn = selection.draw(sections, supply, minutes=row["minutes"], rng=random.Random(seed))
        assert sum(question.minutes for question in drawn) <= row["minutes"]
