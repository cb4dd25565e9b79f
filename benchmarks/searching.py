"""How long the bank's list and its search take among very many questions: to be read, not tested.

    python benchmarks/searching.py                                  100,000 questions on a throw-away SQLite database
    BENCH_DATABASE_URL=postgresql://... python benchmarks/searching.py     on an empty PostgreSQL database

The questions are the shipped ones over again, and two thirds of them mixtures of their words; the best of five runs.
"""

import argparse
from collections.abc import Iterator
from random import Random
from time import perf_counter

import scratch

ADDRESSES = [
    "q=model",
    "q=the",
    "q=what is the",
    "q=gradient",
    "q=gra",
    "q=a/b",
    'q="bias variance"',
    "q=xyzzy",
    "q=model&kind=design&difficulty=easy",
    "q=model&order=new",
    "",
    "category=theory-concepts",
    "kind=design&difficulty=hard",
    "order=easy",
    "order=short",
    "order=new",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=100_000, help="how many there are (default: 100,000)")
    options = parser.parse_args()
    with scratch.site("migrate", "createcachetable", "load_bank"):
        fill(options.questions)
        for address, milliseconds, count in timed():
            print(f"{address or 'the whole list':40} {count:>10} {milliseconds:7.1f} ms")


def fill(count: int) -> None:
    from django.db import connection, transaction

    from questions import search
    from questions.models import Question, QuestionVersion, Status

    shown = list(Question.objects.published().select_related("current"))
    words, rng = " ".join(question.search_text for question in shown).split(), Random(1)

    def mixture() -> str:
        return "\n".join(" ".join(rng.choices(words, k=size)) for size in (5, 60))

    def copies(numbers: range) -> Iterator[Question]:
        for number in numbers:
            one = shown[number % len(shown)]
            same = {name: getattr(one, name) for name in ("category_id", "kind", "difficulty", "minutes", "tags")}
            text = mixture() if number % 3 else one.search_text
            yield Question(slug=f"copy-{number}", position=number, search_text=text, **same)

    for start in range(0, count - len(shown), 5_000):
        with transaction.atomic():
            some = Question.objects.bulk_create(copies(range(start, min(start + 5_000, count - len(shown)))))
            QuestionVersion.objects.bulk_create(
                QuestionVersion(question=question, number=1, title=question.slug, prompt="A copy?", answer="It is.")
                for question in some
            )
            keys = {version.question_id: version.pk for version in QuestionVersion.objects.filter(question__in=some)}
            for question in some:
                question.current_id, question.status = keys[question.pk], Status.PUBLISHED
            Question.objects.bulk_update(some, ["current", "status"], batch_size=500)
            search.index(some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE questions_search")
            cursor.execute("VACUUM ANALYZE questions_question")


def timed() -> Iterator[tuple[str, float, str]]:
    from django.http import QueryDict

    from questions import published
    from questions.filters import Filters

    published.changed()
    published.counts()
    for address in ADDRESSES:
        best, count = float("inf"), ""
        for _ in range(5):
            start = perf_counter()
            filters = Filters(QueryDict(address.replace(" ", "+")))
            page = filters.page()
            filters.facets()
            best = min(best, perf_counter() - start)
            count = f"{page.total:,}{'+' * page.more}"
        yield address, best * 1000, count


if __name__ == "__main__":
    main()
