from importlib import import_module

from django.db import migrations, models

unchanging = import_module("questions.migrations.0004_unchanging")

LISTS = ["follow_up_answers", "follow_up_answers_html", "follow_up_probes", "facts", "facts_html", "stages"]
EDITABLE = {"follow_up_answers", "follow_up_probes", "facts", "stages"}
HELP = {
    "follow_up_probes": "Of each, the numbers of the key points that it asks for.",
    "facts": '[{"asked_by": [words], "told"}].',
    "stages": '[{"title", "minutes"}].',
}


def _list(name):
    options = {"blank": True} if name in EDITABLE else {"editable": False}
    if name in HELP:
        options["help_text"] = HELP[name]
    return migrations.AddField("questionversion", name, models.JSONField(default=list, db_default=[], **options))


class Migration(migrations.Migration):
    """What an interviewer asks back and tells: answers and probes of follow-ups, facts, a curveball, stages, hidden tests.

    Every column has a default of the database's own, so that processes of the release before can go on adding
    versions meanwhile. The triggers of 0004 are made anew: they name the columns that they guard, and SQLite forgets
    them where Django makes a table anew.
    """

    dependencies = [("questions", "0004_unchanging")]
    operations = [
        migrations.RunPython(unchanging.backwards, unchanging.forwards),
        *map(_list, LISTS),
        migrations.AddField("questionversion", "curveball", models.TextField(blank=True, db_default="")),
        migrations.AddField(
            "questionversion", "curveball_html", models.TextField(blank=True, db_default="", editable=False)
        ),
        migrations.AddField(
            "questionversion",
            "curveball_share",
            models.FloatField(blank=True, help_text="At which share of the time it comes.", null=True),
        ),
        migrations.AddConstraint(
            "questionversion",
            models.CheckConstraint(
                condition=models.Q(curveball="", curveball_share=None)
                | (~models.Q(curveball="") & models.Q(curveball_share__isnull=False, curveball_share__gt=0, curveball_share__lt=1)),
                name="version_curveball_has_its_time",
            ),
        ),
        migrations.AddField(
            "codetask",
            "hidden_tests",
            models.TextField(
                blank=True, db_default="", help_text="More of them, that the learner does not read while working."
            ),
        ),
        migrations.RunPython(unchanging.forwards, unchanging.backwards),
    ]
