from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is due is repeated without a clock, one question after another, and one says beforehand how sure one is.

    Every new column may be empty or has a default of the database's own, so that the code of the release before goes on
    writing.
    """

    dependencies = [
        ('practice', '0016_coverage'),
        ('questions', '0010_resource_address'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='confidence',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(0, 'nothing'), (25, 'a little'), (50, 'half'), (75, 'most'), (100, 'all')], help_text='How much of it one expected to cover, in per cent.', null=True),
        ),
        migrations.AddField(
            model_name='answer',
            name='revealed_at',
            field=models.DateTimeField(blank=True, help_text='When its reference was shown while the interview went on.', null=True),
        ),
        migrations.AddField(
            model_name='interview',
            name='is_repetition',
            field=models.BooleanField(db_default=False, default=False, help_text='What was due, without a clock.'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__isnull', True), ('confidence__in', [0, 25, 50, 75, 100]), _connector='OR'), name='answer_confidence_in_five_steps'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True), ('is_repetition', True)), fields=('user',), name='interview_one_open_repetition'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('is_repetition', False), ('deadline__isnull', True), _connector='OR'), name='interview_repetition_without_clock'),
        ),
    ]
