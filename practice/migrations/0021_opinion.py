import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_curators_look(apps, schema_editor):
    # Permissions are made after all migrations; the groups need this one now.
    content_types = apps.get_model("contenttypes", "ContentType").objects
    judge, _ = content_types.get_or_create(app_label="practice", model="judge")
    view, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=judge, codename="view_judge", defaults={"name": "Can view judge"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Curators", "Reviewers"]):
        group.permissions.add(view)


class Migration(migrations.Migration):
    """Second opinions: new tables alone. Curators see how far people bear a judge out, and no opinion. The state of a transcript under way is called the same as theirs."""

    dependencies = [
        ('practice', '0020_import'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='transcript',
            name='status',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Under way'), ('done', 'Done'), ('failed', 'Failed')], max_length=7),
        ),
        migrations.CreateModel(
            name='Judge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(help_text='Where answers were sent.', max_length=200)),
                ('model', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['host', 'model'],
                'constraints': [models.UniqueConstraint(fields=('host', 'model'), name='judge_unique')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Under way'), ('done', 'Done'), ('failed', 'Failed')], max_length=7)),
                ('asked_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, choices=[('unreachable', 'Nobody answered there.'), ('too_slow', 'It took too long.'), ('not_let_in', 'This site was not let in there. Tell whoever runs it.'), ('too_large', 'The answer is too long for it.'), ('busy', 'It has too much to do at the moment.'), ('unreadable', 'It could not make anything of what it was sent.'), ('broken', 'It failed over it.'), ('no_answer', 'What came back was no opinion.'), ('refused', 'It would not judge this answer.'), ('led_astray', 'It found what nobody said, so it was not believed.'), ('not_set_up', 'Second opinions are no longer set up on this site.')], max_length=12)),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opinion', to='practice.answer')),
                ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='practice.judge')),
            ],
        ),
        migrations.CreateModel(
            name='OpinionDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('answers', models.PositiveIntegerField(default=0)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinion_days', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user', 'day'],
            },
        ),
        migrations.CreateModel(
            name='PointOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.PositiveSmallIntegerField()),
                ('not_said', models.PositiveSmallIntegerField()),
                ('unfounded', models.PositiveSmallIntegerField()),
                ('quote', models.TextField(blank=True, help_text='Words of the answer, as they stand there.')),
                ('coverage', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opinion', to='practice.pointcoverage')),
                ('opinion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='practice.opinion')),
            ],
            options={
                'ordering': ['opinion', 'coverage'],
            },
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'working', 'done', 'failed'])), name='opinion_status'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), models.Q(('failure', ''), _negated=True)), models.Q(models.Q(('status', 'failed'), _negated=True), ('failure', '')), _connector='OR'), name='opinion_failed_has_failure'),
        ),
        migrations.AddConstraint(
            model_name='opinionday',
            constraint=models.UniqueConstraint(fields=('user', 'day'), name='opinion_day_unique'),
        ),
        migrations.AddConstraint(
            model_name='pointopinion',
            constraint=models.CheckConstraint(condition=models.Q(('said__gt', 0), ('not_said__gt', 0), ('unfounded__gt', 0), _connector='OR'), name='point_opinion_was_given'),
        ),
        migrations.AddConstraint(
            model_name='pointopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quote', ''), ('said', 0)), models.Q(('said__gt', 0), models.Q(('quote', ''), _negated=True)), _connector='OR'), name='point_opinion_said_is_shown'),
        ),
        migrations.RunPython(let_curators_look, migrations.RunPython.noop),
    ]
