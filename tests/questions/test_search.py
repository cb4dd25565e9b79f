import pytest
from django.db import connection

from questions import search
from questions.authoring import lifecycle, versions
from questions.models import Question
from tests.factories import make_content, make_question

pytestmark = pytest.mark.django_db


def found(words: str) -> set[str]:
    return set(search.matching(Question.objects.published(), words).values_list("slug", flat=True))


@pytest.fixture(autouse=True)
def _bank() -> None:
    make_question(
        slug="l1-l2", content=make_content(title="L1 and L2", prompt="How does regularization work?"), tags=("lasso",)
    )
    make_question(slug="auc", content=make_content(title="AUC", prompt="What is AUC-ROC, and when is it useful?"))
    make_question(slug="draft", publish=False, content=make_content(prompt="What is regularization for?"))


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("regularization", {"l1-l2"}),
        ("regular", {"l1-l2"}),
        ("REGULARIZATION works", {"l1-l2"}),
        ("lasso", {"l1-l2"}),
        ("auc-roc useful", {"auc"}),
        ("regularization auc", set()),
        ("", {"l1-l2", "auc"}),
        ("?!", {"l1-l2", "auc"}),
    ],
)
def test_every_word_has_to_occur(words: str, slugs: set[str]) -> None:
    assert found(words) == slugs


@pytest.mark.parametrize("words", ['"', "a' OR 1=1 --", "NOT", "auc & !roc", "* OR *", "\0auc", "x" * 5000, "é" * 300])
def test_any_query_is_answered(words: str) -> None:
    assert isinstance(found(words), set)


def test_a_new_version_is_found_by_its_new_words_once_it_is_published(django_user_model: object) -> None:
    question = Question.objects.get(slug="auc")
    now = question.created_at

    versions.revise(question, make_content(prompt="What does the Gini coefficient say?"), now=now)
    assert found("gini") == set()

    lifecycle.publish(question, now=now)
    assert found("gini") == {"auc"}
    assert found("useful") == set()


def test_the_best_match_comes_first() -> None:
    make_question(
        slug="calibration", content=make_content(title="Calibration", prompt="Calibration: what is calibration?")
    )
    make_question(
        slug="other",
        content=make_content(
            title="Other", prompt="Many words about many things, and calibration among all the others."
        ),
    )

    slugs = list(search.matching(Question.objects.published(), "calibration").values_list("slug", flat=True))

    assert slugs == ["calibration", "other"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite looks into a table of its own.")
def test_postgresql_looks_into_its_index() -> None:
    """An index on an expression serves only a query that says the very same expression."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "Bitmap Index Scan on question_search" in search.matching(Question.objects.all(), "auc").explain()
