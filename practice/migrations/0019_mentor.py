import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practice', '0018_preparation'),
    ]

    operations = [
        migrations.CreateModel(
            name='MentorLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='SHA-256 of the secret in the address.', max_length=64, unique=True)),
                ('shown_name', models.CharField(blank=True, help_text='What the mentor reads as whose attempt it is.', max_length=60)),
                ('with_recordings', models.BooleanField(default=False, help_text='Recordings and transcripts are shown, too.')),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('last_opened_at', models.DateTimeField(blank=True, help_text='By somebody else than the learner.', null=True)),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_links', to='practice.interview')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MentorComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As the mentor calls themself; nobody checks it.', max_length=60)),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, help_text='When the learner first read it.', null=True)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_comments', to='practice.answer')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='comments', to='practice.mentorlink')),
            ],
            options={
                'ordering': ['answer', 'created_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='mentorlink',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='mentor_link_expires'),
        ),
        migrations.AddIndex(
            model_name='mentorcomment',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['answer'], name='mentor_comment_new'),
        ),
        migrations.AddConstraint(
            model_name='mentorcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='mentor_comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='mentorcomment',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 5000), name='mentor_comment_bounded'),
        ),
    ]
