"""How PostgreSQL goes about each page's statements: to rows of a large table it goes by an index.

Scans of whole tables are forbidden to the planner here, so one that shows up had no index to go by. Of a search
tests/questions/test_search.py tells.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practice import interviews, sampling
from practice.models import Interview
from questions import published
from tests.factories import make_bank, make_blueprint, make_category, make_interview, make_question, make_user

pytestmark = pytest.mark.django_db

LARGE = {
    "questions_question",
    "questions_questionversion",
    "questions_keypoint",
    "practice_interview",
    "practice_answer",
    "practice_part",
    "practice_draft",
    "practice_pointcoverage",
    "practice_card",
    "accounts_user",
    "accounts_usage",
    "django_session",
}

FILLED = {"questions_question", "questions_questionversion"}
"""Those that hold so many rows here that the planner minds which index it is."""


@pytest.fixture
def interview(client: Client, monkeypatch: pytest.MonkeyPatch) -> Interview:
    """A running interview of three, after a finished one, in a bank that counts as large."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL alone tells its plans so.")
    monkeypatch.setattr(sampling, "WHOLE", 0)
    monkeypatch.setattr(sampling, "SOME", 8)
    user, category = make_user(), make_category(slug="theory")
    client.force_login(user)
    make_bank(category, 2_000)
    questions = [make_question(category) for _ in range(3)]
    past = make_interview(user, questions=questions[:2], now=timezone.now())
    interviews.finish(past, now=past.started_at)
    published.counts()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE questions_question, questions_questionversion")
    return make_interview(user, questions=questions, now=timezone.now())


PASSES_ROWS_ON = {"Limit", "Nested Loop", "Result", "Subquery Scan", "Append", "Memoize", "LockRows"}


def scans(plan: dict[str, Any], *, is_limited: bool = False) -> Iterator[str]:
    """The large tables that are read from end to end, with the node that does it; in order up to a limit is no such."""
    table, is_by_index = plan.get("Relation Name", ""), "Index Cond" in plan or "Recheck Cond" in plan
    is_a_scan = plan["Node Type"] in {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan"}
    is_in_order = is_limited and plan["Node Type"] in {"Index Scan", "Index Only Scan"}
    is_known_large = table in FILLED or plan["Node Type"] == "Seq Scan"  # to a few rows any index will do
    if table in LARGE and is_a_scan and is_known_large and not is_by_index and not is_in_order:
        yield f"{plan['Node Type']} on {table}"
    is_limited = plan["Node Type"] == "Limit" or (is_limited and plan["Node Type"] in PASSES_ROWS_ON)
    for inner in plan.get("Plans", []):
        yield from scans(inner, is_limited=is_limited)


def found(statements: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        result = []
        for statement in statements:
            if statement.lstrip().startswith(("SELECT", "UPDATE", "WITH")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                result += [f"{scan}: {statement}" for scan in scans(plan[0]["Plan"])]
        return result


ADDRESSES = [
    "/",
    "/questions/",
    "/questions/?category=theory&difficulty=medium",
    "/questions/?order=new",
    "{running}1/",
    "{running}2/",
    "{running}finish/",
    "{past}review/",
    "{past}review/1/",
    "{past}review/whole/",
    "/interviews/",
    "/interviews/new/",
]


def test_pages_go_by_indexes(client: Client, interview: Interview) -> None:
    past = interview.user.interviews.finished().get()
    scanned = {}
    for address in ADDRESSES:
        path = address.format(running=interview.get_absolute_url(), past=past.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        scanned[address] = found([each["sql"] for each in captured.captured_queries])
    assert not {address: scans for address, scans in scanned.items() if scans}


def test_home_goes_by_indexes_with_nothing_under_way(client: Client, interview: Interview) -> None:
    interviews.finish(interview, now=interview.started_at)
    client.get("/")  # what can be started, once a minute
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").context["step"].name != "running"
    assert not found([each["sql"] for each in captured.captured_queries])


def test_a_save_goes_by_indexes(client: Client, interview: Interview) -> None:
    sent: dict[str, object] = {"1-based_on": 0, "1-writer": "a" * 36}
    for number in (1, 2):
        sent |= {"1-text": "Words" * number, "1-sequence": number}
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(f"{interview.get_absolute_url()}1/save/", sent, headers={"accept": "application/json"})
        assert answer.json()["outcome"] == "applied"
        assert not found([each["sql"] for each in captured.captured_queries])


def test_finishing_and_starting_go_by_indexes(interview: Interview) -> None:
    user, blueprint = interview.user, make_blueprint(2)
    with CaptureQueriesContext(connection) as captured:
        interviews.finish(interview, now=interview.started_at)
        interviews.start(user, blueprint, now=timezone.now(), rng=Random(1))
    assert not found([each["sql"] for each in captured.captured_queries])


def test_a_scan_would_be_found(interview: Interview) -> None:
    assert found(["SELECT * FROM practice_part WHERE text = 'Words'"])
