from django.db import migrations

POSTGRESQL = (
    "CREATE INDEX question_search ON questions_question USING gin (to_tsvector('english', COALESCE(search_text, '')))",
    "DROP INDEX question_search",
)
SQLITE = (
    "CREATE VIRTUAL TABLE questions_search USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2')",
    "DROP TABLE questions_search",
)


def _run(schema_editor, step):
    schema_editor.execute({"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor][step])


def forwards(apps, schema_editor):
    _run(schema_editor, 0)


def backwards(apps, schema_editor):
    _run(schema_editor, 1)


class Migration(migrations.Migration):
    """Indexes for questions.search; each database has its own kind."""

    dependencies = [("questions", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
