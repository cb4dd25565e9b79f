from django.db import migrations, models


# The real rounds, as they were shipped; what a curator or a learner made is offered the choice.
ASKING = [
    "full-loop",
    "phone-screen",
    "theory-round",
    "coding-round",
    "debugging-round",
    "system-design-round",
    "llm-system-round",
    "behavioral-round",
    "project-deep-dive",
]


def turn_on(apps, schema_editor):
    blueprints = apps.get_model("practice", "Blueprint").objects.using(schema_editor.connection.alias)
    blueprints.filter(owner=None, slug__in=ASKING).update(interviewer="on")


class Migration(migrations.Migration):
    """Somebody asks back: replies and inquiries are parts, a nudge halves a point, real rounds have an interviewer.

    Every new column has a default of the database's own, so that the code of the release before goes on writing.
    """

    dependencies = [
        ('practice', '0009_answer_story'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='part',
            name='part_role_known',
        ),
        migrations.AddField(
            model_name='answer',
            name='curveball_at',
            field=models.DateTimeField(blank=True, help_text='When the curveball was told.', null=True),
        ),
        migrations.AddField(
            model_name='blueprint',
            name='interviewer',
            field=models.CharField(choices=[('off', 'Nobody asks back'), ('offered', 'One may have somebody ask back'), ('on', 'Somebody asks back')], db_default='offered', default='offered', max_length=7),
        ),
        migrations.AddField(
            model_name='interview',
            name='interviewer',
            field=models.BooleanField(db_default=False, default=False, help_text='Somebody asks back.'),
        ),
        migrations.AddField(
            model_name='part',
            name='gap',
            field=models.CharField(blank=True, choices=[('own part', 'own part'), ('number', 'number'), ('baseline', 'baseline'), ('alternative', 'alternative'), ('reflection', 'reflection')], db_default='', default='', help_text='Which gap of a story the line asks about.', max_length=11),
        ),
        migrations.AddField(
            model_name='part',
            name='line',
            field=models.TextField(blank=True, db_default='', default='', verbose_name="interviewer's line"),
        ),
        migrations.AddField(
            model_name='part',
            name='line_html',
            field=models.TextField(blank=True, db_default='', default='', editable=False),
        ),
        migrations.AddField(
            model_name='part',
            name='place',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Which follow-up or fact of the version the line is, from 0.', null=True),
        ),
        migrations.AddField(
            model_name='part',
            name='said_at',
            field=models.DateTimeField(blank=True, help_text='When it was closed as said; what is written later stands beside it.', null=True),
        ),
        migrations.AddField(
            model_name='pointcoverage',
            name='evidence',
            field=models.TextField(blank=True, db_default='', default='', help_text='The own sentence that shows it.'),
        ),
        migrations.AddField(
            model_name='pointcoverage',
            name='nudged',
            field=models.BooleanField(db_default=False, default=False, help_text="Said only after the interviewer's nudge; then it counts half."),
        ),
        migrations.AlterField(
            model_name='part',
            name='role',
            field=models.CharField(choices=[('text', 'Words'), ('code', 'Code'), ('notes', 'Notes'), ('reply', 'Reply to a follow-up'), ('inquiry', 'Question to the interviewer')], max_length=7),
        ),
        migrations.AlterField(
            model_name='receivedtext',
            name='outcome',
            field=models.CharField(choices=[('applied', 'Saved'), ('stale', 'Written over an older text'), ('late', 'After time'), ('away', 'After going on to another question'), ('said', 'After it was said')], max_length=7),
        ),
        migrations.AddConstraint(
            model_name='blueprint',
            constraint=models.CheckConstraint(condition=models.Q(('interviewer__in', ['off', 'offered', 'on'])), name='blueprint_interviewer_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['text', 'code', 'notes', 'reply', 'inquiry'])), name='part_role_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'reply'), _negated=True), models.Q(('line', ''), _negated=True), _connector='OR'), name='part_reply_to_something'),
        ),
        migrations.RunPython(turn_on, migrations.RunPython.noop, elidable=True),
    ]
