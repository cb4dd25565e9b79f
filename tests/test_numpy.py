"""bin/numpy, which `make numpy` runs: a file is taken only when its sha256 is the one that npm's Pyodide names."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

NAME = "numpy-1-any.whl"
WHEEL = b"the wheel"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, and a Pyodide whose list names our wheel."""
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "bin/numpy", tmp_path / "bin/numpy")
    pyodide = tmp_path / "node_modules/pyodide"
    pyodide.mkdir(parents=True)
    entry = {"file_name": NAME, "sha256": hashlib.sha256(WHEEL).hexdigest(), "version": "1"}
    (pyodide / "pyodide-lock.json").write_text(json.dumps({"packages": {"numpy": entry}}))
    (pyodide / "package.json").write_text(json.dumps({"version": "0.1"}))
    return tmp_path


def fetch(checkout: Path, source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bin/numpy"],
        cwd=checkout,
        env={"NUMPY_FROM": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_right_file_is_taken_once(checkout: Path) -> None:
    source = checkout / "elsewhere"
    source.mkdir()
    (source / NAME).write_bytes(WHEEL)
    done = fetch(checkout, source)
    assert (done.returncode, done.stderr) == (0, "")
    assert (checkout / "static/packages" / NAME).read_bytes() == WHEEL
    assert "is here already" in fetch(checkout, source).stdout


def test_another_file_is_not(checkout: Path) -> None:
    wrong = checkout / "wrong.whl"
    wrong.write_bytes(b"something else")
    done = fetch(checkout, wrong)
    assert done.returncode == 1
    assert f"its sha256 is {hashlib.sha256(b'something else').hexdigest()}" in done.stderr
    assert "Everything else works without it." in done.stderr
    assert not (checkout / "static/packages").exists()


def test_what_cannot_be_reached_is_said(checkout: Path) -> None:
    done = fetch(checkout, checkout / "nowhere")
    assert (done.returncode, "Not from" in done.stderr) == (1, True)


def test_npm_names_the_file_that_the_bank_was_written_for() -> None:
    lock = ROOT / "node_modules/pyodide/pyodide-lock.json"
    if not lock.exists():
        pytest.skip("Pyodide is not installed (make install-dev).")
    entry = json.loads(lock.read_text())["packages"]["numpy"]
    assert entry["sha256"] == "ebb61241d962b98b21597d7ce43b67668a6d5bab3acec4fbe958657320d7cd08"
