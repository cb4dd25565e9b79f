import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from questions.bankfiles import load
from questions.content import Content, Point
from questions.entries import entries_of
from questions.interchange import detect, exporter, importer
from questions.models import Category, Question
from tests.factories import make_category, make_content, make_curator, make_question, make_user, make_whole_content

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def bank() -> list[Question]:
    """A few of the bank's questions of every kind."""
    load.load(load.read_bank(load.BANK), now=NOW)
    slugs = ["dropout", "tf-idf", "bias-variance-tradeoff"]
    design = Question.objects.filter(kind="design")[:1]
    behavioral = Question.objects.filter(kind="behavioral")[:1]
    return [*Question.objects.filter(slug__in=slugs), *design, *behavioral]


def read_back(questions: list[Question], name: str) -> dict[str, Content]:
    """What an import makes of an export, in a bank without these questions."""
    data = exporter.export(questions, name)
    Question.objects.update(current=None, status="draft")
    Question.objects.all().delete()
    document = detect.read(f"export.{exporter.FORMATS[name].suffix}", data)
    plan = importer.plan(document, origin="export")
    assert plan.errors == []
    assert plan.alike == plan.known == []
    importer.apply(plan, now=NOW)
    return {question.slug: entry.content for question, entry in entries_of(Question.objects.all())}


@pytest.mark.parametrize("name", ["csv", "json", "files"])
def test_what_is_exported_can_be_imported_again(name: str, bank: list[Question]) -> None:
    before = {question.slug: entry.content for question, entry in entries_of(bank)}
    assert read_back(bank, name) == before


@pytest.mark.parametrize("name", ["csv", "json", "files"])
def test_nothing_of_a_question_is_lost(name: str) -> None:
    whole = make_whole_content()
    assert read_back([make_question(slug="whole", content=whole)], name) == {"whole": whole}


def test_no_cell_is_a_formula() -> None:
    content = Content(
        title="=1+1",
        prompt="@SUM(A1)",
        answer="-1",
        hints=("+1", "\t=x"),
        key_points=(Point(text="=HYPERLINK()"),),
        sources=("\r=1",),
    )
    question = make_question(content=content, tags=("=cmd",))
    rows = list(csv.reader(io.StringIO(exporter.export([question], "csv").decode("utf-8-sig"), newline="")))
    assert [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert {"'=1+1", "'@SUM(A1)", "'-1", "'=cmd"} <= set(rows[1])


def test_json_names_what_is_there() -> None:
    question = make_question(slug="one")
    (row,) = json.loads(exporter.export([question], "json"))
    assert (row["slug"], row["key_points"][0]) == ("one", "(3) high bias: a model too simple underfits")
    assert "hints" not in row


def test_the_zip_is_a_bank(tmp_path: Path) -> None:
    category = make_category(name="Trees", slug="trees")
    questions = [make_question(category=category, slug=slug, difficulty="easy", minutes=5) for slug in ("b", "a")]
    data = exporter.export(questions, "files")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["trees/b.md", "trees/a.md", "bank.yaml"]
        archive.extractall(tmp_path)
    assert [entry.slug for entry in load.read_bank(tmp_path).entries] == ["b", "a"]


class TestActions:
    def _export(self, client: Client, name: str, questions: list[Question]) -> Any:
        data = {"action": f"export_{name}", "_selected_action": [question.pk for question in questions]}
        return client.post(reverse("admin:questions_question_changelist"), data)

    @pytest.mark.parametrize("name", exporter.FORMATS)
    def test_a_download(self, name: str, client: Client) -> None:
        question = make_question()
        make_question()
        client.force_login(make_curator())
        response = self._export(client, name, [question])
        assert response.status_code == 200
        assert response["Content-Disposition"].endswith(f'-{name}.{exporter.FORMATS[name].suffix}"')
        assert response.content == exporter.export([question], name)
        line = LogEntry.objects.get()
        assert (line.object_repr, line.get_change_message()) == (
            f"Export as {exporter.FORMATS[name].label}",
            "Exported 1 question.",
        )

    def test_not_for_everybody(self, client: Client) -> None:
        question = make_question()
        client.force_login(make_user(is_staff=True))
        assert self._export(client, "csv", [question]).status_code == 403

    @pytest.mark.parametrize("size", [1, 3])
    def test_the_number_of_queries_does_not_grow(
        self, size: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(size):
            make_question(category=make_category())
        with django_assert_num_queries(4):
            exporter.export(Question.objects.all(), "json")


def test_categories_are_fetched_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_question()
    with django_assert_num_queries(4):
        list(entries_of(Question.objects.all(), published=True))
    assert Category.objects.count() == 1


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    "prompt",
    [
        "'=' or '==': which one compares?",
        "''=' is what?",
        "@property: what does it do?",
        "=SUM(A1) in a spreadsheet: what is it?",
        "#hashtag or not?",
        "1. or 2.: which one?",
        "[E] is a mark: why?",
        "Q: is it a label?",
    ],
)
def test_what_begins_with_a_sign_comes_back_word_for_word(form: str, prompt: str) -> None:
    sources = ("https://example.org/doi(10)x", "https://example.org/a_(b)")
    make_question(content=make_content(prompt=prompt, hints=("'-1' is the last index",), sources=sources))
    (entry,) = detect.read(f"own.{form}", exporter.export(Question.objects.all(), form)).entries
    assert (entry.content.prompt, entry.content.hints, entry.content.sources) == (
        prompt,
        ("'-1' is the last index",),
        sources,
    )


def test_a_table_of_others_keeps_its_signs() -> None:
    text = "question,answer\n\"'=' or '==': which one compares?\",x\n@property: what does it do?,y\n"
    prompts = [entry.content.prompt for entry in detect.read("a.csv", text.encode()).entries]
    assert prompts == ["'=' or '==': which one compares?", "@property: what does it do?"]
