from typing import Any

import pytest
from django.utils import timezone

from questions.admin import item_analysis
from questions.models import Question, QuestionStatistics
from tests.factories import make_question


def make_statistics(**fields: Any) -> QuestionStatistics:
    """Statistics drawn from just enough answers, with nothing wrong; not stored."""
    defaults = {
        "attempts": 20,
        "firsts": 20,
        "facility": 0.5,
        "pairs": 20,
        "discrimination": 0.3,
        "points": [{"text": "one", "weight": 1, "n": 20, "hits": 5}, {"text": "two", "weight": 1, "n": 19, "hits": 19}],
        "median_seconds": 450.0,
        "median_share": 0.75,
        "ratings": [1, 4, 10, 5],
        "computed_at": timezone.now(),
    }
    return QuestionStatistics(**defaults | fields)


def values(**fields: Any) -> list[str]:
    return [figure.value for figure in item_analysis.figures(make_statistics(**fields))]


def test_each_figure_is_said_in_words_with_its_n() -> None:
    assert [(figure.value, figure.n, figure.remark) for figure in item_analysis.figures(make_statistics())] == [
        ("20", 20, ""),
        ("0.50", 20, ""),
        ("+0.30", 20, ""),
        ("7.5 min", 20, ""),
        ("75%", 20, ""),
        ("not at all 5%, with gaps 20%, well 50%, without effort 25%", 20, ""),
    ]


def test_what_nothing_can_be_computed_from_is_not_defined() -> None:
    missing = dict.fromkeys(["facility", "discrimination", "median_seconds", "median_share"])
    assert values(**missing, ratings=[]) == ["20", *["not defined"] * 4, "too few"]


def test_one_answer_less_is_too_few() -> None:
    few = {"attempts": 19, "firsts": 19, "pairs": 19, "ratings": [0, 0, 19, 0]}
    assert values(**few) == ["19", *["too few"] * 5]


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"facility": 0.05}, "Almost nobody covers anything"),
        ({"facility": 0.06}, ""),
        ({"facility": 0.94}, ""),
        ({"facility": 0.95}, "Almost everybody covers everything"),
        ({"facility": 0.95, "firsts": 19}, ""),
        ({"discrimination": -0.01}, "Who does well elsewhere does worse here"),
        ({"discrimination": 0.0}, "It hardly goes with doing well elsewhere"),
        ({"discrimination": 0.05}, ""),
        ({"discrimination": -0.5, "pairs": 19}, ""),
    ],
)
@pytest.mark.django_db
def test_a_remark_stands_where_the_question_counts_as_poor(fields: dict[str, float], remark: str) -> None:
    statistics = make_statistics(question=make_question(), **fields)
    remarks = [figure.remark.split(":")[0].rstrip(".") for figure in item_analysis.figures(statistics) if figure.remark]
    assert remarks == ([remark] if remark else [])
    statistics.save()
    assert Question.objects.filter(item_analysis.poor("statistics__")).exists() is bool(remark)


def test_each_key_point_has_a_number_of_its_own() -> None:
    figures = item_analysis.key_points(make_statistics())
    assert [(figure.label, figure.value, figure.n) for figure in figures] == [
        ("one", "25%", 20),
        ("two", "too few", 19),
    ]
    never_asked = [{"text": "new", "weight": 1, "n": 0, "hits": 0}]
    assert [figure.value for figure in item_analysis.key_points(make_statistics(points=never_asked))] == ["too few"]


@pytest.mark.parametrize(
    ("fields", "brief"),
    [
        ({}, "0.50 / +0.30 (n 20)"),
        ({"pairs": 3}, "0.50 / too few (n 20)"),
        ({"discrimination": None}, "0.50 / not defined (n 20)"),
        ({"firsts": 19, "pairs": 19}, "too few (n 19)"),
        ({"attempts": 0}, "–"),
    ],
)
def test_in_a_list_it_takes_a_few_characters(fields: dict[str, Any], brief: str) -> None:
    assert item_analysis.brief(make_statistics(**fields)) == brief


def test_a_question_without_statistics_has_a_dash() -> None:
    assert item_analysis.brief(None) == "–"
