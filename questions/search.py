"""Full-text search over published questions, by the database's own means.

PostgreSQL looks through `Question.search_text` with an English text-search index; SQLite through an FTS5 table
`questions_search` whose rowid is the question's id. Both stem words and both match beginnings ("regular" finds
"regularization"). The index and the table come from migration 0002.
"""

import re
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection, models
from django.db.models.expressions import RawSQL

from . import markdown
from .models import Question, QuestionQuerySet
from .text import storable

LONGEST_QUERY = 200


def text_of(question: Question) -> str:
    """What a search looks through: title, tags, category and the question itself, as plain words."""
    version = question.current
    if version is None:
        return ""
    words = [version.title, markdown.to_text(version.prompt), " ".join(question.tags), question.category.name]
    return storable("\n".join(words))


def index(questions: Iterable[Question]) -> None:
    """Bring the index up to date with each question's `search_text`. PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        rows = [(question.pk, question.search_text) for question in questions]
        cursor.executemany("DELETE FROM questions_search WHERE rowid = %s", [(pk,) for pk, _ in rows])
        cursor.executemany("INSERT INTO questions_search (rowid, text) VALUES (%s, %s)", rows)


def matching(questions: "QuestionQuerySet", query: str) -> "QuestionQuerySet":
    """Keep the questions in which every word of `query` occurs, best first. No words: none are left out."""
    words = re.findall(r"\w+", storable(query[:LONGEST_QUERY]))
    if not words:
        return questions
    if connection.vendor == "sqlite":
        return _matching_sqlite(questions, words)
    return _matching_postgresql(questions, words)


def _matching_sqlite(questions: "QuestionQuerySet", words: list[str]) -> "QuestionQuerySet":
    expression = " AND ".join(f'"{word}"*' for word in words)
    found = RawSQL("SELECT rowid FROM questions_search WHERE questions_search MATCH %s", [expression])
    rank = RawSQL(
        "(SELECT rank FROM questions_search WHERE questions_search MATCH %s AND rowid = questions_question.id)",
        [expression],
        output_field=models.FloatField(),
    )
    return questions.filter(pk__in=found).order_by(rank, "pk")


def _matching_postgresql(questions: "QuestionQuerySet", words: list[str]) -> "QuestionQuerySet":
    vector = SearchVector("search_text", config="english")
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="english")
    return questions.annotate(found=vector).filter(found=query).order_by(-SearchRank(vector, query), "pk")
