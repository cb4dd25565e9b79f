"""Asks this machine's own web process for /readyz, by the name of SITE_URL: ends with 0 when all is well."""

import http.client
import os
import sys
from urllib.parse import urlsplit

connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
connection.request("GET", "/readyz", headers={"Host": urlsplit(os.environ.get("SITE_URL", "")).netloc or "127.0.0.1"})
sys.exit(connection.getresponse().status != 200)
