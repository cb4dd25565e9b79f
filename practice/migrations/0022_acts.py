from django.db import migrations, models


class Migration(migrations.Migration):
    """What acts at once in a review is counted, so that no earlier click overtakes a later one. Nothing was counted of
    the answers that are there, and the code of the release before goes on writing without it."""

    dependencies = [
        ("practice", "0021_opinion"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="acts",
            field=models.JSONField(
                blank=True,
                db_default={},
                default=dict,
                editable=False,
                help_text="Of each control of the review: how often one acted, and the newest act of each writer.",
            ),
        ),
    ]
