from random import Random

import pytest
from django.core.cache import caches
from pytest_django import Settings

from practice import interviews, selection, startable
from practice.models import Blueprint
from questions.authoring import lifecycle
from questions.models import Category
from tests.factories import NOON, make_blueprint, make_category, make_question, make_user, make_whole_content

pytestmark = pytest.mark.django_db


def slugs() -> list[str]:
    caches["process"].clear()
    return [each.slug for each in startable.startable()]


def some_sections(rng: Random, categories: list[Category]) -> list[dict[str, object]]:
    return [
        {
            "category": rng.choice([None, *categories]),
            "kind": rng.choice(["", "", "theory", "design"]),
            "difficulty": rng.choice(["", "", "hard", "harder"]),
            "tag": rng.choice(["", "", "", "LLM"]),
            "count": rng.randint(1, 3),
            "at_most": rng.random() < 0.2,
        }
        for _ in range(rng.randint(1, 3))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_can_be_drawn_from_the_whole_bank(seed: int) -> None:
    rng = Random(seed)
    categories = [make_category() for _ in range(2)]
    for _ in range(9):
        make_question(
            rng.choice(categories),
            kind=rng.choice(["theory", "design"]),
            difficulty=rng.choice(["easy", "medium", "hard"]),
            minutes=rng.choice([5, 10, 30]),
            tags=tuple(rng.choice([[], ["LLM evaluation"], ["trees"]])),
        )
    for _ in range(30):
        make_blueprint(sections=some_sections(rng, categories), minutes=rng.choice([10, 20, 60]))
    user = make_user()
    drawable = []
    for blueprint in Blueprint.objects.with_counts():
        sections = list(blueprint.sections.all())
        supply = selection.supply(user, sections, now=NOON)
        if selection.is_drawable(sections, supply, minutes=blueprint.minutes):
            drawable.append(blueprint.slug)
    assert slugs() == drawable
    assert 0 < len(drawable) < 30
    for slug in drawable:  # and each does start
        interviews.start(make_user(), Blueprint.objects.get(slug=slug), now=NOON, rng=rng)


def test_what_depends_on_the_learner_or_is_ones_own_is_left_out() -> None:
    category = make_category()
    for _ in range(3):
        make_question(category)
    make_blueprint(1, owner=make_user())
    make_blueprint(sections=[{"count": 1, "pool": "unseen"}])
    assert slugs() == []


def test_what_needs_a_package_that_is_not_here_cannot_be_drawn(settings: Settings) -> None:
    make_question(content=make_whole_content())
    make_blueprint(1)
    settings.PYODIDE_PACKAGES = frozenset({"numpy"})
    assert len(slugs()) == 1
    settings.PYODIDE_PACKAGES = frozenset()
    assert slugs() == []


def test_a_drill_keeps_to_one_category() -> None:
    category = make_category(name="Metrics")
    make_question(category)
    make_blueprint(sections=[{"category": category, "count": 1}], slug="drill", position=1)
    make_blueprint(sections=[{"category": category, "kind": "theory", "count": 1, "at_most": True}], position=2)
    caches["process"].clear()
    drill, a_round = startable.startable()
    assert (drill.category, drill.category_name, drill.size, drill.url) == (
        category.pk,
        "Metrics",
        "1 question",
        "/interviews/new/drill/",
    )
    assert (a_round.category, a_round.size) == (None, "up to 1 question")


def test_a_question_that_goes_is_noticed_at_once() -> None:
    question = make_question()
    make_blueprint(1)
    assert len(slugs()) == 1
    lifecycle.retire(question)
    assert startable.startable() == []


def test_a_blueprint_is_known_to_be_startable_or_to_be_looked_at() -> None:
    make_question(make_category())
    fits, too_long = make_blueprint(1), make_blueprint(2)
    own = make_blueprint(1, owner=make_user())
    caches["process"].clear()
    assert [startable.is_startable(each) for each in (fits, too_long, own)] == [True, False, False]
