import django.db.models.deletion
from django.db import migrations, models

# Kept on PostgreSQL alone, where an upgrade may go on under processes of the release before: what they write is seen
# by this release's, and the other way round. A mirrored write that changes nothing sends nothing back, so there is no
# circle. Beside SQLite no two releases run at once.
MIRROR = """
CREATE FUNCTION practice_answer_begins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE is_code boolean := EXISTS (SELECT FROM questions_codetask WHERE version_id = NEW.version_id);
BEGIN
    INSERT INTO practice_part (answer_id, position, role, text, revision)
    SELECT NEW.id, place, role, '', 0
    FROM (VALUES (0, 'notes', true), (1, 'code', is_code), (2, 'text', is_code), (1, 'text', NOT is_code))
        AS part (place, role, wanted)
    WHERE wanted AND EXISTS (SELECT FROM practice_answer WHERE id = NEW.id)  -- it may be gone again
    ON CONFLICT (answer_id, position) DO NOTHING;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER practice_answer_begins AFTER INSERT ON practice_answer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION practice_answer_begins();

CREATE FUNCTION practice_answer_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE practice_part SET text = NEW.text, revision = NEW.revision, saved_at = NEW.saved_at
    WHERE answer_id = NEW.id AND position = 1
        AND (text, revision, saved_at) IS DISTINCT FROM (NEW.text, NEW.revision, NEW.saved_at);
    UPDATE practice_part SET text = NEW.notes, revision = revision + 1
    WHERE answer_id = NEW.id AND position = 0 AND text <> NEW.notes;
    RETURN NULL;
END $$;
CREATE TRIGGER practice_answer_goes_on AFTER UPDATE OF text, revision, saved_at, notes ON practice_answer
    FOR EACH ROW EXECUTE FUNCTION practice_answer_goes_on();

CREATE FUNCTION practice_part_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position = 1 THEN
        UPDATE practice_answer SET text = NEW.text, revision = NEW.revision, saved_at = NEW.saved_at
        WHERE id = NEW.answer_id
            AND (text, revision, saved_at) IS DISTINCT FROM (NEW.text, NEW.revision, NEW.saved_at);
    ELSE
        UPDATE practice_answer SET notes = NEW.text WHERE id = NEW.answer_id AND notes <> NEW.text;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER practice_part_goes_on AFTER UPDATE OF text, revision, saved_at ON practice_part
    FOR EACH ROW WHEN (NEW.position IN (0, 1)) EXECUTE FUNCTION practice_part_goes_on();

CREATE FUNCTION practice_draft_arrives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.part_id IS NULL THEN
        NEW.part_id := (SELECT id FROM practice_part WHERE answer_id = NEW.answer_id AND position = 1);
    ELSIF NEW.answer_id IS NULL THEN
        NEW.answer_id := (SELECT answer_id FROM practice_part WHERE id = NEW.part_id AND position = 1);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER practice_draft_arrives BEFORE INSERT ON practice_draft
    FOR EACH ROW EXECUTE FUNCTION practice_draft_arrives();
"""

UNMIRROR = """
DROP FUNCTION practice_answer_begins() CASCADE;
DROP FUNCTION practice_answer_goes_on() CASCADE;
DROP FUNCTION practice_part_goes_on() CASCADE;
DROP FUNCTION practice_draft_arrives() CASCADE;
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MIRROR, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(UNMIRROR, params=None)


class Migration(migrations.Migration):
    """An answer gets parts: the table, and on PostgreSQL what keeps it and the columns before it in step.

    The next migration fills it, the one after that lets go of the columns (docs/decisions, 14).
    """

    dependencies = [("practice", "0003_words"), ("questions", "0004_unchanging")]
    operations = [
        # This release does not name them when it stores an answer.
        migrations.AlterField("Answer", "text", models.TextField(blank=True, db_default="", default="")),
        migrations.AlterField("Answer", "notes", models.TextField(blank=True, db_default="", default="")),
        migrations.AlterField("Answer", "revision", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        help_text="Its place within the answer, from 1; the notes are at 0."
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("text", "Words"), ("code", "Code"), ("notes", "Notes")], max_length=6
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="practice.answer"
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=["answer", "position"], name="part_position_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["text", "code", "notes"])), name="part_role_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position", 0), ("role", "notes")),
                            models.Q(models.Q(("role", "notes"), _negated=True), ("position__gt", 0)),
                            _connector="OR",
                        ),
                        name="part_notes_at_0",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "ReceivedText",
            "part",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="received_texts",
                to="practice.part",
            ),
        ),
        migrations.AlterField(
            "ReceivedText",
            "answer",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="received_texts",
                to="practice.answer",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
