"""The project's own files agree with each other."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_static_file_that_a_template_names_is_there() -> None:
    """In production one missing name makes the whole page fail. The bundles are made by `make test` itself."""
    named = {
        (template.relative_to(ROOT).as_posix(), name)
        for template in ROOT.glob("templates/**/*.html")
        for name in re.findall(r"""{% static ["']([^"']+)["'] %}""", template.read_text(encoding="utf-8"))
    }
    assert {(template, name) for template, name in named if not finders.find(name)} == set()


@pytest.mark.django_db
def test_no_model_has_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        (
            "requirements-dev.txt",
            PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"],
        ),
        ("requirements-node.txt", PROJECT["dependency-groups"]["node"]),
    ],
)
def test_a_lock_holds_what_pyproject_asks_for(lock: str, wanted: list[str]) -> None:
    """After a change in pyproject.toml: `make lock`."""
    pins = pinned(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), f"{lock}: {requirement}"


def test_development_runs_what_production_runs() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\\n]+)", text, flags=re.MULTILINE))


def test_every_variable_of_the_settings_is_in_the_sample() -> None:
    settings = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    sample = (ROOT / "deploy/env.sample").read_text(encoding="utf-8")
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings))
    assert read == set(re.findall(r"^#? ?([A-Z_]+)=", sample, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("environment", "file", "needed"),
    [
        ({}, "", False),
        ({}, "SECRET_KEY=x\n#DRYRUN_TRANSCRIPTION_URL=https://api.example.org/v1\n", False),
        ({}, "DRYRUN_TRANSCRIPTION_URL=\n", False),
        ({}, "DRYRUN_TRANSCRIPTION_LOCAL_MODEL=/srv/whisper-base\n", True),
        ({"DRYRUN_TRANSCRIPTION_URL": "https://api.example.org/v1"}, "", True),
    ],
)
def test_a_worker_is_started_only_where_something_needs_it(
    tmp_path: Path, environment: dict[str, str], file: str, *, needed: bool
) -> None:
    (tmp_path / ".env").write_text(file, encoding="utf-8")
    done = subprocess.run(
        [ROOT / "bin/needs-worker"], cwd=tmp_path, env={"PATH": os.defpath, **environment}, check=False
    )
    assert (done.returncode == 0) is needed
