"""Full-text search over published questions: one statement, ranked, from the database's own index.

Both databases keep the same lexemes (`questions.lexemes`) in a table `questions_search` beside the questions:
PostgreSQL as text-search vectors with a GIN index, SQLite as an FTS5 table whose rowid is the question's id.
Migration 0008 makes them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.backends.utils import CursorWrapper

from . import lexemes, markdown
from .lexemes import Lexemes, Term
from .models import Question, QuestionQuerySet
from .text import storable

LONGEST_QUERY = 200
"""Characters."""

MOST = 1_000
"""Questions that one search tells of. Words that more of them have tell none apart."""

_BATCH = 500


class Hit(NamedTuple):
    """A published question that was found, with what a list filters by."""

    pk: int
    category: int
    kind: str
    difficulty: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best first. Where there are `more` than `MOST`, it is the first of them in the index that are ranked."""

    hits: Sequence[Hit]
    more: bool


def text_of(question: Question) -> str:
    """What a search looks through, as plain words: a line for the title, then the question, its tags and category."""
    version = question.current
    if version is None:
        return ""
    title = " ".join(version.title.split())
    words = [title, markdown.to_text(version.prompt), " ".join(question.tags), question.category.name]
    return storable("\n".join(words))


def index(questions: Iterable[Question]) -> None:
    """Make what `search_text` says of each question findable."""
    rows = [(question.pk, question.search_text) for question in questions]
    with connection.cursor() as cursor:
        for some in batched(rows, _BATCH):
            _TABLES[connection.vendor].replace(cursor, some)


def refresh(questions: "QuestionQuerySet") -> None:
    """After the tags, the category or its name changed: these questions are found by what is so now."""
    shown = questions.exclude(search_text="").select_related("current", "category")
    for some in batched(shown.iterator(chunk_size=_BATCH), _BATCH):
        for question in some:
            question.search_text = text_of(question)
        Question.objects.bulk_update(some, ["search_text"])
        index(some)


def find(query: str, filters: Mapping[str, str | int] | None = None) -> Found | None:
    """The published questions that have every word of `query`. None where it has no words.

    `filters` give their `category` (its primary key), `kind` and `difficulty`, or some of these.
    """
    terms = lexemes.terms(storable(query[:LONGEST_QUERY]))
    if not terms:
        return None
    table, filters = _TABLES[connection.vendor], filters or {}
    conditions = " AND ".join(["question.status = 'published'", *(_FILTERS[name] for name in filters)])
    values = {"terms": table.expression(terms), "most": MOST + 1, **filters}
    with connection.cursor() as cursor:
        cursor.execute(table.FIND.format(conditions=conditions), values)
        rows = cursor.fetchall()
    return Found(hits=list(map(Hit._make, rows[:MOST])), more=len(rows) > MOST)


_FILTERS = {
    "category": "question.category_id = %(category)s",
    "kind": "question.kind = %(kind)s",
    "difficulty": "question.difficulty = %(difficulty)s",
}

type Row = tuple[int, str]


class _Table(Protocol):
    """How one database keeps the lexemes, and asks for them."""

    FIND: str
    """Takes the `terms` as an expression, the `most` rows to return, and what its {conditions} name."""

    def replace(self, cursor: CursorWrapper, rows: Sequence[Row]) -> None: ...

    def expression(self, terms: Sequence[Term]) -> str: ...


def _parts(text: str) -> tuple[Lexemes, Lexemes]:
    """Of a `search_text`: the title's lexemes, which count for more, and those of the rest."""
    title, _, rest = text.partition("\n")
    return lexemes.of(title), lexemes.of(rest)


class _PostgreSQL:
    """A vector of lexemes with their places. Capitals tell stems (S) and what signs join (J) from words."""

    FIND = """
        SELECT id, category_id, kind, difficulty
        FROM (
            SELECT question.id, question.category_id, question.kind, question.difficulty,
                ts_rank(found.vector, %(terms)s::tsquery) AS rank
            FROM questions_search found JOIN questions_question question ON question.id = found.question_id
            WHERE found.vector @@ %(terms)s::tsquery AND {conditions}
            LIMIT %(most)s
        ) AS ranked
        ORDER BY rank DESC, id
    """
    GAP = 3
    """Places between the title and the rest, so that no row of words reaches from one into the other."""

    def replace(self, cursor: CursorWrapper, rows: Sequence[Row]) -> None:
        cursor.executemany(
            "INSERT INTO questions_search (question_id, vector) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (question_id) DO UPDATE SET vector = EXCLUDED.vector",
            [(pk, self._vector(text)) for pk, text in rows],
        )

    def _vector(self, text: str) -> str:
        title, rest = _parts(text)
        start = len(title.words) + self.GAP
        return " ".join([*self._placed(title, 1, "A"), *self._placed(rest, start, "")])

    def _placed(self, part: Lexemes, start: int, weight: str) -> Iterator[str]:
        for place, (word, stem) in enumerate(zip(part.words, part.stems, strict=True), start):
            yield f"{word}:{min(place, _LAST_PLACE)}{weight}"
            yield f"S{stem}:{min(place, _LAST_PLACE)}{weight}"
        yield from (f"J{joined}:{min(start, _LAST_PLACE)}{weight}" for joined in part.joined)

    def expression(self, terms: Sequence[Term]) -> str:
        return " & ".join(f"({' | '.join(self._ways(term))})" for term in terms)

    def _ways(self, term: Term) -> Iterator[str]:
        begins = ":*" if term.begins else ""
        if term.words:
            yield "(" + " <-> ".join(term.words) + f"{begins})"
            yield "(" + " <-> ".join(f"S{stem}" for stem in term.stems) + ")"
        if term.joined:
            yield f"J{term.joined}{begins}"


_LAST_PLACE = 16_383
"""The last one that a text-search vector can name."""


class _SQLite:
    """A column each for words, stems and what signs join, of the title and of the rest.

    The hits are put down before they are sorted: else the rank of a common word takes ten times as long.
    """

    FIND = """
        WITH ranked AS MATERIALIZED (
            SELECT question.id, question.category_id, question.kind, question.difficulty,
                bm25(questions_search, 10, 10, 10, 1, 1, 1) AS rank
            FROM questions_search found JOIN questions_question question ON question.id = found.rowid
            WHERE questions_search MATCH %(terms)s AND {conditions}
            LIMIT %(most)s
        )
        SELECT id, category_id, kind, difficulty FROM ranked ORDER BY rank, id
    """

    def replace(self, cursor: CursorWrapper, rows: Sequence[Row]) -> None:
        cursor.executemany("DELETE FROM questions_search WHERE rowid = %s", [(pk,) for pk, _ in rows])
        columns = "title, title_stems, title_joined, rest, rest_stems, rest_joined"
        cursor.executemany(
            f"INSERT INTO questions_search (rowid, {columns}) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
            [(pk, *self._columns(text)) for pk, text in rows],
        )

    def _columns(self, text: str) -> Iterator[str]:
        for part in _parts(text):
            yield from (" ".join(kind) for kind in (part.words, part.stems, part.joined))

    def expression(self, terms: Sequence[Term]) -> str:
        return " AND ".join(f"({' OR '.join(self._ways(term))})" for term in terms)

    def _ways(self, term: Term) -> Iterator[str]:
        begins = " *" if term.begins else ""
        if term.words:
            yield f'{{title rest}} : "{" ".join(term.words)}"{begins}'
            yield f'{{title_stems rest_stems}} : "{" ".join(term.stems)}"'
        if term.joined:
            yield f'{{title_joined rest_joined}} : "{term.joined}"{begins}'


_TABLES: dict[str, _Table] = {"postgresql": _PostgreSQL(), "sqlite": _SQLite()}
