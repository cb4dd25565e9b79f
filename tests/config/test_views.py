import json

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=iso-8859-1",
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data",
        "multipart/form-data; boundary=\xff",
    ],
)
@pytest.mark.parametrize(
    ("path", "status"), [("/accounts/login/", 400), ("/nowhere/", 404), ("/interviews/1/1/save/", 400)]
)
def test_a_form_that_cannot_be_read_gets_a_sentence(kind: str, path: str, status: int) -> None:
    """With the form's cookie, so that it is read at all. Django's page for it read it once more, and failed again."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32
    response = client.post(path, b"login=a&password=b", content_type=kind)
    assert response.status_code == 400
    assert "This could not be read" in response.content.decode()


REPORT = {
    "csp-report": {
        "document-uri": "https://dryrun.example.org/accounts/password/reset/key/1-secret/?token=secret",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example.org/x.js?secret",
    }
}


def send(client: Client, report: object) -> int:
    body = report if isinstance(report, bytes) else json.dumps(report).encode()
    return client.post("/csp-reports/", body, content_type="application/csp-report").status_code


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "dryrun.csp"]


@pytest.fixture
def _no_limits_left_over(db: None) -> None:
    cache.clear()


@pytest.mark.usefixtures("_no_limits_left_over")
class TestReports:
    def test_a_report_is_one_line_without_a_secret(self, caplog: pytest.LogCaptureFixture) -> None:
        assert send(Client(enforce_csrf_checks=True), REPORT) == 204
        [line] = lines(caplog)
        assert line.startswith("script-src-elem stopped https://evil.example.org at /accounts/password/reset/key/(?P<")
        assert "secret" not in line

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[" * 5000,
            b"null",
            b'{"csp-report": 5}',
            b"\xff\xfe",
            json.dumps(REPORT).encode() + b" " * 10_000,
        ],
    )
    def test_what_is_no_report_is_thrown_away(self, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
        assert send(Client(), body) == 204
        assert lines(caplog) == []

    def test_a_form_is_no_report(self, caplog: pytest.LogCaptureFixture) -> None:
        assert Client().post("/csp-reports/", {"csp-report": "x"}).status_code == 204
        assert lines(caplog) == []

    def test_no_second_line_can_be_smuggled_in(self, caplog: pytest.LogCaptureFixture) -> None:
        told = {"effective-directive": "img-src\nWARNING root", "blocked-uri": "data\r\nfaked", "document-uri": "\n"}
        send(Client(), {"csp-report": told})
        assert lines(caplog) == ["img-srcWARNINGroot stopped datafaked at /(no route)"]

    def test_only_so_many_are_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        assert [send(Client(), REPORT) for _ in range(12)] == [204] * 12
        assert len(lines(caplog)) == 10
