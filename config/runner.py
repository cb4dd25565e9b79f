"""Code that runs in a learner's browser: the worker's script, its policy, and the pages that may start it.

docs/decisions/0025-code-runs-in-the-browser.md says why each header is as it is.
"""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.csp import CSP
from django.views.decorators.http import require_safe

ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
"""What gives a page memory that it can share with its worker, so that an endless loop can be stopped."""

PYTHON = f"dist/pyodide-{settings.PYODIDE}/"
"""Where the files of the browser's Python stand among the static ones: the folder names the version."""


def isolated[R: HttpResponse](response: R) -> R:
    """Let this page share memory with its worker. In return it can embed nothing of other sites."""
    for name, value in ISOLATED.items():
        response.headers[name] = value
    return response


def policy(host: str) -> dict[str, list[str]]:
    """What the worker may load: our own scripts, and Python's files. No page, no other site, nothing with a cookie."""
    return {
        "default-src": [CSP.NONE],
        "script-src": [f"{host}{settings.STATIC_URL}dist/", "'wasm-unsafe-eval'"],
        "connect-src": [f"{host}{static(PYTHON)}"],
    }


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that a page starts as a worker. Its policy comes with it: a worker has that of its own response.

    It says nothing of anybody, and whose session has run out may still run what they wrote.
    """
    script = f"self.python = {json.dumps(static(PYTHON))};\nimportScripts({json.dumps(static('dist/runner.js'))});\n"
    response = HttpResponse(script, content_type="text/javascript")
    response._csp_config = policy(request.get_host())  # type: ignore[attr-defined]
    return isolated(response)
