"""Settings come from the environment alone, so each of these starts a process with one of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT

PRINT_SETTINGS = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""

PRINT_ANSWERS = """
import json, django
django.setup()
from django.test import Client
client = Client(headers={"host": "dryrun.example.org"})
print(json.dumps({
    "open": dict(client.get("/healthz", secure=True).headers),
    "plain": dict(client.get("/questions/").headers),
    "plain_healthz": client.get("/healthz").status_code,
    "behind_proxy": dict(client.get("/healthz", headers={"x-forwarded-proto": "https"}).headers),
}))
"""


def start(code: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def read_settings(*names: str, **environment: str) -> dict[str, Any]:
    done = start(PRINT_SETTINGS, *names, **environment)
    assert done.returncode == 0, done.stderr
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


def test_without_a_secret_key_nothing_starts() -> None:
    done = start(PRINT_SETTINGS, "DEBUG", DEBUG="0", SECRET_KEY="")
    assert done.returncode != 0
    assert "SECRET_KEY is not set. Put a long random text in the environment variable SECRET_KEY" in done.stderr


@pytest.mark.parametrize("address", ["dryrun.example.org", "ftp://dryrun.example.org", "https://"])
def test_a_site_url_that_is_no_address_stops_the_start(address: str) -> None:
    done = start(PRINT_SETTINGS, "DEBUG", SITE_URL=address)
    assert done.returncode != 0
    assert "SITE_URL must look like https://dryrun.example.org, not" in done.stderr


def test_an_email_url_that_is_none_stops_the_start_without_showing_the_password() -> None:
    done = start(PRINT_SETTINGS, "DEBUG", EMAIL_URL="mail://ada:hidden@mail.example.org")
    assert done.returncode != 0
    assert "EMAIL_URL must look like submission://user:password@mail.example.org:587." in done.stderr
    assert "hidden" not in done.stderr


def test_sqlite_takes_the_write_lock_first_and_keeps_a_write_ahead_log() -> None:
    database = read_settings("DATABASES", DATABASE_URL="sqlite:////tmp/some.sqlite3")["DATABASES"]["default"]
    assert database["NAME"] == "/tmp/some.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_has_a_bounded_pool_and_time_limits() -> None:
    address = "postgresql://ada:secret@db:5433/dryrun?sslmode=require&connect_timeout=7"
    database = read_settings("DATABASES", DATABASE_URL=address, DATABASE_CONNECTIONS="3")["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "dryrun")
    assert (database["USER"], database["PASSWORD"]) == ("ada", "secret")
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"]["pool"]["max_size"] == 3
    assert database["OPTIONS"]["options"] == (
        "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    )
    assert (database["OPTIONS"]["sslmode"], database["OPTIONS"]["connect_timeout"]) == ("require", 7)


def test_behind_a_pooler_nothing_is_kept_in_a_connection() -> None:
    told = {"DATABASE_URL": "postgresql://db/dryrun", "DATABASE_BEHIND_POOLER": "1", "DATABASE_CONNECTIONS": "0"}
    database = read_settings("DATABASES", **told)["DATABASES"]["default"]
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert not {"options", "pool"} & database["OPTIONS"].keys()


def test_a_format_of_logs_that_is_none_stops_the_start() -> None:
    assert "LOG_FORMAT is line or json, not 'xml'." in start(PRINT_SETTINGS, "DEBUG", LOG_FORMAT="xml").stderr


def test_how_long_browsers_insist_on_https_is_a_choice() -> None:
    told = {"SITE_URL": "https://dryrun.example.org", "HSTS_SECONDS": "300", "HSTS_SUBDOMAINS": "0"}
    names = ["SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"]
    assert read_settings(*names, **told) == dict(zip(names, [300, False, False], strict=True))


def test_an_https_address_brings_everything_that_https_makes_possible() -> None:
    secure = read_settings(
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        SITE_URL="https://dryrun.example.org/",
    )
    assert secure == {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "ALLOWED_HOSTS": ["dryrun.example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://dryrun.example.org"],
    }


def test_an_https_site_answers_over_https_alone() -> None:
    done = start(
        PRINT_ANSWERS,
        SITE_URL="https://dryrun.example.org",
        DEBUG="0",
        SECRET_KEY="only-for-this-test",
        DATABASE_URL="sqlite://:memory:",
        TRUSTED_PROXIES="1",
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert answers["open"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answers["behind_proxy"]["Strict-Transport-Security"] == answers["open"]["Strict-Transport-Security"]
    assert answers["plain"]["Location"] == "https://dryrun.example.org/questions/"
    assert answers["plain_healthz"] == 200  # what asks for it stands behind the proxy


ZONES = """
import django
django.setup()
from accounts.forms import SignupTimeZoneForm
form = SignupTimeZoneForm({"time_zone": "Asia/Calcutta"})
print(form.is_valid() and form.cleaned_data["time_zone"])
"""


def test_the_zones_that_browsers_name_are_known_on_a_system_without_any(tmp_path: Path) -> None:
    """Slim systems lack Asia/Calcutta, which is what every browser in India says."""
    done = start(ZONES, PYTHONTZPATH=str(tmp_path))
    assert done.stdout == "Asia/Calcutta\n", done.stderr


AS_SOMEBODY_ELSE = """
import os, runpy, sys
import config.settings  # whatever it imports lies where somebody else may not read
os.setuid(65534)
try:
    open(".env").read()
except PermissionError:
    print(runpy.run_path(os.path.abspath("config/settings.py"))["SECRET_KEY"])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can become somebody else.")
def test_a_settings_file_that_the_sites_user_may_not_read_does_not_stop_it() -> None:
    """`make install` by root leaves .env to root, and systemd brings every setting in the environment."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / ".env").write_text("SECRET_KEY=of-another-user\n", encoding="utf-8")
        (folder / ".env").chmod(0o600)
        (folder / "config").mkdir()
        shutil.copy(ROOT / "config/settings.py", folder / "config")
        change = f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); os.chdir({name!r})\n"
        done = start(change + AS_SOMEBODY_ELSE, SECRET_KEY="of-the-environment", DATA_DIR=f"{name}/data")
    assert done.stdout == "of-the-environment\n", done.stderr


def test_a_mail_server_makes_addresses_confirmed_and_accounts_unguessable() -> None:
    names = ("MAIL_IS_SENT", "ACCOUNT_EMAIL_VERIFICATION", "ACCOUNT_PREVENT_ENUMERATION")
    assert read_settings(*names, EMAIL_URL="") == {
        "MAIL_IS_SENT": False,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_PREVENT_ENUMERATION": False,
    }
    assert read_settings(*names, EMAIL_URL="submission://ada:secret@mail.example.org:587") == {
        "MAIL_IS_SENT": True,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_PREVENT_ENUMERATION": True,
    }


class TestSpeechToText:
    def test_is_off_by_default(self) -> None:
        names = ["TRANSCRIPTION_URL", "TRANSCRIPTION_LOCAL_MODEL", "TRANSCRIPTION_MINUTES_A_DAY"]
        assert read_settings(*names) == dict(zip(names, ["", "", 60], strict=True))

    @pytest.mark.parametrize(
        ("environment", "sentence"),
        [
            (
                {"DRYRUN_TRANSCRIPTION_URL": "https://api.example.org/v1", "DRYRUN_TRANSCRIPTION_LOCAL_MODEL": "/m"},
                "Set DRYRUN_TRANSCRIPTION_URL or DRYRUN_TRANSCRIPTION_LOCAL_MODEL, not both.",
            ),
            (
                {"DRYRUN_TRANSCRIPTION_URL": "api.example.org"},
                "DRYRUN_TRANSCRIPTION_URL must look like https://api.example.org/v1.",
            ),
            (
                {"DRYRUN_TRANSCRIPTION_URL": "http://api.example.org/v1", "DRYRUN_TRANSCRIPTION_KEY": "sk-hidden"},
                "DRYRUN_TRANSCRIPTION_KEY would travel in the clear: use https.",
            ),
        ],
    )
    def test_what_cannot_be_meant_stops_the_start(self, environment: dict[str, str], sentence: str) -> None:
        done = start(PRINT_SETTINGS, "DEBUG", **environment)
        assert done.returncode != 0
        assert sentence in done.stderr
        assert "sk-hidden" not in done.stderr

    def test_a_key_may_go_to_this_machine(self) -> None:
        environment = {"DRYRUN_TRANSCRIPTION_URL": "http://127.0.0.1:9000/v1/", "DRYRUN_TRANSCRIPTION_KEY": "sk"}
        assert read_settings("TRANSCRIPTION_URL", **environment) == {"TRANSCRIPTION_URL": "http://127.0.0.1:9000/v1"}


class TestSecondOpinions:
    def test_are_off_by_default(self) -> None:
        names = ["LLM_URL", "LLM_READINGS", "LLM_ANSWERS_A_DAY"]
        assert read_settings(*names) == dict(zip(names, ["", 3, 30], strict=True))

    @pytest.mark.parametrize(
        ("environment", "sentence"),
        [
            (
                {"DRYRUN_LLM_URL": "http://127.0.0.1:8080/v1"},
                "DRYRUN_LLM_URL needs DRYRUN_LLM_MODEL, the name of a model there.",
            ),
            ({"DRYRUN_LLM_READINGS": "0"}, "DRYRUN_LLM_READINGS must be from 1 to 9."),
            (
                {"DRYRUN_LLM_URL": "http://llm.example.org/v1", "DRYRUN_LLM_KEY": "sk-hidden"},
                "DRYRUN_LLM_KEY would travel in the clear: use https.",
            ),
        ],
    )
    def test_what_cannot_be_meant_stops_the_start(self, environment: dict[str, str], sentence: str) -> None:
        done = start(PRINT_SETTINGS, "DEBUG", **environment)
        assert done.returncode != 0
        assert sentence in done.stderr
        assert "sk-hidden" not in done.stderr
