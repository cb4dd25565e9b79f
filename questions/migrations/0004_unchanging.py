from django.db import migrations

MODELS = ["questionversion", "keypoint", "codetask"]
FORGOTTEN = {"editor_id"}  # an editor who deletes the account is no longer named

REFUSE = """
CREATE FUNCTION questions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is kept as it was written', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRESQL = "CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION questions_refuse()"
SQLITE = (
    "CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is kept as it was written'); END"
)


def _tables(apps, schema_editor):
    quote = schema_editor.quote_name
    for name in MODELS:
        meta = apps.get_model("questions", name)._meta
        columns = [quote(field.column) for field in meta.local_concrete_fields if field.column not in FORGOTTEN]
        yield {"name": f"{meta.db_table}_unchanging", "table": meta.db_table, "columns": ", ".join(columns)}


def forwards(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(REFUSE, params=None)
    for table in _tables(apps, schema_editor):
        schema_editor.execute((POSTGRESQL if is_postgresql else SQLITE).format(**table))


def backwards(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in _tables(apps, schema_editor):
        schema_editor.execute("DROP TRIGGER {name} ON {table}".format(**table) if is_postgresql else f"DROP TRIGGER {table['name']}")
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION questions_refuse()")


class Migration(migrations.Migration):
    """The database itself refuses to change a version, a key point or a code task.

    Deleting needs no trigger: the foreign keys of answers and marks, and `Question.current`, hold what was asked and
    what learners see. SQLite forgets a table's triggers when a later migration alters the table in a way that Django
    does by making it anew: such a migration has to call `backwards` first and `forwards` last (a test notices).
    """

    dependencies = [("questions", "0003_groups")]
    operations = [migrations.RunPython(forwards, backwards)]
