from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practice', '0019_mentor'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='interview',
            name='imported_at',
            field=models.DateTimeField(blank=True, help_text="When it was brought in from an archive of the learner's own.", null=True),
        ),
        migrations.AddField(
            model_name='interview',
            name='imported_identity',
            field=models.CharField(blank=True, db_default='', default='', help_text='What it is known by wherever it is brought in.', max_length=64),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(condition=models.Q(('imported_identity', ''), _negated=True), fields=('user', 'imported_identity'), name='interview_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('imported_at__isnull', True), ('imported_identity', '')), models.Q(('finished_at__isnull', False), ('imported_at__isnull', False), models.Q(('imported_identity', ''), _negated=True)), _connector='OR'), name='interview_imported_is_known_and_over'),
        ),
    ]
