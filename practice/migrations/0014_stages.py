from django.db import migrations, models


class Migration(migrations.Migration):
    """A design is answered stage by stage, in boxes of their own whose time is told. Answers that were begun before have
    no such boxes, and nothing of them changes.

    Every new column has a default of the database's own, so that the code of the release before goes on writing.
    """

    dependencies = [
        ("practice", "0013_runs"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='part',
            name='part_role_known',
        ),
        migrations.AddField(
            model_name='answer',
            name='booked_until',
            field=models.DateTimeField(blank=True, help_text='Up to when its time is booked to the parts that were written.', null=True),
        ),
        migrations.AddField(
            model_name='answer',
            name='drawn',
            field=models.JSONField(blank=True, db_default=[], default=list, help_text='Components of the reference diagram that one had, too.'),
        ),
        migrations.AddField(
            model_name='part',
            name='seconds',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='How long one worked on it, in a stage.'),
        ),
        migrations.AlterField(
            model_name='part',
            name='place',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Which follow-up or fact of the version the line is, or which stage, from 0.', null=True),
        ),
        migrations.AlterField(
            model_name='part',
            name='role',
            field=models.CharField(choices=[('text', 'Words'), ('code', 'Code'), ('notes', 'Notes'), ('reply', 'Reply to a follow-up'), ('inquiry', 'Question to the interviewer'), ('stage', 'Stage of a design'), ('blocks', 'Blocks and arrows')], max_length=7),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['text', 'code', 'notes', 'reply', 'inquiry', 'stage', 'blocks'])), name='part_role_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['stage', 'blocks']), _negated=True), ('place__isnull', False), _connector='OR'), name='part_stage_has_its_place'),
        ),
    ]
