from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

CURATORS = [f"{verb}_{model}" for model in ("blueprint", "section") for verb in ("add", "change", "delete", "view")]


def forwards(apps, schema_editor):
    create_permissions(
        current_apps.get_app_config("practice"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    group = apps.get_model("auth", "Group").objects.get(name="Curators")
    group.permissions.add(
        *apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="practice", codename__in=CURATORS
        )
    )


class Migration(migrations.Migration):
    """Curators keep the blueprints; learners' interviews are not theirs to see."""

    dependencies = [("practice", "0001_initial"), ("questions", "0003_groups")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
