from django.db import migrations, models


class Migration(migrations.Migration):
    """The word check says “perhaps” too, and what a learner agreed with is told apart from what nobody looked at.

    Of rows that stand there already nothing changes: nothing of them is perhaps found, and one is confirmed where the
    learner ticked otherwise than the word check (PointCoverage.is_confirmed). Every new column has a default of the
    database's own, so that the code of the release before goes on writing.
    """

    dependencies = [
        ("practice", "0015_sketches"),
    ]

    operations = [
        migrations.AddField(
            model_name="pointcoverage",
            name="perhaps",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="The word check perhaps found it, so the learner is asked.",
            ),
        ),
        migrations.AddField(
            model_name="pointcoverage",
            name="confirmed",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="The learner has said that it is covered, or that it is not.",
            ),
        ),
        migrations.AlterField(
            model_name="pointcoverage",
            name="suggested",
            field=models.BooleanField(help_text="The word check found it."),
        ),
    ]
