import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Texts are read and written by their parts alone.

    The columns of before stay in the database, unknown to the models: processes of the release before go on with
    them (0004_parts keeps them in step). A later release drops them.
    """

    dependencies = [("practice", "0005_parts_filled")]
    operations = [
        migrations.RemoveConstraint("ReceivedText", "draft_sent_once"),
        migrations.AlterField(
            "ReceivedText",
            "part",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="received_texts", to="practice.part"
            ),
        ),
        migrations.AddConstraint(
            "ReceivedText",
            models.UniqueConstraint(
                condition=models.Q(("writer", ""), _negated=True),
                fields=("part", "writer", "sequence"),
                name="received_text_sent_once",
            ),
        ),
        migrations.AlterModelOptions("ReceivedText", {"ordering": ["part", "received_at", "pk"]}),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("ReceivedText", "answer"),
                migrations.RemoveField("Answer", "text"),
                migrations.RemoveField("Answer", "notes"),
                migrations.RemoveField("Answer", "revision"),
                migrations.RemoveField("Answer", "saved_at"),
            ]
        ),
    ]
