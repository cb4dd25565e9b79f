import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from questions.authoring import lifecycle, versions
from questions.bankfiles import dump, load, question_file
from questions.bankfiles.load import BANK, BankError
from questions.content import Content, Entry, Point
from questions.models import Category, Question, Resource, Status, Tip
from tests.factories import make_question, make_whole_content

pytestmark = pytest.mark.django_db

NOW = timezone.now()
INDEX = """\
categories:
- slug: theory
  name: Theory
  blurb: What models are made of.
  questions:
  - second
  - first
- slug: empty
  name: Empty
  blurb: ''
resources:
- title: A book
  url: https://example.org/book
  category: theory
tips:
- Speak plainly — and “quote”.
"""


def write(folder: Path, slug: str, *, category: str = "theory", **fields: object) -> Path:
    content = Content(
        **{
            "title": f"The {slug}",
            "prompt": f"What is the {slug} one?",
            "key_points": (Point(text="It is one: yes", weight=3),),
            "answer": "One.",
            "sources": ("https://example.org/one",),
        }
        | fields  # type: ignore[arg-type]
    )
    entry = Entry(
        content=content, category=category, slug=slug, kind="theory", difficulty="easy", minutes=5, tags=("a, b", "c")
    )
    path = folder / category / f"{slug}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(question_file.write(entry), encoding="utf-8")
    return path


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "bank.yaml").write_text(INDEX, encoding="utf-8")
    write(tmp_path, "first")
    write(tmp_path, "second")
    return tmp_path


def load_from(folder: Path, prefer: load.Prefer | None = None) -> load.Loaded:
    return load.load(load.read_bank(folder), now=NOW, prefer=prefer)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def edit(slug: str, **fields: object) -> Question:
    question = Question.objects.get(slug=slug)
    content = Content(**(vars(question.latest.content) | fields))
    versions.revise(question, content, now=NOW)
    return question


class TestLoad:
    def test_publishes_in_the_index_order(self, bank: Path) -> None:
        assert load_from(bank).created == ["second", "first"]
        published = Question.objects.published().listed()
        assert [question.slug for question in published] == ["second", "first"]
        assert (Category.objects.count(), Resource.objects.get().category, Tip.objects.count()) == (
            2,
            Category.objects.get(slug="theory"),
            1,
        )

    def test_again_changes_nothing(self, bank: Path, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        load_from(bank)
        with django_assert_max_num_queries(12):
            again = load_from(bank)
        assert (again.created, again.updated, again.conflicts, again.differing) == ([], [], [], [])
        assert again.unchanged == ["second", "first"]

    def test_a_changed_file_makes_a_version(self, bank: Path) -> None:
        load_from(bank)
        write(bank, "first", answer="Another.")
        assert load_from(bank).updated == ["first"]
        question = Question.objects.get(slug="first")
        assert question.current == question.latest
        assert (question.latest.number, question.latest.answer) == (2, "Another.")

    def test_an_edit_here_stands_while_the_file_is_the_same(self, bank: Path) -> None:
        load_from(bank)
        edit("first", answer="Edited here.")
        assert load_from(bank).unchanged == ["second", "first"]
        assert Question.objects.get(slug="first").latest.answer == "Edited here."

    @pytest.mark.parametrize(("prefer", "answer"), [(None, "Here."), ("admin", "Here."), ("files", "There.")])
    def test_both_changed(self, bank: Path, prefer: load.Prefer | None, answer: str) -> None:
        load_from(bank)
        edit("first", answer="Here.")
        write(bank, "first", answer="There.")
        assert load_from(bank).conflicts == ["first"]
        result = load_from(bank, prefer)
        assert result.conflicts == (["first"] if prefer is None else [])
        assert Question.objects.get(slug="first").latest.answer == answer
        assert load_from(bank).conflicts == (["first"] if prefer is None else [])

    def test_a_file_that_moved_to_another_category(self, bank: Path) -> None:
        load_from(bank)
        (bank / "theory/first.md").unlink()
        write(bank, "first", category="empty")
        assert load_from(bank).updated == ["first"]
        assert Question.objects.get(slug="first").category.slug == "empty"

    @pytest.mark.parametrize(("prefer", "status"), [(None, Status.PUBLISHED), ("files", Status.RETIRED)])
    def test_a_file_that_is_gone(self, bank: Path, prefer: load.Prefer | None, status: Status) -> None:
        load_from(bank)
        (bank / "theory/first.md").unlink()
        assert load_from(bank, prefer).missing == ["first"]
        assert Question.objects.get(slug="first").status == status

    def test_what_a_curator_changed_in_the_index_stays(self, bank: Path) -> None:
        load_from(bank)
        Category.objects.filter(slug="theory").update(blurb="Mine.")
        assert load_from(bank).differing == ["category theory: blurb"]
        assert Category.objects.get(slug="theory").blurb == "Mine."
        load_from(bank, "files")
        assert Category.objects.get(slug="theory").blurb == "What models are made of."

    def test_all_that_is_broken_is_told_at_once(self, bank: Path) -> None:
        (bank / "theory/first.md").write_text("no front matter")
        (bank / "theory/third.md").write_bytes(b"\xff")
        write(bank, "second", category="empty")
        with pytest.raises(BankError) as caught:
            load.read_bank(bank)
        assert [problem.split(":")[0] for problem in caught.value.problems] == [
            "theory/first.md",
            "theory/third.md",
            "empty/second.md",
        ]
        assert "line 1" in caught.value.problems[0]

    def test_the_number_of_queries_does_not_grow(
        self, bank: Path, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(20):
            write(bank, f"more-{number}")
        files = load.read_bank(bank)
        with django_assert_max_num_queries(60):
            load.load(files, now=NOW)


class TestDump:
    def test_after_a_load_no_byte_changes(self, bank: Path) -> None:
        before = bytes_of(bank)
        load_from(bank)
        dumped = dump.dump(bank)
        assert (dumped.written, len(dumped.unchanged)) == ([], 3)
        assert bytes_of(bank) == before

    def test_the_whole_bank_into_an_empty_folder(self, tmp_path: Path) -> None:
        load_from(BANK)
        dump.dump(tmp_path)
        assert bytes_of(tmp_path) == bytes_of(BANK)

    def test_nothing_of_a_question_is_lost(self, tmp_path: Path) -> None:
        make_question(slug="whole", content=make_whole_content())
        dump.dump(tmp_path)
        (entry,) = load.read_bank(tmp_path).entries
        assert entry.content == make_whole_content()
        assert load.load(load.read_bank(tmp_path), now=NOW).unchanged == ["whole"]

    def test_what_learners_see_is_written(self, bank: Path) -> None:
        load_from(bank)
        question = edit("first", answer="Waits for review.")
        make_question(slug="draft", category=Category.objects.get(slug="theory"), publish=False)
        assert dump.dump(bank).written == []
        lifecycle.publish(question, now=NOW)
        assert dump.dump(bank).written == ["theory/first.md"]
        assert "Waits for review." in (bank / "theory/first.md").read_text()
        assert load_from(bank).unchanged == ["second", "first"]

    @pytest.mark.parametrize(("prefer", "answer"), [(None, "There."), ("files", "There."), ("admin", "Here.")])
    def test_a_file_changed_meanwhile(self, bank: Path, prefer: load.Prefer | None, answer: str) -> None:
        load_from(bank)
        lifecycle.publish(edit("first", answer="Here."), now=NOW)
        write(bank, "first", answer="There.")
        assert dump.dump(bank).conflicts == ["theory/first.md"]
        dump.dump(bank, prefer=prefer)
        assert answer in (bank / "theory/first.md").read_text()

    def test_retired_questions_leave_and_foreign_files_stay(self, bank: Path) -> None:
        load_from(bank)
        lifecycle.retire(Question.objects.get(slug="first"))
        write(bank, "foreign")
        dumped = dump.dump(bank)
        assert (dumped.removed, dumped.foreign) == (["theory/first.md"], ["theory/foreign.md"])
        assert "  - first" not in (bank / "bank.yaml").read_text()


class TestCommands:
    def test_load(self, bank: Path) -> None:
        out = StringIO()
        call_command("load_bank", str(bank), stdout=out)
        assert out.getvalue() == "Bank: 2 questions added, 0 updated, 0 unchanged.\n"

    def test_load_lists_conflicts(self, bank: Path) -> None:
        load_from(bank)
        edit("first", answer="Here.")
        write(bank, "first", answer="There.")
        out = StringIO()
        call_command("load_bank", str(bank), stdout=out)
        assert "1 changed both here and in the files" in out.getvalue()
        assert "  first\n" in out.getvalue()

    def test_load_reports_json(self, bank: Path) -> None:
        out = StringIO()
        call_command("load_bank", str(bank), report="json", stdout=out)
        assert json.loads(out.getvalue())["created"] == ["second", "first"]

    def test_load_names_broken_files(self, bank: Path) -> None:
        (bank / "theory/first.md").write_text("x")
        with pytest.raises(CommandError, match=r"theory/first\.md: line 1"):
            call_command("load_bank", str(bank), stdout=StringIO())

    def test_dump(self, bank: Path) -> None:
        load_from(bank)
        write(bank, "foreign")
        out = StringIO()
        call_command("dump_bank", str(bank), stdout=out)
        assert "Bank: 0 files written, 3 unchanged, 0 removed." in out.getvalue()
        assert "  theory/foreign.md\n" in out.getvalue()

    def test_counts(self, bank: Path) -> None:
        load_from(bank)
        out = StringIO()
        call_command("bank_counts", stdout=out)
        assert out.getvalue().splitlines()[2:] == [
            "| Theory   | Theory |    2 |      0 |    0 |   2 |",
            "| All      |        |    2 |      0 |    0 |   2 |",
        ]
