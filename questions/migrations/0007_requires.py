from importlib import import_module

from django.db import migrations, models

unchanging = import_module("questions.migrations.0004_unchanging")


class Migration(migrations.Migration):
    """What a code task imports besides the standard library. The triggers are made anew, as in 0005."""

    dependencies = [("questions", "0006_imports")]
    operations = [
        migrations.RunPython(unchanging.backwards, unchanging.forwards),
        migrations.AddField(
            "codetask",
            "requires",
            models.JSONField(blank=True, db_default=[], default=list, help_text="Packages that it imports."),
        ),
        migrations.RunPython(unchanging.forwards, unchanging.backwards),
    ]
