from django.db import migrations


def give_back(apps, schema_editor):
    """Without a mail server, changing the address once emptied it on the account; allauth's table still has it."""
    User = apps.get_model("accounts", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    for user in User.objects.filter(email=""):
        addresses = EmailAddress.objects.filter(user=user).order_by("-verified", "-primary", "-pk")
        free = (address for address in addresses if not User.objects.filter(email__iexact=address.email).exists())
        if address := next(free, None):
            User.objects.filter(pk=user.pk).update(email=address.email.lower())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(give_back, migrations.RunPython.noop, elidable=True)]
