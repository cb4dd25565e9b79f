"""What pages weigh as they are sent: at most 60 kB, with the longest questions of the shipped bank on them."""

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
def longest(tmp_path: Path) -> list[Question]:
    """Of each category the question with most text in its file."""
    shutil.copy(BANK / INDEX, tmp_path)
    for category in (folder for folder in BANK.iterdir() if folder.is_dir()):
        (tmp_path / category.name).mkdir()
        shutil.copy(max(category.glob("*.md"), key=lambda path: path.stat().st_size), tmp_path / category.name)
    load.load(load.read_bank(tmp_path), now=timezone.now())
    return list(Question.objects.all())


@pytest.fixture
def past(longest: list[Question]) -> Interview:
    """A finished attempt at them, with a page of words to each."""
    past = make_interview(make_user(), questions=longest, now=timezone.now(), minutes=400)
    for position in range(1, len(longest) + 1):
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
