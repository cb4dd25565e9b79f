"""The questions that a learner has met, as notes that Anki imports: no schedule, which Anki makes its own."""

from accounts.models import User
from practice.models import Answer
from questions.content import CategoryEntry
from questions.interchange.formats import anki_file
from questions.interchange.formats.fields import Outgoing
from questions.models import Question, QuestionVersion, Status


def anki(user: User) -> bytes:
    """One note a question: the prompt, then the key points and the reference. b"" where none was met.

    Of what is in the bank it is what learners see now, of what has left it what was asked last.
    """
    asked = Answer.objects.filter(interview__in=user.interviews.finished())
    met = dict(asked.order_by("interview__finished_at", "pk").values_list("version__question", "version"))
    marked = user.bookmarks.values_list("question", flat=True)
    questions = Question.objects.filter(pk__in={*met, *marked}).select_related("category").order_by("category", "pk")
    shown = {
        question.pk: question.current_id if question.status == Status.PUBLISHED else met.get(question.pk)
        for question in questions
    }
    versions = QuestionVersion.objects.select_related("task").prefetch_related("key_points")
    found = versions.in_bulk([pk for pk in shown.values() if pk])
    notes = [_outgoing(each, found[pk]) for each in questions if (pk := shown[each.pk])]
    return anki_file.write(notes) if notes else b""


def _outgoing(question: Question, version: QuestionVersion) -> Outgoing:
    category = question.category
    return Outgoing(
        entry=question.entry(version),
        category=CategoryEntry(name=category.name, slug=category.slug, blurb=category.blurb),
        status=question.status,
        origin=question.origin,
    )
