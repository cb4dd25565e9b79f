import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The story bank: a learner's own projects, to be told from in behavioral rounds."""

    dependencies = [
        ("practice", "0007_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Story",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("situation", models.TextField(blank=True)),
                ("task", models.TextField(blank=True)),
                ("action", models.TextField(blank=True)),
                ("own_part", models.TextField(blank=True, verbose_name="your own part")),
                ("result", models.TextField(blank=True)),
                ("numbers", models.TextField(blank=True)),
                ("reflection", models.TextField(blank=True)),
                ("tags", models.JSONField(blank=True, default=list)),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=1, help_text="Counts what was stored; a form says what it saw."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("prompts", models.ManyToManyField(blank=True, related_name="stories", to="questions.question")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="story_has_title")
                ],
            },
        ),
    ]
