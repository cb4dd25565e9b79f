import io
import json
import logging
import logging.config
import sys
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import resolve

from config import logs, request_ids


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger that writes as the site does with LOG_FORMAT=json."""
    told = logs.configured(as_json=True, mails_faults=False)
    handler = logging.StreamHandler(io.StringIO())
    configurator = logging.config.DictConfigurator(told)
    handler.setFormatter(configurator.configure_formatter(told["formatters"]["json"]))
    handler.addFilter(logs.Numbered())
    log = logging.getLogger("dryrun.of-this-test")
    log.addHandler(handler)
    yield log, handler.stream
    log.removeHandler(handler)
    handler.close()


def test_a_line_is_one_json_object_with_the_number_of_its_request(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    log, stream = written
    token = request_ids._current.set("0123456789")
    log.info("%(method)s\n%(status)s", {"method": "GET", "status": 200}, extra={"method": "GET", "status": 200})
    request_ids._current.reset(token)
    log.warning("outside")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first["message"] == "GET\n200"
    assert (first["level"], first["logger"], first["request_id"]) == ("INFO", "dryrun.of-this-test", "0123456789")
    assert (first["method"], first["status"]) == ("GET", 200)
    assert second["request_id"] == "-"
    assert "time" in second


def test_a_fault_names_the_route_and_keeps_its_traceback(rf: RequestFactory) -> None:
    request = rf.get("/accounts/password/reset/key/1-the-secret/")
    request.resolver_match = resolve(request.path)
    try:
        raise ValueError("of the code")
    except ValueError:
        information = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("x", request.path), information)
    record.request = request
    assert logs.Discreet().filter(record)
    assert record.getMessage().startswith("GET /accounts/password/reset/key/(?P<")
    assert record.getMessage().endswith(": ValueError")
    assert record.exc_info is information
    assert "secret" not in record.getMessage()


def test_nothing_is_mailed_within_a_request() -> None:
    assert logging.getLogger("django").handlers == []
    assert logs.configured(as_json=False, mails_faults=True)["root"]["handlers"] == ["console", "fault_mail"]
