import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each word in one sense (docs/glossary.md): a learner's text is no draft, a key point's coverage no mark.

    The models are renamed and the tables are not: no statement reaches the database, and the code of the release
    before goes on working beside this one. With its table's name said first, RenameModel finds nothing to do there
    either; standing at the top level, it lets Django carry content types and permissions over.
    """

    dependencies = [("practice", "0002_groups")]
    operations = [
        migrations.AlterModelTable("Draft", "practice_draft"),
        migrations.RenameModel("Draft", "ReceivedText"),
        migrations.AlterField(
            "ReceivedText",
            "answer",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="received_texts", to="practice.answer"
            ),
        ),
        migrations.AlterModelTable("PointMark", "practice_pointmark"),
        migrations.RenameModel("PointMark", "PointCoverage"),
        migrations.AlterModelOptions(
            "PointCoverage",
            {"ordering": ["answer", "key_point__position"], "verbose_name_plural": "point coverage"},
        ),
        migrations.AlterField(
            "PointCoverage",
            "answer",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="coverage", to="practice.answer"
            ),
        ),
        migrations.AlterField(
            "PointCoverage",
            "key_point",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="coverage", to="questions.keypoint"
            ),
        ),
        migrations.AlterModelTable("Note", "practice_note"),
        migrations.RenameModel("Note", "QuestionNotes"),
        migrations.AlterModelOptions(
            "QuestionNotes",
            {
                "ordering": ["-updated_at", "-pk"],
                "verbose_name": "question notes",
                "verbose_name_plural": "question notes",
            },
        ),
        migrations.AlterField(
            "Section",
            "pool",
            models.CharField(
                choices=[
                    ("any", "Any, unseen ones first"),
                    ("unseen", "Only unseen"),
                    ("weakest", "My weakest"),
                    ("due", "Due again"),
                ],
                default="any",
                max_length=7,
            ),
        ),
    ]
