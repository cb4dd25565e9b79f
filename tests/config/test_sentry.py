"""What leaves for Sentry, caught by a server of our own."""

import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

from tests.paths import ROOT

READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}

FAILS = """
import django
django.setup()
import logging, sentry_sdk
from unittest.mock import patch
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1", "user-agent": "an-agent"})
client.cookies["of-another"] = "a-cookie"
logging.getLogger("dryrun").warning("a-word-before")
def fails(*_, **__):
    local = "a-local-word"
    raise ValueError("a-word-of-the-fault")
with patch("config.health.HttpResponse", fails):
    client.post("/healthz?asked=a-query-word", {"text": "a-typed-word"}, REMOTE_ADDR="192.0.2.77")
logging.getLogger("dryrun").error("a-word-logged for %s", "somebody")
sentry_sdk.flush(10)
"""


@pytest.fixture
def received() -> Iterator[tuple[int, list[bytes]]]:
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            bodies.append(READ[self.headers.get("Content-Encoding")](body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, bodies
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_word_address_or_query_leaves(received: tuple[int, list[bytes]]) -> None:
    port, bodies = received
    told = {"SENTRY_DSN": f"http://key@127.0.0.1:{port}/1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    told |= {"no_proxy": "127.0.0.1", "SECRET_KEY": "the-key-of-the-site"}
    done = subprocess.run(
        [sys.executable, "-c", FAILS], cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    sent = b"".join(bodies).decode()
    assert "ValueError" in sent
    assert '"transaction":"/healthz"' in sent
    assert '"function":"fails"' in sent
    for hidden in ("a-word", "a-local", "a-query", "a-typed", "a-cookie", "an-agent", "192.0.2.77", "the-key"):
        assert hidden not in sent
