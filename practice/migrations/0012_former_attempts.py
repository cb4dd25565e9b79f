import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What people who have left add to the statistics, as numbers. A new table: the release before goes on beside it."""

    dependencies = [
        ('practice', '0011_speech'),
        ('questions', '0006_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAttempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('timed', models.BooleanField(help_text='Whether a clock ran.')),
                ('seconds', models.PositiveIntegerField(help_text='How long the question was on the screen.')),
                ('minutes', models.PositiveSmallIntegerField(help_text='What an interviewer would have given it.')),
                ('rating', models.PositiveSmallIntegerField(choices=[(1, 'Not at all'), (2, 'With gaps'), (3, 'Well'), (4, 'Without effort')], null=True)),
                ('credits', models.JSONField(default=list, help_text='[position of a key point, half points for each of its weight: 0 to 2]; of a first attempt alone.')),
                ('rest', models.FloatField(help_text='Of a first attempt: the share covered over the rest of its interview, 0 to 1.', null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_attempts', to='questions.questionversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('rating__isnull', True), ('rating__range', (1, 4)), _connector='OR'), name='former_attempt_rating_1_to_4'), models.CheckConstraint(condition=models.Q(('rest__isnull', True), ('rest__range', (0, 1)), _connector='OR'), name='former_attempt_rest_0_to_1')],
            },
        ),
    ]
