from collections import Counter
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from rapidfuzz import process

from accounts.models import User
from questions.admin import imports
from questions.content import Content
from questions.interchange import categories, detect
from questions.models import Category, Question, Status
from tests.factories import make_category, make_curator, make_question, make_user
from tests.paths import IMPORTS

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/questions/question/import/"


@pytest.fixture
def curator() -> User:
    return make_curator()


@pytest.fixture
def admin(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def upload(client: Client, name: str, data: bytes | None = None, **fields: Any) -> Any:
    data = (IMPORTS / name).read_bytes() if data is None else data
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data), **fields}, follow=True)


def preview_of(response: Any) -> str:
    path: str = response.redirect_chain[-1][0]
    return path


def test_the_list_leads_to_it(admin: Client) -> None:
    page = admin.get(reverse("admin:questions_question_changelist")).content.decode()
    assert UPLOAD in page
    assert admin.get(UPLOAD).status_code == 200


def test_upload_preview_confirm(admin: Client, curator: User) -> None:
    response = upload(admin, "table.md", licence="")
    page = response.content.decode()
    assert "Found 3 questions: 2 with an answer" in page.replace("\n", " ").replace("  ", " ")
    assert "What is MRR?" in page
    assert "New categories: Ranking." in page
    assert "a table without a column of questions" in page
    assert Question.objects.count() == 0

    done = admin.post(preview_of(response), follow=True)

    assert "3 questions as drafts" in done.content.decode()
    assert set(Question.objects.values_list("status", flat=True)) == {Status.DRAFT}
    question = Question.objects.order_by("position")[0]
    assert (question.category.name, question.origin) == ("Ranking", "table.md, line 12, CC BY-SA 4.0")
    assert question.latest.editor == curator
    line = LogEntry.objects.get()
    assert (line.user, line.object_repr) == (curator, "Import of table.md")
    assert line.get_change_message().startswith("3 questions as drafts, 1 categories")


def test_the_upload_is_gone_afterwards(admin: Client) -> None:
    path = preview_of(upload(admin, "table.md"))
    admin.post(path)
    response = admin.get(path, follow=True)
    assert "no longer kept" in response.content.decode()


def test_cancel(admin: Client) -> None:
    path = preview_of(upload(admin, "table.md"))
    assert "Nothing was imported." in admin.post(path, {"cancel": "Cancel"}, follow=True).content.decode()
    assert Question.objects.count() == 0


def test_category_and_licence_for_all(admin: Client) -> None:
    category = make_category(slug="mine")
    path = preview_of(upload(admin, "bullets.md", category=category.pk, licence="CC0"))
    admin.post(path)
    assert Category.objects.count() == 1
    assert category.questions.count() == 6
    assert Question.objects.order_by("position")[0].origin == "bullets.md, line 9, CC0"


NEARLY = b"- Explain the bias-variance tradeoff.\n- What is a leaf?\n- What is the bias-variance tradeoff?\n"


def test_near_duplicates_are_picked(admin: Client) -> None:
    make_question(slug="there")
    response = upload(admin, "list.md", NEARLY)
    page = response.content.decode()
    assert 'name="add" value="0"' in page
    assert "the bank&#x27;s there" in page

    admin.post(preview_of(response), {"add": "0"})

    assert Question.objects.filter(status=Status.DRAFT).count() == 2


def test_what_is_not_picked_is_left_out(admin: Client) -> None:
    make_question(slug="there")
    admin.post(preview_of(upload(admin, "list.md", NEARLY)))
    assert [question.latest.prompt for question in Question.objects.filter(status=Status.DRAFT)] == ["What is a leaf?"]


def test_those_not_shown_are_picked_together(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_SHOWN", 1)
    make_question(slug="there")
    response = upload(admin, "list.md", NEARLY + b"- Define the bias-variance tradeoff?\n")
    assert "Add the other 1 as well" in response.content.decode()
    admin.post(preview_of(response), {"add_rest": "on"})
    prompts = {question.latest.prompt for question in Question.objects.filter(status=Status.DRAFT)}
    assert prompts == {"What is a leaf?", "Define the bias-variance tradeoff?"}


class TestReadOnce:
    """A file is read and compared at the upload; what follows works on what was found then."""

    @pytest.fixture
    def calls(self, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
        counted: Counter[str] = Counter()

        def count(owner: Any, name: str) -> None:
            called = getattr(owner, name)

            def counting(*args: Any, **kwargs: Any) -> Any:
                counted[name] += 1
                return called(*args, **kwargs)

            monkeypatch.setattr(owner, name, counting)

        count(detect, "read")
        count(process, "extract")  # the search for what is alike, which takes longest
        return counted

    def test_upload_preview_confirm(self, admin: Client, calls: Counter[str]) -> None:
        make_question(slug="there")
        path = preview_of(upload(admin, "list.md", NEARLY))
        admin.get(path)
        admin.post(path, {"add": "0", "add_rest": "on"})
        assert Question.objects.filter(status=Status.DRAFT).count() == 2
        assert calls == {"read": 1, "extract": 2}, "two of the three are not the same as the bank's word for word"

    def test_confirm_with_an_error_and_again(self, admin: Client, calls: Counter[str]) -> None:
        path = preview_of(upload(admin, "list.csv", b"question,answer\nWhat is a bad row?,a,b\nWhat is good?,c\n"))
        assert "Nothing was stored" in admin.post(path).content.decode()
        admin.post(path, {"valid_only": "on"})
        assert Question.objects.count() == 1
        assert calls == {"read": 1, "extract": 1}

    def test_a_question_that_the_bank_got_meanwhile_is_known(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.md", b"- What is a leaf?\n- What is a root?\n"))
        make_question(content=Content(title="Leaf", prompt="What is a leaf?"))
        assert "Imported from list.md: 1 questions" in admin.post(path, follow=True).content.decode()
        assert Question.objects.filter(status=Status.DRAFT).count() == 1

    def test_a_name_that_was_taken_meanwhile_is_an_error(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.csv", b"question,slug\nWhat is a leaf?,leaf\n"))
        make_question(slug="leaf")
        page = admin.post(path).content.decode()
        assert "The name &#x27;leaf&#x27; is taken by another question (the bank)." in page

    def test_a_title_whose_name_was_taken_meanwhile_gets_another(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.md", b"- What is a leaf?\n"))
        make_question(slug="what-is-a-leaf")
        admin.post(path)
        assert Question.objects.get(status=Status.DRAFT).slug == "what-is-a-leaf-2"


class TestErrors:
    def test_nothing_is_stored_and_picks_are_kept(self, admin: Client) -> None:
        make_question()
        data = b"question,answer\nExplain the bias-variance tradeoff,x\nWhat is a bad row?,a,b\nWhat is good?,c\n"
        path = preview_of(upload(admin, "list.csv", data))
        page = admin.post(path, {"add": "0"}).content.decode()
        assert "Nothing was stored, because of the errors below." in page
        assert "line 3: 3 cells stand here" in page
        assert 'id="add_0" checked' in page
        assert Question.objects.filter(status=Status.DRAFT).count() == 0

        admin.post(path, {"add": "0", "valid_only": "on"})

        assert Question.objects.filter(status=Status.DRAFT).count() == 2

    def test_a_file_that_cannot_be_read(self, admin: Client) -> None:
        page = upload(admin, "list.md", b"caf\xe9").content.decode()
        assert "line 1: The byte 0xe9 is not UTF-8 text." in page

    def test_a_file_that_is_too_large(self, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "LARGEST_FILE", 10)
        assert "at most" in upload(admin, "table.md").content.decode()

    def test_markup_in_a_file_stays_text(self, admin: Client) -> None:
        page = upload(admin, "list.md", b"- What is <script>alert(1)</script>?\n").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestWhoMay:
    def _curator(self, *codenames: str) -> User:
        user = make_user(is_staff=True)
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        return user

    def test_only_those_who_may_add_questions(self, client: Client) -> None:
        client.force_login(self._curator("view_question", "change_question"))
        assert client.get(UPLOAD).status_code == 403
        assert client.get(f"{UPLOAD}some-key/").status_code == 403

    def test_another_curators_upload_is_not_found(self, admin: Client) -> None:
        path = preview_of(upload(admin, "table.md"))
        other = Client()
        other.force_login(make_curator())
        assert other.get(path, follow=True).redirect_chain[-1][0] == UPLOAD

    def test_without_the_right_to_add_categories(self, client: Client) -> None:
        client.force_login(self._curator("view_question", "add_question"))
        response = upload(client, "table.md")
        assert "You may not add categories" in response.content.decode()
        client.post(preview_of(response), {"valid_only": "on"})
        assert (Category.objects.count(), Question.objects.count()) == (0, 0)


def test_a_long_list_is_cut_on_the_page(admin: Client) -> None:
    rows = "\n".join(f"- What is thing number {number} good for?" for number in range(300))
    page = upload(admin, "many.md", rows.encode()).content.decode()
    assert "And 100 more." in page
    assert categories.UNSORTED in page
