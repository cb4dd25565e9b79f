import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Which of one's stories an answer tells. It may be empty, so the release before goes on storing answers."""

    dependencies = [("practice", "0008_stories")]
    operations = [
        migrations.AddField(
            "Answer",
            "story",
            models.ForeignKey(
                blank=True,
                help_text="What it tells.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="answers",
                to="practice.story",
            ),
        ),
    ]
