import pytest
from django.core.cache import caches

from questions import published
from questions.authoring import lifecycle
from questions.models import Difficulty, Question
from questions.published import Counted
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
