"""Requests a second of the site's pages, and of an empty Django view in the same run, whose ratio is what counts.

    make bench
    make bench ARGS='--seconds 5 --url http://127.0.0.1:8000'

By default requests go straight into the WSGI application of this process, in one thread: no sockets, no server, so
what is measured is the code. With --url a running site (`make run`) is measured by wrk (Debian's package) instead;
only pages that need no sign-in are then asked for. The figures are to be read, not tested: they move with the machine.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import scratch

# name, address, who asks
PAGES = [
    ("health check", "/healthz", "anyone"),
    ("home, signed out", "/", "anyone"),
    ("home, signed in", "/", "learner"),
    ("question bank", "/questions/", "learner"),
    ("question bank, searched", "/questions/?q=gradient", "learner"),
    ("a question", "{question}", "learner"),
    ("interviews to choose from", "/interviews/new/", "learner"),
    ("history", "/interviews/", "learner"),
]

type Ask = Callable[[], int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2, help="how long each page is asked for (default: 2)")
    parser.add_argument("--url", help="a running site on this machine, measured by wrk")
    options = parser.parse_args()
    rates = over_http(options.url, options.seconds) if options.url else in_process(options.seconds)
    show(rates)


def show(rates: list[tuple[str, float]]) -> None:
    """The first row is the floor that the others are divided by."""
    floor = rates[0][1]
    width = max(len(name) for name, _ in rates)
    print(f"{'':{width}}  requests/s    ms  of the floor")
    for name, rate in rates:
        print(f"{name:{width}}  {rate:10.0f}  {1000 / rate:4.1f}  {rate / floor:11.0%}")


def in_process(seconds: float) -> list[tuple[str, float]]:
    """A throw-away SQLite database with the shipped bank, production's settings, one learner."""
    with scratch.site("migrate", "createcachetable", "load_bank", "load_blueprints"):
        rates = [("an empty Django view", rate(floor(), seconds))]
        sessions = {"anyone": "", "learner": sign_in()}
        question = first_question()
        for name, path, who in PAGES:
            rates.append((name, rate(site(path.format(question=question), sessions[who]), seconds)))
        return rates


def floor() -> Ask:
    """Django with no middleware and a view that returns two letters."""
    import types

    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse
    from django.test import override_settings
    from django.urls import path

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    urls = types.ModuleType("benchmark_urls")
    urls.urlpatterns = [path("", empty)]  # type: ignore[attr-defined]
    sys.modules["benchmark_urls"] = urls
    with override_settings(MIDDLEWARE=[]):
        application: Any = WSGIHandler()  # its chain of middleware has no public name

    def set_urls(request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmark_urls"
        response: HttpResponse = inner(request)
        return response

    inner = application._middleware_chain
    application._middleware_chain = set_urls
    return asking(application, "/", "")


def site(path: str, cookie: str) -> Ask:
    from config.wsgi import application

    return asking(application, path, cookie)


def asking(application: Callable[..., Any], path: str, cookie: str) -> Ask:
    from django.test import RequestFactory

    address = urlsplit(path)
    headers = {"HTTP_HOST": "localhost:8000", "HTTP_COOKIE": cookie}
    factory: Any = RequestFactory()

    def ask() -> int:
        status = 0

        def start_response(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            nonlocal status
            status = int(line[:3])

        environment = factory._base_environ(PATH_INFO=address.path, QUERY_STRING=address.query, **headers)
        response = application(environment, start_response)
        for _ in response:
            pass
        if hasattr(response, "close"):
            response.close()
        return status

    if (status := ask()) != 200:
        sys.exit(f"{path} answers {status}: correct PAGES in {Path(__file__).name}.")
    return ask


def rate(ask: Ask, seconds: float) -> float:
    """The median of five rounds: one disturbance does not move it."""
    rounds = []
    for _ in range(5):
        asked, began = 0, perf_counter()
        while (passed := perf_counter() - began) < seconds / 5:
            ask()
            asked += 1
        rounds.append(asked / passed)
    return statistics.median(rounds)


def sign_in() -> str:
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.create_user(email="bench@example.org"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def first_question() -> str:
    from django.urls import reverse

    from questions.models import Question

    question = Question.objects.published().first()
    return reverse("questions:detail", args=[question.slug]) if question else "/questions/"


def over_http(url: str, seconds: float) -> list[tuple[str, float]]:
    if urlsplit(url).hostname not in {"127.0.0.1", "localhost", "::1"}:
        sys.exit("Only a site on this machine is measured.")
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed (on Debian and Ubuntu: apt install wrk).")
    rates = []
    for name, path, who in PAGES:
        if who == "anyone":
            done = subprocess.run(
                ["wrk", "-t1", "-c8", f"-d{max(1, round(seconds))}s", url.rstrip("/") + path],
                capture_output=True,
                text=True,
                check=True,
            )
            found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
            rates.append((name, float(found[1]) if found else 0.0))
    return rates


if __name__ == "__main__":
    main()
