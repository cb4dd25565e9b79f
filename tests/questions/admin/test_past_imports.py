import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from questions.authoring import lifecycle, versions
from questions.content import Content, Document, Entry
from questions.interchange import importer
from questions.models import Import, Question
from tests.factories import make_category, make_content, make_curator, make_question, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:questions_import_changelist")


@pytest.fixture
def imported() -> Import:
    make_category(name="Trees", slug="trees")
    entries = [Entry(content=Content(title="Leaf", prompt="What is a leaf?"), category="Trees", line=7)]
    plan = importer.plan(Document(entries=entries), origin="list.md", licence="CC0")
    outcome = importer.apply(plan, now=timezone.now(), editor=make_user(email="ada@example.org", name="Ada"))
    assert outcome.imported is not None
    return outcome.imported


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(make_curator())
    return client


def undo_page(imported: Import) -> str:
    return reverse("admin:questions_import_undo", args=[imported.pk])


def test_the_list_says_who_when_what(admin: Client, imported: Import) -> None:
    page = admin.get(LIST).content.decode()
    assert all(text in page for text in ("list.md", "ada@example.org", "CC0", "in the bank"))


def test_questions_are_filtered_by_their_import(admin: Client, imported: Import) -> None:
    make_question()
    page = admin.get(reverse("admin:questions_question_changelist"), {"import": imported.pk})
    assert [question.slug for question in page.context["cl"].result_list] == ["leaf"]


@pytest.mark.parametrize("junk", ["x", "9" * 500, "-1"])
def test_an_import_that_is_none_filters_nothing_and_breaks_nothing(admin: Client, imported: Import, junk: str) -> None:
    page = admin.get(reverse("admin:questions_question_changelist"), {"import": junk}, follow=True)
    assert page.status_code == 200


def test_the_draft_says_where_it_comes_from(admin: Client, imported: Import) -> None:
    question = imported.questions.get()
    page = " ".join(admin.get(reverse("admin:questions_question_change", args=[question.pk])).content.decode().split())
    assert "Imported from list.md, line 7, CC0" in page
    assert imported.get_absolute_url() in page


def test_a_question_is_found_by_its_file(admin: Client, imported: Import) -> None:
    make_question()
    page = admin.get(reverse("admin:questions_question_changelist"), {"q": "list.md"})
    assert [question.slug for question in page.context["cl"].result_list] == ["leaf"]


class TestUndo:
    def test_the_record_leads_to_it(self, admin: Client, imported: Import) -> None:
        assert undo_page(imported) in admin.get(imported.get_absolute_url()).content.decode()

    def test_asked_first_then_done(self, admin: Client, imported: Import) -> None:
        assert "1 question of it will be deleted" in " ".join(admin.get(undo_page(imported)).content.decode().split())
        assert Question.objects.count() == 1
        page = admin.post(undo_page(imported), follow=True).content.decode()
        assert "The import of list.md is undone: 1 questions were deleted." in page
        assert Question.objects.count() == 0
        assert undo_page(imported) not in page, "an undone one cannot be undone again"

    def test_edits_that_would_go_are_named(self, admin: Client, imported: Import) -> None:
        versions.revise(imported.questions.get(), make_content(), now=timezone.now())
        assert "1 of them was edited since." in " ".join(admin.get(undo_page(imported)).content.decode().split())

    def test_not_once_something_was_published(self, admin: Client, imported: Import) -> None:
        lifecycle.publish(imported.questions.get(), now=timezone.now())
        page = " ".join(admin.get(undo_page(imported)).content.decode().split())
        assert "1 of its 1 questions was published or asked, so the import stays." in page
        assert "Nothing was taken back" in admin.post(undo_page(imported), follow=True).content.decode()
        assert Question.objects.count() == 1

    def test_only_for_those_who_may_add_and_delete(self, client: Client, imported: Import) -> None:
        user = make_user(is_staff=True)
        user.user_permissions.add(*Permission.objects.filter(codename__in=["add_question", "view_import"]))
        client.force_login(user)
        assert undo_page(imported) not in client.get(imported.get_absolute_url()).content.decode()
        assert client.post(undo_page(imported)).status_code == 403
        assert Question.objects.count() == 1

    def test_curators_may_see_imports(self, client: Client, imported: Import) -> None:
        user = make_user(is_staff=True)
        user.user_permissions.add(*Permission.objects.filter(codename="view_import"))
        client.force_login(user)
        assert client.get(LIST).status_code == 200
