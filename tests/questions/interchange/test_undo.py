import pytest
from django.utils import timezone

from practice import interviews
from questions.authoring import lifecycle, versions
from questions.content import Content, Document, Entry, ResourceEntry, TipEntry
from questions.interchange import importer, undo
from questions.models import Category, Import, Question, Resource, Tip
from tests.factories import make_blueprint, make_content, make_question, make_user

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def imported() -> Import:
    entries = [
        Entry(content=Content(title=prompt, prompt=prompt), category="Trees", line=line)
        for line, prompt in enumerate(("What is a leaf?", "What is a root?"), 1)
    ]
    document = Document(
        entries=entries,
        resources=[ResourceEntry(title="A book", url="https://example.org/book")],
        tips=[TipEntry(text="Breathe.")],
        licence="CC0",
    )
    outcome = importer.apply(importer.plan(document, origin="list.md"), now=NOW)
    assert outcome.imported is not None
    return outcome.imported


def test_an_import_says_what_it_brought(imported: Import) -> None:
    assert (imported.file, imported.licence, imported.count, imported.by) == ("list.md", "CC0", 2, None)
    assert {name: len(numbers) for name, numbers in imported.added.items()} == {
        "categories": 1,
        "resources": 1,
        "tips": 1,
    }
    assert imported.questions.count() == 2


def test_an_import_that_adds_nothing_leaves_no_record() -> None:
    assert importer.apply(importer.plan(Document(), origin="empty.md"), now=NOW).imported is None
    assert Import.objects.count() == 0


def test_undo_takes_all_of_it_back_and_nothing_else(imported: Import) -> None:
    other = make_question(publish=False)
    assert undo.undo(imported, now=NOW) == 2
    assert list(Question.objects.all()) == [other]
    assert list(Category.objects.all()) == [other.category]
    assert (Resource.objects.count(), Tip.objects.count()) == (0, 0)
    imported.refresh_from_db()
    assert imported.undone_at == NOW
    with pytest.raises(undo.UndoneAlready):
        undo.undo(imported, now=NOW)


def test_a_category_that_is_used_by_others_stays(imported: Import) -> None:
    category = Category.objects.get(name="Trees")
    make_blueprint(sections=[{"count": 1, "category": category}])
    undo.undo(imported, now=NOW)
    assert Category.objects.filter(pk=category.pk).exists()


def test_what_was_published_stays(imported: Import) -> None:
    lifecycle.publish(imported.questions.all()[0], now=NOW)
    assert undo.in_use(imported) == 1
    with pytest.raises(undo.InUse, match=r"1 of its questions"):
        undo.undo(imported, now=NOW)
    assert imported.questions.count() == 2


def test_what_was_asked_stays_though_it_is_retired(imported: Import) -> None:
    question = imported.questions.all()[0]
    lifecycle.publish(question, now=NOW)
    interviews.practise(make_user(), question, now=NOW)
    lifecycle.retire(question)
    with pytest.raises(undo.InUse):
        undo.undo(imported, now=NOW)


def test_edits_since_are_counted(imported: Import) -> None:
    versions.revise(imported.questions.all()[0], make_content(prompt="What is a leaf, and why?"), now=NOW)
    assert undo.edited(imported) == 1
