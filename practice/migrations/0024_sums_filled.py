from django.db import migrations, transaction

BATCH = 2000  # answers: some tens of milliseconds under their locks

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
    """What was finished before is added up. By itself, as it may be broken off at any batch and run again."""

    atomic = False
    dependencies = [("practice", "0023_sums")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
