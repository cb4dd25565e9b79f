import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as current_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def forwards(apps, schema_editor):
    # Permissions are made after all migrations; the groups need this one now.
    create_permissions(current_apps.get_app_config("questions"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    view = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="questions", codename="view_import"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Curators", "Reviewers"]):
        group.permissions.add(*view)


class Migration(migrations.Migration):
    """An import is a thing: its questions point to it, curators find them by it and can take it back."""

    dependencies = [
        ("questions", "0005_interviewer"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=200)),
                ("licence", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="imported at")),
                ("count", models.PositiveIntegerField(verbose_name="questions added")),
                ("added", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="imported by",
                    ),
                ),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
        migrations.AddField(
            model_name="question",
            name="imported",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions",
                to="questions.import",
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
