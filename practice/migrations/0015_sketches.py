from django.db import migrations, models


class Migration(migrations.Migration):
    """A part of an answer may be a sketch. Answers that were begun before have none, and nothing of them changes."""

    dependencies = [
        ('practice', '0014_stages'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='part',
            name='part_role_known',
        ),
        migrations.AlterField(
            model_name='part',
            name='role',
            field=models.CharField(choices=[('text', 'Words'), ('code', 'Code'), ('notes', 'Notes'), ('reply', 'Reply to a follow-up'), ('inquiry', 'Question to the interviewer'), ('stage', 'Stage of a design'), ('blocks', 'Blocks and arrows'), ('sketch', 'Sketch')], max_length=7),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['text', 'code', 'notes', 'reply', 'inquiry', 'stage', 'blocks', 'sketch'])), name='part_role_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'sketch')), fields=('answer',), name='part_one_sketch'),
        ),
    ]
