import django.db.models.deletion
from django.db import migrations, models

# Of the rounds as they were first shipped, those that no draw fits or that asked for something else than they said:
# slug: (minutes, sections then, sections now).
SHIPPED = {
    "daily": (
        15,
        [{"kind": "theory", "difficulty": difficulty} for difficulty in ("easy", "medium", "hard")],
        {"kind": "", "count": 3, "at_most": True},
    ),
    "system-design-round": (
        45,
        [{"kind": "design", "difficulty": ""}],
        {"kind": "design", "count": 1, "difficulty": "harder"},
    ),
}
DAILY = {
    "A short warm-up: three questions, one of each difficulty, from anywhere in the bank.": (
        "A short warm-up: what fits a quarter of an hour, from anywhere in the bank."
    )
}


def mend_shipped(apps, schema_editor):
    """Mend the shipped rounds that stand as they were shipped; what a curator changed stays."""
    database = schema_editor.connection.alias
    for blueprint in apps.get_model("practice", "Blueprint").objects.using(database).filter(owner=None):
        minutes, then, now = SHIPPED.get(blueprint.slug, (0, [], {}))
        sections = list(blueprint.sections.order_by("position", "pk"))
        found = [{"kind": section.kind, "difficulty": section.difficulty} for section in sections]
        untouched = all(section.count == 1 and section.pool == "any" for section in sections)
        if (blueprint.minutes, found) != (minutes, then) or not untouched:
            continue
        first, *others = sections
        for name, value in now.items():
            setattr(first, name, value)
        first.difficulty = now.get("difficulty", "")
        first.save()
        for section in others:
            section.delete()
        blueprint.simulates = DAILY.get(blueprint.simulates, blueprint.simulates)
        blueprint.save(update_fields=["simulates"])


def remove_empty_interviews(apps, schema_editor):
    """Of blueprints without sections there were interviews without a question: no word is in them, and they led nowhere."""
    apps.get_model("practice", "Interview").objects.using(schema_editor.connection.alias).filter(answers=None).delete()


class Migration(migrations.Migration):
    """Sections by tag, of more than one difficulty, and with fewer questions where time has no more.

    The database knows the new columns' defaults: the code of the release before goes on writing beside this one.
    """

    dependencies = [("practice", "0006_parts_alone")]
    operations = [
        migrations.AddField(
            "Section",
            "tag",
            models.CharField(
                blank=True,
                default="",
                db_default="",
                help_text="“LLM” takes questions tagged “LLM” or “LLM evaluation”.",
                max_length=40,
            ),
        ),
        migrations.AddField(
            "Section",
            "at_most",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="Fewer will do where the time or the bank has no more.",
                verbose_name="at most",
            ),
        ),
        migrations.AlterField(
            "Section",
            "difficulty",
            models.CharField(
                blank=True,
                choices=[("easy", "Easy"), ("medium", "Medium"), ("hard", "Hard"), ("harder", "Medium or hard")],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            "Section",
            "category",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="questions.category",
            ),
        ),
        migrations.RunPython(mend_shipped, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(remove_empty_interviews, migrations.RunPython.noop, elidable=True),
    ]
