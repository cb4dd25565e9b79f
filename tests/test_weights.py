"""What pages weigh as they are sent: at most 60 kB, with the longest questions of the shipped bank on them, and a
review of thirty."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from practice import autosave, interviews
from practice.models import Interview
from questions.bankfiles import load
from questions.bankfiles.load import BANK, INDEX
from questions.models import Question
from tests.factories import make_interview, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MOST = 60_000

PAGES = [
    *("/", "/questions/", "/questions/?q=model", "/interviews/", "/interviews/new/", "/progress/", "/plan/"),
    *("/stories/", "/stories/prompts/", "/bookmarks/", "/numbers/", "/accounts/", "/accounts/privacy/"),
    *("{running}1/", "{running}finish/", "{past}review/", "{past}review/1/"),
]


@pytest.fixture
def bank(tmp_path: Path) -> list[Question]:
    """Of each category the question with most text in its file, and of all others each tenth."""
    files = sorted(BANK.glob("*/*.md"), key=lambda path: path.stat().st_size)
    longest = {path.parent: path for path in files}.values()
    shutil.copy(BANK / INDEX, tmp_path)
    for path in {*longest, *sorted(files)[::10]}:
        (tmp_path / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.parent.name)
    load.load(load.read_bank(tmp_path), now=timezone.now())
    slugs = {path.stem for path in longest}
    return sorted(Question.objects.all(), key=lambda question: question.slug not in slugs)


@pytest.fixture
def longest(bank: list[Question]) -> list[Question]:
    return bank[:6]


@pytest.fixture
def past(bank: list[Question]) -> Interview:
    """A finished attempt at thirty questions, the longest among them, with a page of words to each."""
    past = make_interview(make_user(), questions=bank[:30], now=timezone.now(), minutes=400)
    for position in range(1, 31):
        words = "High variance shows as a gap between two errors, which more data closes. " * 40
        autosave.save(past, position, text=words, based_on=0, now=past.started_at)
    interviews.finish(past, now=past.started_at)
    return past


def test_no_page_is_sent_in_more_than_60_kb(client: Client, longest: list[Question], past: Interview) -> None:
    client.force_login(past.user)
    running = make_interview(past.user, questions=longest, now=timezone.now(), minutes=400)
    told = {"running": running.get_absolute_url(), "past": past.get_absolute_url()}
    weights = {}
    for page in [*PAGES, *(question.get_absolute_url() for question in longest)]:
        answer = client.get(page.format(**told), headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200, page
        assert answer.headers["Content-Encoding"] == "gzip"
        weights[page] = len(answer.content)
    assert {page: weight for page, weight in weights.items() if weight > MOST} == {}
