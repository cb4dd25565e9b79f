from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from questions import pages
from questions.filters import Filters
from questions.models import Difficulty, Question
from tests.factories import make_category, make_content, make_question

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def bank() -> None:
    """Sixty questions in three categories, one of them empty, with many ties in every order."""
    categories = [make_category(name=name, slug=name.lower(), position=place) for place, name in enumerate("ABC")]
    for number in range(60):
        question = make_question(
            categories[number % 2 * 2],
            content=make_content(title="Odd" if number % 3 else "Even"),
            difficulty=Difficulty.values[number % 3],
            minutes=5 + number % 4,
        )
        when = START + timedelta(days=number % 7)
        Question.objects.filter(pk=question.pk).update(position=number % 5, created_at=when)


EASIEST = {value: place for place, value in enumerate(Difficulty.values)}
SORTED = {
    "": lambda each: (each.category.position, each.position, each.pk),
    "short": lambda each: (each.minutes, each.pk),
    "easy": lambda each: (EASIEST[each.difficulty], each.minutes, each.pk),
    "new": lambda each: (-each.created_at.timestamp(), -each.pk),
}


QUERIES = ["", "difficulty=easy", "category=a", "q=bias", "q=even&kind=theory"]


# Without an order the best of a search come first: see below.
@pytest.mark.parametrize(
    ("query", "order"), [(query, order) for query in QUERIES for order in SORTED if order or "q=" not in query]
)
@pytest.mark.usefixtures("bank")
def test_all_pages_together_are_the_list_there_and_back(order: str, query: str) -> None:
    questions = Question.objects.select_related("category")
    if "easy" in query:
        questions = questions.filter(difficulty="easy")
    if "category" in query:
        questions = questions.filter(category__slug="a")
    if "even" in query:
        questions = questions.filter(current__title="Even")
    expected = [question.pk for question in sorted(questions, key=SORTED[order])]
    assert walk(f"{query}&order={order}") == expected


@pytest.mark.usefixtures("bank")
def test_the_best_of_a_search_come_page_by_page() -> None:
    assert sorted(walk("q=bias")) == sorted(Question.objects.values_list("pk", flat=True))


def walk(query: str) -> list[int]:
    """The primary keys on all pages, forward; having looked that the way back shows the same pages."""
    found: list[int] = []
    seen: list[list[int]] = []
    place = ""
    while True:
        page = Filters(QueryDict(f"{query}&after={place}")).page()
        keys = [question.pk for question in page.questions]
        assert (page.first, page.last) == (len(found) + 1, len(found) + len(keys))
        found, place = found + keys, page.next
        seen.append(keys)
        assert page.total >= len(found)
        if not place:
            break
    assert page.total == len(found)
    for keys in reversed(seen[:-1]):
        page = Filters(QueryDict(f"{query}&before={page.previous}")).page()
        assert [question.pk for question in page.questions] == keys
    assert not page.previous
    return found


@given(st.text("0123456789-abc ٣", max_size=30))
@settings(max_examples=50, deadline=None)
def test_any_place_in_an_address_leads_to_a_page(text: str) -> None:
    place = pages.Place.read(text)
    assert place is None or str(pages.Place.read(str(place))) == str(place)


@pytest.mark.parametrize("place", ["9-9-9-9", "1-0-0-999999999999999999", "x", f"{10**17}-2-{10**17}-1", "0-0-0-0"])
@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize("order", ["", "order=new", "q=bias"])
@pytest.mark.usefixtures("bank")
def test_a_place_that_nobody_gave_is_answered(place: str, side: str, order: str) -> None:
    page = Filters(QueryDict(f"{order}&{side}={place}")).page()
    assert len(page.questions) <= pages.PAGE
    assert page.first >= 1


@pytest.mark.usefixtures("bank")
def test_a_page_goes_on_where_one_was_though_questions_went() -> None:
    first = Filters(QueryDict("order=short")).page()
    Question.objects.filter(pk__in=[question.pk for question in first.questions[-3:]]).update(status="retired")
    second = Filters(QueryDict(f"order=short&after={first.next}")).page()
    assert not {question.pk for question in first.questions} & {question.pk for question in second.questions}
    assert len(second.questions) == pages.PAGE
