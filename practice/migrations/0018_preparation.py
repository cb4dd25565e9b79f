import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What people prepare for, as their plan is made of it. Two new tables: the release before goes on beside them."""

    dependencies = [
        ('practice', '0017_repetition'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day of the interview')),
                ('monday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('tuesday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('wednesday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('thursday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('friday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('saturday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('sunday', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(480)])),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('rounds', models.ManyToManyField(blank=True, related_name='+', to='practice.blueprint')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preparation', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('monday__range', (0, 480))), name='preparation_monday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('tuesday__range', (0, 480))), name='preparation_tuesday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('wednesday__range', (0, 480))), name='preparation_wednesday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('thursday__range', (0, 480))), name='preparation_thursday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('friday__range', (0, 480))), name='preparation_friday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('saturday__range', (0, 480))), name='preparation_saturday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('sunday__range', (0, 480))), name='preparation_sunday_within_8_hours'),
                    models.CheckConstraint(condition=models.Q(('monday__gt', 0), ('tuesday__gt', 0), ('wednesday__gt', 0), ('thursday__gt', 0), ('friday__gt', 0), ('saturday__gt', 0), ('sunday__gt', 0), _connector='OR'), name='preparation_has_minutes'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_off', to='practice.preparation')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('preparation', 'day'), name='day_off_once')],
            },
        ),
    ]
