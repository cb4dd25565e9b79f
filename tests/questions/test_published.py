import pytest
from django.core.cache import caches
from pytest_django import DjangoAssertNumQueries

from questions import published
from questions.authoring import lifecycle
from questions.models import Difficulty, Question
from questions.published import Counted, Sort
from tests.factories import make_category, make_question


@pytest.mark.django_db
def test_what_was_counted_is_kept_until_something_comes_or_goes_here() -> None:
    category = make_category()
    easy, other = (make_question(category, difficulty=Difficulty.EASY) for _ in range(2))
    make_question(category, publish=False)
    two = [Counted(category.pk, "theory", "easy", 2)]
    assert published.counts() == two
    Question.objects.filter(pk=other.pk).update(difficulty=Difficulty.HARD)  # as by another process
    assert published.counts() == two
    lifecycle.retire(easy)
    assert published.counts() == [Counted(category.pk, "theory", "hard", 1)]


@pytest.mark.django_db
def test_of_which_sort_a_version_is_is_known_till_the_next_edition(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (make_question(kind="design") for _ in range(3))
    versions = [question.latest.pk for question in (one, two, three)]

    def sort(question: Question, *, is_published: bool = True) -> Sort:
        return Sort(question.pk, question.category_id, "design", is_published)

    for asked, statements in ((versions[:2], 1), (versions[:1], 0), (versions[1:], 1), ([], 0)):
        with django_assert_num_queries(statements):
            published.sorts(asked)
    assert published.sorts(versions) == dict(zip(versions, map(sort, (one, two, three)), strict=True))
    lifecycle.retire(one)
    assert published.sorts(versions[:1]) == {versions[0]: sort(one, is_published=False)}
    monkeypatch.setattr(published, "_MOST_SORTS", 1)  # then it begins anew
    assert published.sorts(versions[1:2]) == {versions[1]: sort(two)}


def test_everything_kept_ends_at_once() -> None:
    made = iter(range(9))

    def read() -> list[int]:
        return [published.kept(name, lambda: next(made)) for name in ("one", "another")]

    assert (read(), read()) == ([0, 1], [0, 1])
    published.changed()
    assert (read(), read()) == ([2, 3], [2, 3])


def test_what_was_found_before_a_change_is_not_kept_after_it() -> None:
    def find() -> str:
        published.changed()  # somebody publishes while this is being found
        return "early"

    assert published.kept("what", find) == "early"
    assert published.kept("what", lambda: "late") == "late"


def test_an_edition_is_given_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, object]] = []
    monkeypatch.setattr(type(caches["process"]), "set", lambda cache, key, value, timeout: given.append((key, timeout)))
    published.kept("what", lambda: 1)
    assert [timeout for _, timeout in given] == [published.SECONDS] * 2 == [60, 60]
