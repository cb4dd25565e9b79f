from django.db import migrations, models
from django.db.models import Q

# Kept on PostgreSQL alone, where an upgrade may go on under processes of the release before: what changes coverage and
# does not add it up leaves no wrong sums behind. Beside SQLite no two releases run at once. Coverage comes all at once,
# before there are sums, and goes with its answer alone, so only a change is looked for.
FORGET = """
CREATE FUNCTION practice_sums_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE practice_answer SET sum_covered = NULL, sum_confirmed = NULL, sum_total = NULL, sum_own = NULL,
        sum_written = NULL
    WHERE id IN (SELECT answer_id FROM changed);
    RETURN NULL;
END $$;
CREATE TRIGGER practice_sums_forgotten AFTER UPDATE ON practice_pointmark
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION practice_sums_forgotten();
"""

def watch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORGET, params=None)


def unwatch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION practice_sums_forgotten() CASCADE")


class Migration(migrations.Migration):
    """Beside each answer stand the sums of its points. The code of the release before knows nothing of them: what it
    finishes has none, and where it changes coverage the database forgets them."""

    dependencies = [("practice", "0022_acts")]
    operations = [
        migrations.AddField(
            "Answer",
            "sum_covered",
            models.FloatField(null=True, editable=False, help_text="What took a nudge counts half."),
        ),
        migrations.AddField(
            "Answer",
            "sum_confirmed",
            models.FloatField(null=True, editable=False, help_text="So much of it the learner has confirmed."),
        ),
        migrations.AddField(
            "Answer",
            "sum_total",
            models.PositiveIntegerField(null=True, editable=False, help_text="All that its key points weigh."),
        ),
        migrations.AddField(
            "Answer",
            "sum_own",
            models.PositiveIntegerField(
                null=True,
                editable=False,
                help_text="Key points of which the learner has said whether they are covered.",
            ),
        ),
        migrations.AddField(
            "Answer",
            "sum_written",
            models.BooleanField(
                null=True, editable=False, help_text="Words were written; what was only spoken is looked up."
            ),
        ),
        migrations.AddConstraint(
            "Answer",
            models.CheckConstraint(
                condition=Q(sum_covered=None, sum_confirmed=None, sum_total=None, sum_own=None, sum_written=None)
                | Q(
                    sum_covered__isnull=False,
                    sum_confirmed__isnull=False,
                    sum_total__isnull=False,
                    sum_own__isnull=False,
                    sum_written__isnull=False,
                ),
                name="answer_all_sums_or_none",
            ),
        ),
        migrations.RunPython(watch, unwatch),
    ]
