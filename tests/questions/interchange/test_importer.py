import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from questions.authoring import versions
from questions.bankfiles import load
from questions.content import Content, Document, Entry
from questions.interchange import categories, detect, importer
from questions.models import Category, Question, QuestionVersion, Resource, Status, Tip
from tests.factories import make_category, make_content, make_question, make_user
from tests.paths import DATA

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SEED = DATA / "seed.txt"


def document(*prompts: str, **fields: Any) -> Document:
    entries = [
        Entry(content=Content(title=prompt.rstrip("?"), prompt=prompt), line=line, **fields)
        for line, prompt in enumerate(prompts, 1)
    ]
    return Document(entries=entries)


def imported(path: Path, *args: str, **options: Any) -> dict[str, Any]:
    out = StringIO()
    call_command("import_questions", str(path), *args, report="json", stdout=out, **options)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


class TestTheSeed:
    def test_into_an_empty_bank(self) -> None:
        report = imported(SEED)
        assert (report["questions"], report["new"], report["duplicates"], report["errors"]) == (30, 30, 0, [])
        assert report["stored"] == {"categories": 6, "questions": 30, "resources": 3, "tips": 4}
        assert list(Category.objects.values_list("name", flat=True)) == report["categories"]
        assert set(Question.objects.values_list("status", flat=True)) == {Status.DRAFT}
        prompts = QuestionVersion.objects.order_by("question__category__position", "question__position")
        assert prompts[6].prompt == "What’s the difference between decision trees and random forests?"

    def test_again_changes_nothing(self) -> None:
        imported(SEED)
        report = imported(SEED)
        assert (report["known"], report["new"]) == (30, 0)
        assert not any(report["stored"].values())

    def test_after_the_whole_bank_all_is_known(self) -> None:
        load.load(load.read_bank(load.BANK), now=NOW)
        report = imported(SEED)
        assert (report["known"], report["new"], report["near_duplicates"]) == (30, 0, [])
        assert not any(report["stored"].values())

    def test_published_at_once(self) -> None:
        imported(SEED, "--publish")
        assert Question.objects.published().count() == 30
        assert Question.objects.filter(search_text="").count() == 0


class TestPlan:
    def test_writes_nothing(self) -> None:
        importer.plan(document("What is a plan?", category="Plans"))
        assert (Question.objects.count(), Category.objects.count()) == (0, 0)

    def test_what_repeats_within_the_source_is_known(self) -> None:
        plan = importer.plan(document("What is a tree?", "What is a tree?"))
        (match,) = plan.known
        assert (match.number, str(match.other)) == (1, "line 1")

    def test_what_is_nearly_there_waits_for_a_pick(self) -> None:
        make_question(slug="there")
        source = document("Explain the bias-variance tradeoff.", "What is a leaf?")
        plan = importer.plan(source)
        (match,) = plan.alike
        assert (match.number, str(match.other), [entry.line for entry in plan.new]) == (0, "the bank's there", [2])
        assert [entry.line for entry in importer.plan(source, taken_in={0}).new] == [1, 2]
        assert [entry.line for entry in importer.plan(source, take_all_alike=True).new] == [1, 2]

    def test_every_version_that_was_ever_asked_is_known(self) -> None:
        question = make_question(content=make_content(prompt="What was it called once?"))
        versions.revise(question, make_content(prompt="What is it called now?"), now=NOW)
        assert len(importer.plan(document("What was it called once?")).known) == 1

    def test_categories_by_name_and_by_slug(self) -> None:
        category = make_category(name="Theory & Concepts", slug="theory-concepts")
        for name in ("Theory & Concepts", "theory-concepts", "THEORY & concepts"):
            plan = importer.plan(document(f"What is {name}?", category=name))
            assert [entry.category for entry in plan.new] == [category.slug]
            assert plan.categories == []

    def test_a_source_that_names_no_category(self) -> None:
        assert [category.name for category in importer.plan(document("What?")).categories] == [categories.UNSORTED]

    def test_one_category_for_all(self) -> None:
        make_category(slug="theory")
        plan = importer.plan(document("What is an other?", category="Other"), category="theory")
        assert ([entry.category for entry in plan.new], plan.categories) == (["theory"], [])

    def test_too_many_new_categories_look_like_topics(self) -> None:
        source = Document()
        for number in range(categories.MOST_NEW_CATEGORIES + 3):
            source.entries += document(f"What is thing {number}?", category=f"Topic {number}").entries
        plan = importer.plan(source)
        assert len(plan.errors) == 1
        assert len(plan.categories) == categories.MOST_NEW_CATEGORIES

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"slug": "taken"}, "taken"),
            ({"slug": "Not A Slug"}, "lower-case"),
            ({"slug": "reports"}, "kept for a page"),
            ({"kind": "riddle"}, "kind"),
            ({"difficulty": "extreme"}, "difficulty"),
            ({"minutes": 500}, "minutes"),
        ],
    )
    def test_what_cannot_be_stored_is_an_error_with_its_line(self, fields: dict[str, Any], words: str) -> None:
        make_question(slug="taken")
        plan = importer.plan(document("What is a problem?", **fields))
        (problem,) = plan.errors
        assert (problem.line, words in problem.message, plan.new) == (1, True, [])

    def test_slugs_are_made_free(self) -> None:
        make_question(slug="what-is-a-slug")
        plan = importer.plan(document("What is a slug?", "What is a slug"[:-5] + " SLUG, then?"))
        assert plan.new[0].slug == "what-is-a-slug-2"

    def test_titles_are_cut_and_nothing_unstorable_is_left(self) -> None:
        entry = Entry(content=Content(title="t" * 500, prompt="What\0 is?", answer="\ud800a"), line=1)
        (new,) = importer.plan(Document(entries=[entry])).new
        assert (len(new.content.title), new.content.prompt, new.content.answer) == (200, "What is?", "a")


class TestApply:
    def test_keeps_where_a_question_came_from(self) -> None:
        plan = importer.plan(document("What is an origin?", file="a/b.md"), origin="all.zip", licence="CC0")
        importer.apply(plan, now=NOW, editor=make_user())
        question = Question.objects.get()
        assert question.origin == "all.zip, a/b.md, line 1, CC0"
        assert question.latest.note == "Imported from all.zip"

    def test_stores_everything_a_question_has(self) -> None:
        source = load.read_bank(load.BANK)
        entry = next(entry for entry in source.entries if entry.content.task)
        importer.apply(importer.plan(Document(entries=[entry])), now=NOW)
        question = Question.objects.get()
        assert question.latest.content == entry.content
        assert question.latest.task.solution_html
        assert all(point.text_html for point in question.latest.key_points.all())

    def test_nothing_or_what_is_valid(self) -> None:
        plan = importer.plan(Document(entries=[*document("What?").entries, *document("Why?", kind="riddle").entries]))
        with pytest.raises(importer.NotApplicable):
            importer.apply(plan, now=NOW)
        assert Question.objects.count() == 0
        assert importer.apply(plan, now=NOW, valid_only=True).questions == 1

    def test_resources_and_tips_come_once(self) -> None:
        source = detect.read(
            "list.md", b"## Resources\n\n- [A](https://a.example)\n- [B](javascript:x)\n\n## Tips\n\n- Ask\n"
        )
        for expected in (1, 0):
            outcome = importer.apply(importer.plan(source), now=NOW)
            assert (outcome.resources, outcome.tips) == (expected, expected)
        assert (Resource.objects.count(), Tip.objects.count()) == (1, 1)

    def test_positions_go_on(self) -> None:
        category = make_category(slug="theory")
        make_question(category=category)
        importer.apply(importer.plan(document("What is one?", "Why is two?"), category="theory"), now=NOW)
        assert list(category.questions.values_list("position", flat=True)) == [1, 2, 3]

    @pytest.mark.parametrize("size", [1, 40])
    def test_the_number_of_queries_does_not_grow(
        self, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        prompts = [f"What is thing {number} good for?" for number in range(size)]
        plan = importer.plan(document(*prompts, category="Things"))
        with django_assert_max_num_queries(13):
            importer.apply(plan, now=NOW)

    def test_progress_is_told(self) -> None:
        told: list[tuple[int, int]] = []
        plan = importer.plan(document("What?", "Why?"), progress=lambda *numbers: told.append(numbers))
        importer.apply(plan, now=NOW, progress=lambda *numbers: told.append(numbers))
        assert told == [(0, 2), (0, 2)]


class TestCommand:
    def test_an_unknown_category(self) -> None:
        with pytest.raises(CommandError, match="no category 'none'"):
            call_command("import_questions", str(SEED), category="none")

    def test_a_dry_run_stores_nothing(self) -> None:
        report = imported(SEED, "--dry-run")
        assert (report["new"], report["stored"]["questions"], Question.objects.count()) == (30, 0, 0)

    def test_half_broken_stores_nothing_unless_told(self) -> None:
        path, out = DATA / "imports/half-broken.csv", StringIO()
        with pytest.raises(CommandError, match="Nothing was stored"):
            call_command("import_questions", str(path), report="json", stdout=out)
        assert [problem["line"] for problem in json.loads(out.getvalue())["errors"]] == [3, 5]
        assert Question.objects.count() == 0
        assert imported(path, "--valid-only")["stored"]["questions"] == 2

    def test_the_report_has_what_it_promises(self) -> None:
        report = imported(DATA / "imports/bold.md", "--dry-run")
        assert {
            name: report[name] for name in ("questions", "with_answer", "stubs", "duplicates", "categories")
        } == {
            "questions": 5,
            "with_answer": 3,
            "stubs": 1,
            "duplicates": 0,
            "categories": ["Validation", "Clustering"],
        }  # fmt: skip
        assert {"line", "text", "reason"} <= set(report["skipped"][0])

    def test_the_report_lists_the_questions(self, tmp_path: Path) -> None:
        make_question(slug="there")
        path = tmp_path / "list.md"
        path.write_text("## Trees\n\n- What is a leaf?\n  - A node.\n- What is the bias-variance tradeoff?\n")
        first, second = imported(path, "--dry-run")["entries"]
        assert first == {
            "number": 0,
            "line": 3,
            "file": "",
            "question": "What is a leaf?",
            "answer": "- A node.",
            "category": "Trees",
            "kind": "theory",
            "difficulty": "",
            "tags": [],
            "state": "new",
            "taken": True,
        }
        assert (second["line"], second["state"], second["taken"]) == (5, "known", False)

    def test_it_takes_a_curators_choices(self, tmp_path: Path) -> None:
        path, table = tmp_path / "list.md", tmp_path / "list.csv"
        path.write_text("# Trees\n\n- Une feuille\n- Une racine\n")
        table.write_text("Wort,Sinn\nBlatt,Ende\nWurzel,Anfang\n")
        choice = "--shape=bullets under headings of level 1=question"
        assert [entry["question"] for entry in imported(path, "--dry-run", choice)["entries"]] == [
            "Une feuille",
            "Une racine",
        ]
        report = imported(table, "--dry-run", "--column=column 1=question", "--column=column 2=answer")
        assert [entry["answer"] for entry in report["entries"]][-1] == "Anfang"

    @pytest.mark.parametrize(
        ("choice", "told"),
        [
            ("--shape=bullets", "takes NAME=VALUE"),
            ("--shape=bullets=nonsense", "question, answer, section, ignore"),
            ("--shape=nothing=question", "no shape 'nothing' in this file. There are: bullets"),
            ("--column=nothing=question", "no column 'nothing' in this file. There are: none"),
        ],
    )
    def test_a_choice_that_would_change_nothing_is_refused(self, tmp_path: Path, choice: str, told: str) -> None:
        path = tmp_path / "list.md"
        path.write_text("- What is a leaf?\n")
        with pytest.raises(CommandError, match=told):
            imported(path, choice)

    def test_in_words(self) -> None:
        make_question(slug="there")
        out = StringIO()
        path = DATA / "imports/numbered.md"
        call_command("import_questions", str(path), stdout=out)
        assert "Found 5 questions, 0 with an answer: 5 new, 0 in the bank already, 0 nearly so." in out.getvalue()
        assert "Added 2 categories, 5 questions, 0 resources, 0 tips." in out.getvalue()

    def test_near_duplicates_stand_side_by_side(self, tmp_path: Path) -> None:
        make_question(slug="there")
        path, out = tmp_path / "list.md", StringIO()
        path.write_text("- Explain the bias-variance tradeoff.\n")
        call_command("import_questions", str(path), stdout=out)
        assert "like the bank's there (100 %): What is the bias-variance tradeoff?" in out.getvalue()
        assert imported(path, near_duplicates="add")["stored"]["questions"] == 1


def test_a_large_bank(tmp_path: Path) -> None:
    """benchmarks/imports.py measures ten thousand; here: that every one of many batches arrives."""
    path = tmp_path / "many.csv"
    rows = "\n".join(f"What does number {number} mean?,It means {number}." for number in range(1_100))
    path.write_text(f"question,answer\n{rows}\n")
    assert imported(path)["stored"]["questions"] == 1_100
