from django.db import migrations, models, transaction
from django.db.models import Q

BATCH = 2000  # answers: some tens of milliseconds under their locks

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

ADD_UP = """
UPDATE practice_answer SET
    sum_covered = added_up.covered, sum_confirmed = added_up.confirmed,
    sum_total = added_up.total, sum_own = added_up.own,
    sum_written = EXISTS (
        SELECT 1 FROM practice_part part
        WHERE part.answer_id = added_up.answer_id AND part.role NOT IN ('notes', 'inquiry') AND part.text <> ''
    )
FROM (
    SELECT asked.id AS answer_id,
        COALESCE(SUM({credit}), 0) / 2.0 AS covered,
        COALESCE(SUM(CASE WHEN {own} THEN {credit} ELSE 0 END), 0) / 2.0 AS confirmed,
        COALESCE(SUM(point.weight), 0) AS total,
        COALESCE(SUM(CASE WHEN {own} THEN 1 ELSE 0 END), 0) AS own
    FROM practice_answer asked
    JOIN practice_interview interview ON interview.id = asked.interview_id AND interview.finished_at IS NOT NULL
    LEFT JOIN practice_pointmark marks ON marks.answer_id = asked.id
    LEFT JOIN questions_keypoint point ON point.id = marks.key_point_id
    WHERE asked.id BETWEEN %s AND %s AND asked.sum_total IS NULL
    GROUP BY asked.id
) added_up
WHERE added_up.answer_id = practice_answer.id
""".format(
    credit="CASE WHEN NOT marks.covered THEN 0 WHEN marks.nudged THEN point.weight ELSE 2 * point.weight END",
    own="(marks.confirmed OR marks.covered <> marks.suggested)",
)


def watch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORGET, params=None)


def unwatch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION practice_sums_forgotten() CASCADE")


def fill(apps, schema_editor):
    """Add up what is finished, in batches, each in a transaction of its own; may be run again.

    Whoever changes coverage meanwhile waits for a batch, by the trigger, or the batch for them: no sums are stored of
    what is being replaced.
    """
    Answer, connection = apps.get_model("practice", "Answer"), schema_editor.connection
    answers, last = Answer.objects.using(connection.alias).order_by("pk"), 0
    while True:
        with transaction.atomic(using=connection.alias):
            batch = answers.filter(pk__gt=last).select_for_update(no_key=True).values_list("pk", flat=True)[:BATCH]
            if not (pks := list(batch)):
                return
            with connection.cursor() as cursor:
                cursor.execute(ADD_UP, [pks[0], pks[-1]])
            last = pks[-1]


class Migration(migrations.Migration):
    """Beside each answer stand the sums of its points. The code of the release before knows nothing of them: what it
    finishes has none, and where it changes coverage the database forgets them."""

    atomic = False
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
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
