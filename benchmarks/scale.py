"""Each main page with much in the database beside the same page with little: `make bench-scale`.

    make bench-scale
    make bench-scale ARGS='--questions 20000 --answers 100000'

Two sites on one PostgreSQL: the shipped bank and a handful of answers; 100,000 questions and 1,000,000 answers of other
people. They are asked in turn. A page that costs the same whatever the size has a ratio of one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pages
import people
import scratch
import servers
from pages import PAGES, VISITORS, Bench, Figures, Page
from people import Learner

START = Page(name="start, its page", path="/interviews/new/full-loop/", wanted=0.8)
NEW = Page(name="interviews to choose from", path="/interviews/new/", wanted=0.8)
STARTS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--fill", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill, options.questions, options.answers)
        return
    url, postgres = servers.database("postgresql")
    assert postgres
    urls = {"little": url, "much": servers.another(url, "much")}
    told = {
        name: _filled(each, *((options.questions, options.answers) if name == "much" else (0, 0)))
        for name, each in urls.items()
    }
    with scratch.site(scratch.STATIC, database=url) as folder, ExitStack() as stack:
        from django.db import connections

        connections.databases["much"] = connections.databases["default"] | {"NAME": "much"}
        benches = {}
        for name, each in urls.items():
            server = stack.enter_context(servers.granian(scratch.settings(folder, each), folder / f"{name}.log"))
            learners = [Learner(**learner) for learner in told[name]["learners"]]
            benches[name] = Bench(server, server, postgres, learners, [], "much" if name == "much" else "default")
        starts = (f"{told[name]['start']:.0f} with {name}" for name in urls)
        print(f"\nstarting an interview, ms: {', '.join(starts)}")
        print("\n| page | of the small one's rate | of its time computed | wanted |\n|---|---|---|---|")
        for page in [*(page for page in PAGES if not page.name.startswith("finish")), START, NEW]:
            print(compared(page, benches["little"], benches["much"], options.pairs, options.seconds), flush=True)


def compared(page: Page, little: Bench, much: Bench, pairs: int, seconds: float) -> str:
    figures = Figures(page)
    for number in range(pairs + 1):
        small, small_cpu = little.asked(page, seconds)
        large, large_cpu = much.asked(page, seconds)
        if number:  # the first fills what a process keeps
            figures.ratios.append(large.rate / small.rate)
            figures.cpu_ratios.append(small_cpu / large_cpu)
    return f"| {page.name} | {pages.spread(figures.ratios)} | {pages.spread(figures.cpu_ratios)} | 0.80 |"


def _filled(url: str, questions: int, answers: int) -> dict[str, Any]:
    """By a process of its own, since Django is set up for one database."""
    command = [sys.executable, __file__, "--fill", url, "--questions", str(questions), "--answers", str(answers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def fill(url: str, questions: int, answers: int) -> None:
    """Prints the learners to ask with, and how long a start took (the median, in milliseconds)."""
    import searching

    with scratch.site(*scratch.FILLED, database=url):
        learners = people.make(VISITORS, history=20)
        if questions:
            searching.fill(questions)
            answered_by_others(answers)
        people.settle()
        print(json.dumps({"learners": [vars(learner) for learner in learners], "start": _start()}))


def answered_by_others(count: int) -> None:
    """So many answers, twenty to an interview, with their parts and points, written by the database itself."""
    from django.db import connection

    statements = Path(__file__).with_name("others.sql").read_text()
    with connection.cursor() as cursor:
        for statement in statements.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"interviews": count // 20})


def _start() -> float:
    """Begin the longest shipped interview, by people who never did."""
    from random import Random
    from time import perf_counter

    from django.utils import timezone

    from accounts.models import User
    from practice import interviews
    from practice.models import Blueprint

    took = []
    blueprint = Blueprint.objects.get(slug="full-loop")
    for number in range(STARTS):
        user = User.objects.create(email=f"starts{number}@example.org", password="!")
        began = perf_counter()
        interviews.start(user, blueprint, now=timezone.now(), rng=Random(number))
        took.append(perf_counter() - began)
    return 1000 * statistics.median(took)


if __name__ == "__main__":
    main()
