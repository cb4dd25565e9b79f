from django.apps import apps as current_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

CURATORS = [
    *(f"{verb}_{model}" for model in ("category", "question", "resource", "tip") for verb in ("add", "change", "view")),
    "delete_resource",
    "delete_tip",
    "delete_question",  # only one that was never asked: the database protects the others
    "view_questionversion",
    "view_keypoint",
    "view_codetask",
    "view_report",
    "change_report",
]
REVIEWERS = [
    "publish_question",
    *(f"view_{model}" for model in ("category", "question", "questionversion", "keypoint", "codetask", "report")),
]


def forwards(apps, schema_editor):
    # Permissions are made after all migrations; the groups need them now.
    create_permissions(current_apps.get_app_config("questions"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in (("Curators", CURATORS), ("Reviewers", REVIEWERS)):
        group, _ = groups.objects.get_or_create(name=name)
        group.permissions.add(
            *permissions.objects.filter(content_type__app_label="questions", codename__in=codenames)
        )


def backwards(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Curators", "Reviewers"]).delete()


class Migration(migrations.Migration):
    """Curators write and submit; Reviewers publish."""

    dependencies = [
        ("questions", "0002_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
