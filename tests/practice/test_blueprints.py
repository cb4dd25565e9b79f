import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from practice import blueprints
from practice.models import Blueprint, Pool
from questions.models import Category
from tests.factories import make_category, make_user

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


def build(categories: list[Category], **fields: object) -> Blueprint:
    choices = {"kind": "", "difficulty": "", "pool": Pool.ANY, "count": 5, "minutes": 30} | fields
    return blueprints.build(make_user(), categories=categories, **choices)  # type: ignore[arg-type]


def test_questions_are_spread_evenly_over_the_categories() -> None:
    categories = [make_category() for _ in range(3)]
    blueprint = build(categories, count=5)
    assert [(section.category, section.count) for section in blueprint.sections.all()] == list(
        zip(categories, [2, 2, 1], strict=True)
    )


def test_no_category_means_any() -> None:
    assert [(section.category, section.count) for section in build([], count=4).sections.all()] == [(None, 4)]


def test_it_is_named_after_what_is_in_it() -> None:
    one = make_category(name="Evaluation")
    assert build([one], difficulty="hard", pool=Pool.UNSEEN, count=1).title == (
        "Evaluation, hard, only unseen, 1 question, 30 min"
    )
    assert build([], title="Friday").title == "Friday"
