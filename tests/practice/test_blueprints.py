import tomllib
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from practice import blueprints, selection
from practice.models import Blueprint, Interview, Pool, Section
from questions.models import Category
from tests.factories import NOON, make_blueprint, make_category, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

SHIPPED = tomllib.loads(blueprints.SHIPPED.read_text(encoding="utf-8"))["blueprint"]


def make_shipped_categories() -> None:
    slugs = {section.get("category") for row in SHIPPED for section in row["sections"]} - {None}
    for slug in sorted(slugs):
        make_category(slug=slug)


def test_the_shipped_ones_are_loaded_once() -> None:
    make_shipped_categories()
    assert blueprints.load_shipped() == len(SHIPPED)
    assert blueprints.load_shipped() == 0
    assert list(Blueprint.objects.values_list("slug", flat=True)) == [row["slug"] for row in SHIPPED]


def test_one_speaks_in_phone_screens_and_behavioral_rounds() -> None:
    spoken = {"phone-screen", "behavioral-round", "project-deep-dive", "behavioral-applied-ml"}
    assert {row["slug"] for row in SHIPPED if row.get("speak_first")} == spoken
    make_shipped_categories()
    blueprints.load_shipped()
    assert set(Blueprint.objects.filter(speak_first=True).values_list("slug", flat=True)) == spoken


def test_in_those_of_an_earlier_release_too() -> None:
    """Those that somebody built for themself stay as they are."""
    for slug, owner in [("phone-screen", None), ("full-loop", None), ("behavioral-round", make_user())]:
        make_blueprint(slug=slug, owner=owner)
    migration = import_module("practice.migrations.0011_speech")
    migration.speak_first(apps, SimpleNamespace(connection=connection))
    assert list(Blueprint.objects.filter(speak_first=True).values_list("slug", flat=True)) == ["phone-screen"]


def test_the_command_says_how_many_it_added(capsys: pytest.CaptureFixture[str]) -> None:
    make_shipped_categories()
    for added in (len(SHIPPED), 0):
        call_command("load_blueprints")
        assert capsys.readouterr().out == f"Blueprints: {added} added.\n"


def test_what_a_curator_changed_stays() -> None:
    make_shipped_categories()
    blueprints.load_shipped()
    Blueprint.objects.filter(slug="daily").update(minutes=7)
    blueprints.load_shipped()
    assert Blueprint.objects.get(slug="daily").minutes == 7


def test_one_that_names_a_missing_category_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "blueprints.toml"
    path.write_text(
        '[[blueprint]]\nslug="x"\ntitle="X"\nminutes=9\nsections=[{category="nowhere"}]\n', encoding="utf-8"
    )
    assert blueprints.load_shipped(path) == 0


class TestUpgrade:
    """practice.migrations.0007_rounds, on what the first release shipped."""

    @staticmethod
    def upgrade() -> None:
        migration = import_module("practice.migrations.0007_rounds")
        for step in (migration.mend_shipped, migration.remove_empty_interviews):
            step(apps, SimpleNamespace(connection=connection))

    def test_interviews_without_a_question_go(self) -> None:
        make_interview(questions=[])
        sound = make_interview()
        self.upgrade()
        assert list(Interview.objects.all()) == [sound]

    def test_the_daily_and_the_design_round_are_mended(self) -> None:
        category = make_category()
        daily = make_blueprint(
            slug="daily",
            minutes=15,
            simulates="A short warm-up: three questions, one of each difficulty, from anywhere in the bank.",
            sections=[{"kind": "theory", "difficulty": each} for each in ("easy", "medium", "hard")],
        )
        design = make_blueprint(
            slug="system-design-round", minutes=45, sections=[{"category": category, "kind": "design"}]
        )
        self.upgrade()
        daily.refresh_from_db()
        shipped = {row["slug"]: row for row in SHIPPED}
        assert daily.simulates == shipped["daily"]["simulates"]
        for blueprint, where in ((daily, None), (design, category)):
            [section], [wanted] = blueprint.sections.all(), shipped[blueprint.slug]["sections"]
            found = {name: getattr(section, name) for name in ("kind", "difficulty", "count", "at_most")}
            default = {"kind": "", "difficulty": "", "count": 1, "at_most": False}
            assert found == default | {name: value for name, value in wanted.items() if name != "category"}
            assert section.category == where

    @pytest.mark.parametrize(
        ("minutes", "section"),
        [(20, {}), (15, {"count": 2}), (15, {"pool": Pool.UNSEEN}), (15, {"difficulty": "hard"})],
    )
    def test_what_a_curator_changed_stays(self, minutes: int, section: dict[str, object]) -> None:
        sections = [{"kind": "theory", "difficulty": each} for each in ("easy", "medium", "hard")]
        daily = make_blueprint(slug="daily", minutes=minutes, sections=[sections[0] | section, *sections[1:]])
        before = list(daily.sections.values())
        self.upgrade()
        assert list(daily.sections.values()) == before


def build(categories: list[Category], **fields: object) -> Blueprint:
    choices = {"kind": "", "difficulty": "", "pool": Pool.ANY, "count": 5, "minutes": 30} | fields
    return blueprints.build(make_user(), categories=categories, now=NOON, **choices)  # type: ignore[arg-type]


def test_questions_are_spread_evenly_over_the_categories() -> None:
    categories = [make_category() for _ in range(3)]
    for category in categories:
        make_question(category)
        make_question(category)
    blueprint = build(categories, count=5)
    assert [(section.category, section.count) for section in blueprint.sections.all()] == list(
        zip(categories, [2, 2, 1], strict=True)
    )


def test_no_category_means_any() -> None:
    for _ in range(4):
        make_question()
    assert [(section.category, section.count) for section in build([], count=4).sections.all()] == [(None, 4)]


def test_it_is_named_after_what_is_in_it() -> None:
    one = make_category(name="Evaluation")
    make_question(one, difficulty="hard")
    assert build([one], difficulty="harder", pool=Pool.UNSEEN, count=2).title == (
        "Evaluation, medium or hard, only unseen, up to 2 questions, 30 min"
    )
    assert build([], title="Friday", count=1).title == "Friday"


def test_what_changes_with_what_one_has_met_may_be_fewer() -> None:
    make_question()
    assert [section.at_most for section in build([], pool=Pool.UNSEEN).sections.all()] == [True]
    assert [section.at_most for section in build([], count=1).sections.all()] == [False]


@pytest.mark.parametrize(("count", "minutes", "fewer"), [(3, 30, 2), (2, 9, 1), (2, 4, 0)])
def test_one_that_cannot_be_drawn_is_not_built(count: int, minutes: int, fewer: int) -> None:
    for _ in range(2):
        make_question(minutes=5)
    with pytest.raises(selection.NotDrawable) as error:
        build([], count=count, minutes=minutes)
    assert error.value.fewer == fewer
    assert not Blueprint.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Any question"),
        ({"difficulty": "harder", "pool": Pool.UNSEEN}, "Medium or hard, only unseen"),
        ({"kind": "design", "difficulty": "hard", "tag": "LLM"}, "System design, hard, tagged LLM"),
    ],
)
def test_a_section_says_what_it_takes(fields: dict[str, str], words: str) -> None:
    assert str(Section(**fields)) == words
