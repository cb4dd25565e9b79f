"""Writes the file named, with a secret key of this installation's own, readable by its owner alone."""

import os
import secrets
import sys

CONTENT = f"""\
# Settings of this installation; deploy/env.sample lists all of them. Keep this file to yourself.
SECRET_KEY={secrets.token_urlsafe(50)}
"""

descriptor = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
with os.fdopen(descriptor, "w", encoding="utf-8") as file:
    file.write(CONTENT)
