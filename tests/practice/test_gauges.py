import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Upkeep
from tests.factories import make_interview, make_user
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

TOKEN = {"Authorization": "Bearer of-this-test"}


@pytest.fixture(autouse=True)
def _token(settings: Settings) -> None:
    settings.METRICS_TOKEN = "of-this-test"


def read(client: Client) -> dict[str, float]:
    response = client.get("/metrics", headers=TOKEN)
    assert response.status_code == 200
    lines = [line.rsplit(" ", 1) for line in response.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer of-this"}, {"Authorization": "of-this-test"}])
def test_only_who_knows_the_token_reads_them(client: Client, settings: Settings, headers: dict[str, str]) -> None:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.get("/metrics", headers=headers).status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_are_told_by_route_and_saves_by_outcome(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    before = read(client)
    interview = make_interview(user, now=timezone.now())
    script = {"Accept": "application/json"}
    for text, based_on in (("first", 0), ("second", 0)):
        address = f"{interview.get_absolute_url()}1/save/"
        client.post(address, {"text": text, "based_on": based_on}, headers=script)
    after = read(client)
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert grown['dryrun_saves_total{outcome="applied"}'] == 1
    assert grown['dryrun_saves_total{outcome="stale"}'] == 1
    route = 'method="POST",route="/interviews/<int:pk>/<int:position>/save/"'
    assert grown[f'dryrun_request_seconds_count{{{route},status="200"}}'] == 1
    assert grown[f'dryrun_request_seconds_count{{{route},status="409"}}'] == 1
    assert grown["dryrun_interviews_open"] == 1


def test_what_is_overdue_and_which_job_has_not_run_is_told(client: Client) -> None:
    make_interview(now=timezone.now() - timedelta(days=1))
    now = timezone.now()
    Upkeep.objects.create(job="statistics", began_at=now, finished_at=now - timedelta(hours=30))
    told = read(client)
    assert (told["dryrun_interviews_open"], told["dryrun_interviews_overdue"]) == (1, 1)
    assert 107_990 < told['dryrun_job_age_seconds{job="statistics"}'] < 108_100
    assert told['dryrun_job_age_seconds{job="close_overdue"}'] == float("inf")
    assert abs(told["dryrun_clock_ahead_seconds"]) < 2


def test_every_figure_that_the_dashboard_names_is_there(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    client.get("/questions/")
    text = client.get("/metrics", headers=TOKEN).content.decode()
    dashboard = json.loads((ROOT / "deploy/grafana.json").read_text(encoding="utf-8"))
    named = {name for panel in dashboard["panels"] for name in re.findall(r"dryrun_\w+", panel["targets"][0]["expr"])}
    assert len(named) > 6
    there = set(re.findall(r"^(?:# TYPE )?(dryrun_\w+)", text, re.MULTILINE))
    assert named <= there | {"dryrun_saves_total"}
    assert 'job="backup"' in text


COUNT = """
import sys
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from config.metrics import SAVES
SAVES.labels("applied").inc()
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_the_workers_of_a_server_count_together(tmp_path: Path) -> None:
    told = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    outputs = [
        subprocess.run(
            [sys.executable, "-c", COUNT], env=os.environ | told, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert 'dryrun_saves_total{outcome="applied"} 2.0' in outputs[1]
