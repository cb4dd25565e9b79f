"""The project's own files agree with each other."""

import os
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings
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


def test_what_is_kept_for_ever_has_a_name_that_changes_with_it() -> None:
    is_kept = re.compile(settings.WHITENOISE_IMMUTABLE_FILE_TEST).search
    built = ROOT / "static/dist"
    files = [path for path in built.rglob("*") if path.is_file() and path.suffix not in {".br", ".gz", ".map"}]
    kept = {path.relative_to(built).parts[0] for path in files if is_kept(f"/static/{path.relative_to(built.parent)}")}
    assert kept == {"assets", "chunks", f"pyodide-{settings.PYODIDE}"}
    hashed = re.compile(r"-[0-9A-Z]{8}\.\w+$")
    assert all(hashed.search(path.name) for path in files if path.parent.name in {"assets", "chunks"})
    assert is_kept("/static/dist/site.0123456789ab.css")
    assert not is_kept("/static/dist/site.css")


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
        (
            "requirements-sentry.txt",
            PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["sentry"],
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
    preparation = (ROOT / "bin/prepare.py").read_text(encoding="utf-8")
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', settings))
    read |= set(re.findall(r'\benviron\.get\("([A-Z_]+)"', preparation))
    assert read == set(re.findall(r"^#? ?([A-Z_]+)=", sample, flags=re.MULTILINE))


SECRETS = [
    ".env",
    ".env.production",
    "deploy/env",
    "deploy/site.env",
    "deploy/certificates/privkey.pem",
    "deploy/certificates/fullchain.pem",
    "deploy/privkey.pem",
    "data/dryrun.sqlite3",
    ".git/config",
    "config/local.env",
]
"""What operators put into the folder, as docs/operating.md tells them to or by themselves."""


def enters_the_image(path: str) -> bool:
    """Docker's rule: the last line of .dockerignore that fits a path, or a folder above it, decides."""
    inside = True
    above = [path, *(str(folder) for folder in PurePosixPath(path).parents)]
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").rstrip("/")
        names = [PurePosixPath(each).name for each in above] if pattern.startswith("**/") else above
        if line and not line.startswith("#") and any(fnmatch(each, pattern.removeprefix("**/")) for each in names):
            inside = line.startswith("!")
    return inside


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_enters_the_image(path: str) -> None:
    assert not enters_the_image(path)


@pytest.mark.parametrize("path", [path for path in SECRETS if not path.startswith(".git/")])
def test_no_secret_enters_the_repository(path: str) -> None:
    done = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", path], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_what_the_site_needs_enters_the_image() -> None:
    """Every tracked file of the rooms, and what the Dockerfile names."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    rooms = ("accounts/", "bin/", "config/", "practice/", "questions/", "static/", "templates/")
    needed = [path for path in tracked if path.startswith(rooms)]
    needed += ["manage.py", "requirements.txt", "deploy/healthy.py", "build.mjs", "package.json", "package-lock.json"]
    assert [path for path in needed if not enters_the_image(path)] == []
    assert [path for path in tracked if path.startswith(("tests/", "docs/", ".")) and enters_the_image(path)] == []


@pytest.mark.parametrize(
    ("environment", "file", "needed"),
    [
        ({}, "", False),
        ({}, "SECRET_KEY=x\n#DRYRUN_TRANSCRIPTION_URL=https://api.example.org/v1\n", False),
        ({}, "DRYRUN_TRANSCRIPTION_URL=\n", False),
        ({}, "DRYRUN_TRANSCRIPTION_LOCAL_MODEL=/srv/whisper-base\n", True),
        ({"DRYRUN_TRANSCRIPTION_URL": "https://api.example.org/v1"}, "", True),
        ({}, "DRYRUN_LLM_URL=http://127.0.0.1:8080/v1\n", True),
        ({"DRYRUN_LLM_URL": "http://127.0.0.1:8080/v1"}, "", True),
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


def test_the_terminal_and_the_readme_give_the_same_next_steps() -> None:
    """Whoever follows either can publish alone, and knows what to do once the address is printed."""
    for name in ("README.md", "bin/serve"):
        words = (ROOT / name).read_text(encoding="utf-8")
        told = re.findall("make curator EMAIL=[^\n]*", words)
        assert told == ["make curator EMAIL=you@example.org ARGS=--alone"], name
        steps = ("sign up there", "no mail is", "fifteen-minute daily")
        assert [step in words.lower() for step in steps] == [True] * 3, name
