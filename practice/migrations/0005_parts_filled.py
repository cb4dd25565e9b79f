from django.db import migrations, transaction
from django.db.models import OuterRef, Subquery

BATCH = 2000  # answers: some tens of milliseconds under their locks


def fill(apps, schema_editor):
    """Carry over in batches, each in a transaction of its own; what stands there already is left as it is."""
    Answer, Part = apps.get_model("practice", "Answer"), apps.get_model("practice", "Part")
    ReceivedText = apps.get_model("practice", "ReceivedText")
    last = 0
    while True:
        with transaction.atomic(using=schema_editor.connection.alias):
            # Whoever writes meanwhile waits for a batch: neither side can carry over what the other has just replaced.
            answers = Answer.objects.select_for_update(of=("self",)).filter(pk__gt=last).order_by("pk")
            answers = list(answers.select_related("version__task")[:BATCH])
            if not answers:
                return
            last = answers[-1].pk
            Part.objects.bulk_create(
                [part for answer in answers for part in _parts(Part, answer)], ignore_conflicts=True
            )
            first = Part.objects.filter(answer=OuterRef("answer"), position=1).values("pk")
            ReceivedText.objects.filter(answer__in=answers, part=None).update(part=Subquery(first))


def _parts(Part, answer):
    is_code = hasattr(answer.version, "task")
    yield Part(answer=answer, position=0, role="notes", text=answer.notes, revision=1 if answer.notes else 0)
    yield Part(
        answer=answer,
        position=1,
        role="code" if is_code else "text",
        text=answer.text,
        revision=answer.revision,
        saved_at=answer.saved_at,
    )
    if is_code:
        yield Part(answer=answer, position=2, role="text")


class Migration(migrations.Migration):
    """Every answer's text and notes become parts, and every received text belongs to one. May be run again."""

    atomic = False
    dependencies = [("practice", "0004_parts")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
