import pytest
from django.http import QueryDict

from questions.filters import Filters
from questions.models import Difficulty, Kind, Question
from tests.factories import make_category, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _bank() -> None:
    theory, coding = (
        make_category(name="Theory", slug="theory", position=1),
        make_category(name="Coding", slug="coding", position=2),
    )
    make_question(slug="a", category=theory, difficulty=Difficulty.EASY)
    make_question(slug="b", category=theory, difficulty=Difficulty.HARD)
    make_question(slug="c", category=coding, kind=Kind.CODING, difficulty=Difficulty.EASY)
    make_question(slug="hidden", category=coding, publish=False)


def slugs(query: str) -> list[str]:
    return [question.slug for question in Filters(QueryDict(query)).page().questions]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["a", "b", "c"]),
        ("category=theory", ["a", "b"]),
        ("difficulty=easy", ["a", "c"]),
        ("kind=coding", ["c"]),
        ("category=theory&difficulty=hard", ["b"]),
        ("category=coding&difficulty=hard", []),
        ("category=unknown&kind=%00&difficulty=", ["a", "b", "c"]),
    ],
)
def test_the_address_alone_decides(query: str, expected: list[str]) -> None:
    assert slugs(query) == expected


def test_each_choice_counts_what_it_would_show() -> None:
    facets = {facet.label: facet.choices for facet in Filters(QueryDict("difficulty=easy")).facets()}

    assert [(choice.label, choice.count, choice.chosen) for choice in facets["Category"]] == [
        ("All", 2, True),
        ("Theory", 1, False),
        ("Coding", 1, False),
    ]
    assert [(choice.label, choice.count, choice.chosen) for choice in facets["Difficulty"]] == [
        ("All", 3, False),
        ("Easy", 2, True),
        ("Medium", 0, False),
        ("Hard", 1, False),
    ]


def test_a_choice_keeps_the_other_filters_and_the_words() -> None:
    facets = {facet.label: facet.choices for facet in Filters(QueryDict("difficulty=easy&q=bias&page=3")).facets()}

    assert facets["Category"][1].link == "?category=theory&difficulty=easy&q=bias"
    assert facets["Difficulty"][0].link == "?q=bias"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("order=easy", ["c", "a", "b"]),
        ("order=short", ["c", "a", "b"]),
        ("order=new", ["c", "b", "a"]),
        ("order=new&category=theory", ["b", "a"]),
        ("order=nonsense", ["a", "b", "c"]),
    ],
)
def test_the_list_is_ordered_as_the_address_says(query: str, expected: list[str]) -> None:
    Question.objects.filter(slug="c").update(minutes=1)
    assert slugs(query) == expected


def test_a_search_says_that_the_best_come_first() -> None:
    labels = [Filters(QueryDict(query)).orders()[0].label for query in ("", "q=bias")]
    assert labels == ["as in the bank", "best first"]


def test_an_order_stays_with_filters_and_filters_with_an_order() -> None:
    filters = Filters(QueryDict("order=easy&category=theory&q=bias"))
    assert [choice.link for choice in filters.orders()][:2] == [
        "?category=theory&q=bias",
        "?category=theory&q=bias&order=short",
    ]
    assert all("order=easy" in choice.link for facet in filters.facets() for choice in facet.choices)
