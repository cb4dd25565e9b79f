from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_emptied_addresses")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="leaves_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When the account is deleted with everything in it. Until then it can be kept.",
                null=True,
                verbose_name="deleted on",
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                condition=models.Q(("leaves_at__isnull", False)), fields=["leaves_at"], name="user_departures"
            ),
        ),
    ]
