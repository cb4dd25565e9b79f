import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The rounds in which one speaks: they are on from here, and a curator may turn each off again.
SPOKEN = ["phone-screen", "behavioral-round", "project-deep-dive", "behavioral-applied-ml"]


def speak_first(apps, schema_editor):
    blueprints = apps.get_model("practice", "Blueprint").objects.using(schema_editor.connection.alias)
    blueprints.filter(owner=None, slug__in=SPOKEN).update(speak_first=True)


class Migration(migrations.Migration):
    """A recording belongs to a part of its answer and may come after time; what was said in it can be transcribed.

    The database knows the new columns' defaults: the code of the release before goes on recording beside this one.
    """

    dependencies = [("practice", "0010_conversation"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            model_name="recording",
            name="late",
            field=models.BooleanField(
                db_default=False, default=False, help_text="It arrived after time: it is no part of the attempt."
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="part_position",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, help_text="The part of the answer that it was spoken to, by its place."
            ),
        ),
        migrations.CreateModel(
            name="TranscribedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("seconds", models.PositiveIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcribed_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["user", "day"],
                "constraints": [models.UniqueConstraint(fields=("user", "day"), name="transcribed_day_unique")],
            },
        ),
        migrations.CreateModel(
            name="Transcript",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("working", "Being transcribed"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        max_length=7,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                (
                    "heard_by",
                    models.CharField(help_text="Where the recording was sent, or the local model.", max_length=200),
                ),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unreachable", "Nobody answered there."),
                            ("too_slow", "It took too long."),
                            ("not_let_in", "This site was not let in there. Tell whoever runs it."),
                            ("too_large", "The recording is too large for it."),
                            ("busy", "It has too much to do at the moment."),
                            ("unreadable", "It could not make anything of this recording."),
                            ("broken", "It failed over it."),
                            ("no_answer", "What came back was no transcript."),
                            ("not_set_up", "Transcripts are no longer set up on this site."),
                        ],
                        max_length=12,
                    ),
                ),
                ("segments", models.JSONField(blank=True, default=list)),
                ("text", models.TextField(blank=True)),
                (
                    "recording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="transcript", to="practice.recording"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "working", "done", "failed"])),
                        name="transcript_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "failed"), models.Q(("failure", ""), _negated=True)),
                            models.Q(models.Q(("status", "failed"), _negated=True), ("failure", "")),
                            _connector="OR",
                        ),
                        name="transcript_failed_has_failure",
                    ),
                ],
            },
        ),
        migrations.RunPython(speak_first, migrations.RunPython.noop, elidable=True),
    ]
