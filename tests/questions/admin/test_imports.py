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


def confirm(client: Client, path: str, **fields: Any) -> Any:
    """Press the last button, with the page's ticks as they are unless `take` says which are set."""
    page = client.get(path).context
    shown = page["numbers"]
    take = fields.pop("take", [row.row.number for row in page["rows"] if row.row.is_taken])
    return client.post(path, {"shown": shown, "take": take, "apply": "1", **fields}, follow=True)


def drafts() -> list[str]:
    questions = Question.objects.filter(status=Status.DRAFT).order_by("category", "position")
    return [question.latest.prompt for question in questions]


def test_the_list_leads_to_it(admin: Client) -> None:
    page = admin.get(reverse("admin:questions_question_changelist")).content.decode()
    assert UPLOAD in page
    assert admin.get(UPLOAD).status_code == 200


def test_upload_preview_confirm(admin: Client, curator: User) -> None:
    response = upload(admin, "table.md", licence="")
    page = " ".join(response.content.decode().split())
    assert "Found 3 questions: 2 with an answer" in page
    assert "New: 3; Nearly the same: 0; There already: 0; Skipped: 3." in page
    assert "What is MRR?" in page
    assert "New categories: Ranking." in page
    assert Question.objects.count() == 0

    done = confirm(admin, preview_of(response))

    assert "3 questions as drafts" in done.content.decode()
    assert set(Question.objects.values_list("status", flat=True)) == {Status.DRAFT}
    question = Question.objects.order_by("position")[0]
    assert (question.category.name, question.origin) == ("Ranking", "table.md, line 12, CC BY-SA 4.0")
    assert question.latest.editor == curator
    assert question.imported is not None
    assert (question.imported.by, question.imported.file, question.imported.count) == (curator, "table.md", 3)
    assert done.redirect_chain[-1][0].endswith(f"?import={question.imported.pk}")
    line = LogEntry.objects.get()
    assert (line.user, line.object_repr) == (curator, "Import of table.md")
    assert line.get_change_message().startswith("3 questions as drafts, 1 categories")


def test_who_goes_back_is_told_what_was_stored(admin: Client) -> None:
    path = preview_of(upload(admin, "table.md"))
    confirm(admin, path)
    again = admin.post(path, {"apply": "1"}, follow=True).content.decode()
    assert "This was done already, and nothing is stored twice." in again
    assert "3 questions as drafts" in again
    assert Question.objects.count() == 3


def test_cancel(admin: Client) -> None:
    path = preview_of(upload(admin, "table.md"))
    assert "Nothing was imported." in admin.post(path, {"cancel": "Cancel"}, follow=True).content.decode()
    assert (
        "The import of table.md was given up. Nothing of it was stored."
        in admin.get(path, follow=True).content.decode()
    )
    assert Question.objects.count() == 0


def test_category_and_licence_for_all(admin: Client) -> None:
    category = make_category(slug="mine")
    path = preview_of(upload(admin, "bullets.md", category=category.pk, licence="CC0"))
    confirm(admin, path)
    assert Category.objects.count() == 1
    assert category.questions.count() == 6
    assert Question.objects.order_by("position")[0].origin == "bullets.md, line 9, CC0"


NEARLY = b"- Explain the bias-variance tradeoff.\n- What is a leaf?\n- What is the bias-variance tradeoff?\n\nA word.\n"


class TestRows:
    @pytest.fixture
    def path(self, admin: Client) -> str:
        """The preview of a file with a row of each sort: alike (0), new (1), known (2), skipped (3)."""
        make_question(slug="there")
        return preview_of(upload(admin, "list.md", NEARLY))

    def test_new_ones_are_ticked_and_can_be_left_out(self, admin: Client, path: str) -> None:
        assert [(row.row.number, row.row.is_taken) for row in admin.get(path).context["rows"]] == [(1, True)]
        confirm(admin, path, take=[])
        assert drafts() == []

    @pytest.mark.parametrize(
        ("show", "number", "prompt"),
        [
            ("alike", 0, "Explain the bias-variance tradeoff."),
            ("known", 2, "What is the bias-variance tradeoff?"),
            ("skipped", 3, "A word."),
        ],
    )
    def test_others_can_be_taken_in(self, admin: Client, path: str, show: str, number: int, prompt: str) -> None:
        listed = f"{path}?show={show}"
        assert [(row.row.number, row.row.is_taken) for row in admin.get(listed).context["rows"]] == [(number, False)]
        confirm(admin, listed, take=[number])
        assert sorted(drafts()) == sorted(["What is a leaf?", prompt])

    def test_near_ones_stand_side_by_side_with_their_answers(self, admin: Client, path: str) -> None:
        page = " ".join(admin.get(f"{path}?show=alike").content.decode().split())
        assert "The bank&#x27;s there, 100 % alike" in page
        assert "<details><summary>Answer</summary><p>Expected error is bias squared" in page

    def test_a_tick_is_kept_from_list_to_list(self, admin: Client, path: str) -> None:
        response = admin.post(path, {"shown": "1", "go": "known:1"})
        assert response["Location"] == f"{path}?show=known&page=1#rows"
        assert [row.row.is_taken for row in admin.get(path).context["rows"]] == [False]
        admin.post(f"{path}?show=known", {"shown": "2", "take": "2", "go": "new:1"})
        confirm(admin, path)
        assert drafts() == ["What is the bias-variance tradeoff?"]

    def test_a_whole_list_is_ticked_at_once(self, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "ROWS", 1)
        path = preview_of(upload(admin, "list.md", b"- What is a leaf?\n- What is a root?\n- What is a branch?\n"))
        admin.post(path, {"shown": "0", "take": "0", "all": "new:off"})
        assert [taken for _, _, _, taken in admin.get(path).context["lists"]] == [0, 0, 0, 0]
        admin.post(path, {"shown": "0", "all": "new:on"})
        confirm(admin, path)
        assert len(drafts()) == 3

    @pytest.mark.parametrize("junk", ["9" * 5_000, "x", "-1", "1e3", "99"])
    def test_what_is_no_row_is_passed_over(self, admin: Client, path: str, junk: str) -> None:
        admin.post(path, {"shown": junk, "take": junk, "all": junk, "go": junk})
        confirm(admin, path)
        assert drafts() == ["What is a leaf?"]


class TestChoices:
    LIST = b"# Trees\n\n- Une feuille\n- Une racine\n\n## Notes on it\n\nText.\n"

    def test_a_shape_is_given_another_role(self, admin: Client) -> None:
        response = upload(admin, "list.md", self.LIST)
        assert response.context["report"]["questions"] == 0
        shapes = {shape.name: number for number, shape in enumerate(response.context["plan"].document.shapes)}
        place = shapes["bullets under headings of level 1"]
        page = admin.post(preview_of(response), {f"shape-{place}": "question", "read": "1"}, follow=True)
        assert [row.row.entry.content.prompt for row in page.context["rows"]] == ["Une feuille", "Une racine"]
        assert "How the file was read, with your choices" in " ".join(page.content.decode().split())
        confirm(admin, preview_of(response))
        assert drafts() == ["Une feuille", "Une racine"]

    def test_a_column_is_given_another_field(self, admin: Client) -> None:
        response = upload(
            admin, "list.csv", b"Frage hier,Text dazu\nWhat is a leaf?,A node.\nWhat is a root?,The top.\n"
        )
        page = admin.post(preview_of(response), {"column-1": "answer", "read": "1"}, follow=True)
        assert [row.row.entry.content.answer for row in page.context["rows"]] == ["A node.", "The top."]

    def test_a_table_whose_questions_are_not_found_asks_which_column(self, admin: Client) -> None:
        response = upload(admin, "list.csv", b"Wort,Sinn\nBlatt,Ende\nWurzel,Anfang\n")
        assert "No column holds questions. Say which one does" in response.content.decode()
        page = admin.post(preview_of(response), {"column-0": "question", "read": "1"}, follow=True)
        assert page.context["report"]["questions"] >= 2

    def test_ticks_stay_where_a_question_is_found_again(self, admin: Client) -> None:
        response = upload(admin, "list.csv", b"question,note\nWhat is a leaf?,A node.\nWhat is a root?,The top.\n")
        path = preview_of(response)
        fields = {"shown": "0,1", "take": "1", "column-1": "answer", "read": "1"}
        page = admin.post(path, fields, follow=True)
        assert [row.row.is_taken for row in page.context["rows"]] == [False, True]

    def test_nothing_is_read_again_for_the_same_choices(self, admin: Client) -> None:
        response = upload(admin, "bullets.md")
        before = admin.get(preview_of(response)).context["upload"]
        admin.post(preview_of(response), {"read": "1"})
        assert admin.get(preview_of(response)).context["upload"] == before


def test_pictures_are_named(admin: Client) -> None:
    page = " ".join(upload(admin, "list.md", b"### What is it?\n\n![two rings](rings.png)\n").content.decode().split())
    assert "1 picture will not come over" in page
    assert "line 1: two rings" in page


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
        confirm(admin, f"{path}?show=alike", take=[0])
        assert len(drafts()) == 2
        assert calls == {"read": 1, "extract": 1}, "one of the three shares words with the bank and is not the same"

    def test_confirm_with_an_error_and_again(self, admin: Client, calls: Counter[str]) -> None:
        path = preview_of(upload(admin, "list.csv", b"question,answer\nWhat is a bad row?,a,b\nWhat is good?,c\n"))
        assert "Nothing was stored" in confirm(admin, path).content.decode()
        confirm(admin, path, valid_only="on")
        assert drafts() == ["What is good?"]
        assert calls["read"] == 1

    def test_a_question_that_the_bank_got_meanwhile_is_known(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.md", b"- What is a leaf?\n- What is a root?\n"))
        make_question(content=Content(title="Leaf", prompt="What is a leaf?"))
        assert "Imported from list.md: 1 questions" in confirm(admin, path).content.decode()
        assert drafts() == ["What is a root?"]

    def test_a_name_that_was_taken_meanwhile_is_an_error(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.csv", b"question,slug\nWhat is a leaf?,leaf\n"))
        make_question(slug="leaf")
        page = confirm(admin, path).content.decode()
        assert "The name &#x27;leaf&#x27; is taken by another question (the bank)." in page

    def test_a_title_whose_name_was_taken_meanwhile_gets_another(self, admin: Client) -> None:
        path = preview_of(upload(admin, "list.md", b"- What is a leaf?\n"))
        make_question(slug="what-is-a-leaf")
        confirm(admin, path)
        assert Question.objects.get(status=Status.DRAFT).slug == "what-is-a-leaf-2"


class TestErrors:
    def test_nothing_is_stored_and_ticks_are_kept(self, admin: Client) -> None:
        make_question()
        data = b"question,answer\nExplain the bias-variance tradeoff,x\nWhat is a bad row?,a,b\nWhat is good?,c\n"
        path = preview_of(upload(admin, "list.csv", data))
        page = confirm(admin, f"{path}?show=alike", take=[0])
        assert "Nothing was stored, because of the errors below." in page.content.decode()
        assert "line 3: 3 cells stand here" in page.content.decode()
        assert [row.row.is_taken for row in admin.get(f"{path}?show=alike").context["rows"]] == [True]
        assert drafts() == []

        confirm(admin, f"{path}?show=alike", valid_only="on")

        assert len(drafts()) == 2

    def test_a_file_that_cannot_be_read(self, admin: Client) -> None:
        page = upload(admin, "list.md", b"caf\xe9").content.decode()
        assert "line 1: The byte 0xe9 is not UTF-8 text." in page

    def test_a_file_that_is_too_large_is_told_by_how_much(self, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "LARGEST_FILE", 10)
        data = b"- What is a leaf?\n" * 24_000
        assert "This file has 0.4 MB; at most 20 MB are read." in upload(admin, "list.md", data).content.decode()

    def test_markup_in_a_file_stays_text(self, admin: Client) -> None:
        page = upload(admin, "list.md", b"- What is <script>alert(1)</script>?\n").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page

    @pytest.mark.parametrize("key", ["%00", "a%00b", "x" * 500, "../../1", "%C3%A9"])
    def test_an_address_that_is_no_upload_is_told(self, admin: Client, key: str) -> None:
        assert "no longer kept" in admin.get(f"{UPLOAD}{key}/", follow=True).content.decode()


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
        confirm(client, preview_of(response), valid_only="on")
        assert (Category.objects.count(), Question.objects.count()) == (0, 0)


def test_a_long_list_has_pages(admin: Client) -> None:
    rows = "\n".join(f"- What is thing number {number} good for?" for number in range(300))
    response = upload(admin, "many.md", rows.encode())
    assert "Page 1 of 6" in response.content.decode()
    assert categories.UNSORTED in response.content.decode()
    last = admin.get(f"{preview_of(response)}?show=new&page=6")
    assert [row.row.number for row in last.context["rows"]] == list(range(250, 300))
