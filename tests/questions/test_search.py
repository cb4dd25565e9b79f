from collections.abc import Sequence

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import lexemes, search
from questions.authoring import lifecycle, versions
from questions.bankfiles import load
from questions.models import Question
from tests.factories import make_category, make_content, make_question

pytestmark = pytest.mark.django_db


def ranked(words: str) -> list[str]:
    found = search.find(words)
    assert found is not None
    slugs = Question.objects.in_bulk([hit.pk for hit in found.hits])
    return [slugs[hit.pk].slug for hit in found.hits]


@pytest.fixture
def small_bank() -> None:
    make_question(
        slug="l1-l2", content=make_content(title="L1 and L2", prompt="How does regularisation work?"), tags=("lasso",)
    )
    make_question(slug="auc", content=make_content(title="AUC", prompt="What is AUC-ROC, and when is it useful?"))
    make_question(
        slug="cpp", content=make_content(title="C++ or C", prompt="When do you write C++, not R? Naïve Bayes.")
    )
    make_question(slug="c", content=make_content(title="C", prompt="Bayes, naive as it is, in sklearn.metrics."))
    make_question(slug="ab", content=make_content(title="Tests", prompt="Plan an A/B test, and look at the p-values."))
    make_question(slug="draft", publish=False, content=make_content(prompt="What is regularization for?"))


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("regularization", {"l1-l2"}),
        ("regularis", {"l1-l2"}),
        ("regulariz", {"l1-l2"}),
        ("regular", {"l1-l2"}),
        ("REGULARIZATION works", {"l1-l2"}),
        ("lasso", {"l1-l2"}),
        ("auc-roc useful", {"auc"}),
        ("auc roc", {"auc"}),
        ("regularization auc", set()),
        ("C++", {"cpp"}),
        ("C", {"cpp", "c"}),
        ("C#", set()),
        ("R", {"cpp"}),
        ("naïve", {"cpp", "c"}),
        ('"naive bayes"', {"cpp"}),
        ("naive bayes", {"cpp", "c"}),
        ('"bayes naive', {"c"}),
        ("sklearn.met", {"c"}),
        ("metrics", {"c"}),
        ("A/B", {"ab"}),
        ("a/b tests", {"ab"}),
        ("p-value", {"ab"}),
        ("p value", {"ab"}),
        ("what is", {"auc"}),
        ('"title nowhere"', set()),
    ],
)
@pytest.mark.usefixtures("small_bank")
def test_every_word_has_to_occur(words: str, slugs: set[str]) -> None:
    assert set(ranked(words)) == slugs


@pytest.mark.usefixtures("small_bank")
def test_no_row_of_words_reaches_from_the_title_into_the_question() -> None:
    assert ranked('"tests plan"') == []
    assert ranked('"an a/b test"') == ["ab"]


@pytest.mark.parametrize("words", ["", "?!", '"', "\0", "''"])
def test_without_words_there_is_nothing_to_find(words: str) -> None:
    assert search.find(words) is None


@pytest.mark.parametrize(
    "words",
    ["a' OR 1=1 --", "NOT", "auc & !roc", "* OR *", "\0auc", "x" * 5000, "é" * 300, "S:* | J", "a:*b", "NEAR(a b)"],
)
@pytest.mark.usefixtures("small_bank")
def test_any_query_is_answered(words: str) -> None:
    assert isinstance(ranked(words), list)


def test_a_new_version_is_found_by_its_new_words_once_it_is_published() -> None:
    question = make_question(slug="auc", content=make_content(title="AUC", prompt="What is AUC, and is it useful?"))
    now = question.created_at

    versions.revise(question, make_content(prompt="What does the Gini coefficient say?"), now=now)
    assert ranked("gini") == []

    lifecycle.publish(question, now=now)
    assert ranked("gini") == ["auc"]
    assert ranked("useful") == []

    lifecycle.retire(question)
    assert ranked("gini") == []


def test_a_category_is_found_by_the_name_that_it_has_now() -> None:
    category = make_category(name="Old statistics")
    make_question(category, slug="one")
    category.name = "Probability"
    category.save()

    search.refresh(Question.objects.filter(category=category))

    assert (ranked("probability"), ranked("old")) == (["one"], [])


def test_the_best_match_comes_first() -> None:
    make_question(
        slug="other",
        content=make_content(title="Other", prompt="Many words about many things, and calibration among the others."),
    )
    make_question(
        slug="calibration", content=make_content(title="Calibration", prompt="Calibration: what is calibration?")
    )
    assert ranked("calibration") == ["calibration", "other"]


def test_too_many_are_not_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 2)
    theory, coding = make_category(name="A"), make_category(name="B")
    for _ in range(3):
        make_question(theory)
    make_question(coding, slug="rare")
    found = search.find("bias")
    assert found
    assert (len(found.hits), found.more) == (2, True)
    within = search.find("bias", {"category": coding.pk, "kind": "theory"})
    assert within
    assert ([hit.category for hit in within.hits], within.more) == ([coding.pk], False)


# --- The whole bank


@pytest.fixture(scope="module")
def bank_words() -> Sequence[str]:
    entries = load.read_bank(load.BANK).entries
    return sorted({word for entry in entries for word in entry.content.prompt.split()})


@pytest.fixture
def whole_bank() -> dict[int, lexemes.Lexemes]:
    load.load(load.read_bank(load.BANK), now=timezone.now())
    return {question.pk: lexemes.of(question.search_text) for question in Question.objects.published()}


def by_hand(bank: dict[int, lexemes.Lexemes], query: str) -> set[int]:
    """What a search finds, by looking at every question: what both databases are held against."""
    return {pk for pk, found in bank.items() if all(has(found, term) for term in lexemes.terms(query))}


def has(found: lexemes.Lexemes, term: lexemes.Term) -> bool:
    return (
        in_a_row(found.words, term.words, begins=term.begins)
        or in_a_row(found.stems, term.stems, begins=False)
        or (bool(term.joined) and any(each.startswith(term.joined) for each in found.joined))
    )


def in_a_row(words: Sequence[str], row: Sequence[str], *, begins: bool) -> bool:
    size = len(row)
    return any(
        (start := list(words[at : at + size - 1])) == list(row[: size - 1])
        and len(start) == size - 1
        and at + size <= len(words)
        and (words[at + size - 1].startswith(row[-1]) if begins else words[at + size - 1] == row[-1])
        for at in range(len(words) if row else 0)
    )


def test_both_databases_find_what_one_finds_by_looking(
    whole_bank: dict[int, lexemes.Lexemes], bank_words: Sequence[str]
) -> None:
    @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(bank_words), min_size=1, max_size=3), st.integers(1, 30), st.booleans())
    def check(words: list[str], typed: int, quoted: bool) -> None:
        query = " ".join([*words[:-1], words[-1][:typed]])
        query = f'"{query}"' if quoted else query
        found = search.find(query)
        if found:
            assert {hit.pk for hit in found.hits} == by_hand(whole_bank, query)
        else:
            assert lexemes.terms(query) == []

    check()


def test_each_beginning_of_a_word_finds_it(whole_bank: dict[int, lexemes.Lexemes]) -> None:
    """The list does not go empty while one types."""
    some = sorted({word for found in whole_bank.values() for word in found.words if len(word) > 4})[::12]
    assert len(some) > 80
    empty = [word[:end] for word in some for end in range(2, len(word) + 1) if not ranked(word[:end])]
    assert empty == []


EXPLAINED = {
    "postgresql": (
        "EXPLAIN SELECT question_id FROM questions_search WHERE vector @@ 'calibr:*'::tsquery",
        "questions_search_vector",
    ),
    "sqlite": (
        "EXPLAIN QUERY PLAN SELECT rowid FROM questions_search WHERE questions_search MATCH 'calibr*'",
        "VIRTUAL TABLE INDEX 0:M6",  # the match goes to FTS5's own index, over all six columns
    ),
}


@pytest.mark.usefixtures("whole_bank")
def test_the_database_looks_into_its_index() -> None:
    statement, index = EXPLAINED[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # of some hundred rows a scan is as fast
        cursor.execute(statement)
        assert index in str(cursor.fetchall())
