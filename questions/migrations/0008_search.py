from itertools import batched

from django.db import migrations, models

POSTGRESQL = [
    "CREATE TABLE questions_search (question_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX questions_search_vector ON questions_search USING gin (vector) WITH (fastupdate = off)",
]
SQLITE = [
    "DROP TABLE questions_search",
    "CREATE VIRTUAL TABLE questions_search USING fts5(title, title_stems, title_joined, rest, rest_stems, rest_joined,"
    " prefix = '2 3', tokenize = \"ascii tokenchars '_'\")",
]


def forwards(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    from questions import search

    questions = apps.get_model("questions", "Question").objects.exclude(search_text="").only("search_text")
    for some in batched(questions.order_by("pk").iterator(chunk_size=500), 500):
        search.index(some)


class Migration(migrations.Migration):
    """The same lexemes on both databases (decision 7), filled from what the questions say.

    PostgreSQL's old index stays for processes of the release before; a later release drops it. What they publish
    while both run is found by the new ones after `manage.py index_search`.
    """

    dependencies = [("questions", "0007_requires")]
    operations = [
        *(
            migrations.AddIndex(
                "question",
                models.Index(
                    fields=[*fields, "id"], condition=models.Q(status="published"), name=f"question_published_{name}"
                ),
            )
            for name, fields in [("short", ["minutes"]), ("easy", ["difficulty", "minutes"]), ("new", ["created_at"])]
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
