"""Each main page beside the least that Django can do (benchmarks/floor): `make bench`.

    make bench
    make bench ARGS='--database postgresql --only save,question --pairs 9'

Both stand behind two workers of granian each and have the same database, learners and sessions. They are asked in turn,
a second each, by eight visitors who ask again as soon as they are answered. A ratio is of one such pair: rates at which
requests were answered, and seconds that the servers and PostgreSQL computed for one, which tells most on a machine that
does other work as well. The figures are to be read, not tested. On standard output is the table of docs/benchmarks.md.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle

import load
import people
import scratch
import servers
from people import Learner
from servers import Server

VISITORS = 8
STOCK = 120
"""Learners with an interview to finish, so that no slice runs out of them."""


@dataclass(frozen=True, kw_only=True)
class Page:
    name: str
    path: str
    wanted: float | None = None
    """Of the floor's rate; None for what is looked at to see what it costs."""
    statements: int | None = None
    """At most so many, without BEGIN and COMMIT."""
    signed_in: bool = True
    fields: Callable[[Learner], dict[str, object]] | None = None
    accept: str = "text/html"

    def request(self, learner: Learner) -> bytes:
        path = self.path.format(running=learner.running, past=learner.past)
        cookie = learner.cookie if self.signed_in else ""
        if self.fields is None:
            return load.get(path, cookie)
        return load.post(path, cookie, self.fields(learner), accept=self.accept)


PAGES = [
    Page(name="sign-in", path="/accounts/login/", wanted=0.85, signed_in=False),
    Page(name="list", path="/questions/", wanted=0.6, statements=5),
    Page(
        name="list, filtered", path="/questions/?category=theory-concepts&difficulty=medium", wanted=0.6, statements=5
    ),
    Page(name="search", path="/questions/?q=gradient", wanted=0.5, statements=5),
    Page(name="question", path="/interviews/{running}/1/", wanted=0.65, statements=4),
    Page(
        name="save",
        path="/interviews/{running}/1/save/",
        wanted=0.6,
        statements=6,
        fields=Learner.save,
        accept="application/json",
    ),
    Page(name="review of 30", path="/interviews/{past}/review/", wanted=0.3, statements=6),
    Page(name="review of one", path="/interviews/{past}/review/3/", statements=6),
    Page(name="reference", path="/interviews/{past}/review/3/reference/"),
    Page(name="whole review of 30", path="/interviews/{past}/review/whole/"),
    Page(
        name="finish of 30",
        path="/interviews/{running}/finish/",
        wanted=0.3,
        statements=10,
        fields=lambda learner: {},
        accept="application/json",
    ),
    Page(name="home", path="/", wanted=0.5, statements=6),
    Page(name="history", path="/interviews/", wanted=0.5, statements=4),
]


@dataclass
class Figures:
    page: Page
    ratios: list[float] = field(default_factory=list)
    cpu_ratios: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    statements: int = 0
    size: int = 0

    def row(self) -> str:
        ratio, cpu = (spread(ratios) for ratios in (self.ratios, self.cpu_ratios))
        at_most = "" if self.page.statements is None else f" (at most {self.page.statements})"
        p50, p99, rate = (statistics.median(each) for each in (self.p50, self.p99, self.rates))
        wanted = "" if self.page.wanted is None else f"{self.page.wanted:.2f}"
        return (
            f"| {self.page.name} | {ratio} | {cpu} | {wanted} | {rate:.0f} | {p50:.0f} / {p99:.0f} "
            f"| {self.statements}{at_most} | {self.size / 1000:.1f} |"
        )


HEAD = """\
| page | of the floor's rate | of its time computed | wanted | a second | p50 / p99, ms | statements | kB |
|---|---|---|---|---|---|---|---|"""


def spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--pairs", type=int, default=7, help="how many times each page and the floor are asked in turn")
    parser.add_argument("--seconds", type=float, default=1, help="of each turn")
    parser.add_argument("--only", help="names of pages, with commas between")
    options = parser.parse_args()
    wanted = [page for page in PAGES if not options.only or page.name in options.only.split(",")]
    url, postgres = servers.database(options.database)
    with scratch.site(*scratch.FILLED, scratch.STATIC, database=url) as folder:
        learners = people.make(VISITORS, history=20)
        stock = people.make(STOCK, first=VISITORS) if any(page.name.startswith("finish") for page in wanted) else []
        people.settle()
        with ExitStack() as stack:
            environment = scratch.settings(folder, url)
            floor_settings = environment | {"DJANGO_SETTINGS_MODULE": "floor.settings"}
            floor = stack.enter_context(servers.granian(floor_settings, folder / "floor.log"))
            site = stack.enter_context(servers.granian(environment, folder / "site.log"))
            bench = Bench(site, floor, postgres, learners, stock)
            print(f"\n{options.database}\n\n{HEAD}", flush=True)
            for page in wanted:
                print(bench.measured(page, options.pairs, options.seconds).row(), flush=True)


@dataclass
class Bench:
    site: Server
    floor: Server
    postgres: Server | None
    learners: Sequence[Learner]
    stock: Sequence[Learner]
    database: str = "default"
    """The name under which this process knows the one that the site has."""

    def measured(self, page: Page, pairs: int, seconds: float) -> Figures:
        figures = Figures(page)
        figures.statements, figures.size = self._once(page)
        self._floor(page, seconds / 2)
        self.asked(page, seconds / 2)
        for _ in range(pairs):
            floor, floor_cpu = self._floor(page, seconds)
            asked, cpu = self.asked(page, seconds)
            figures.ratios.append(asked.rate / floor.rate)
            figures.cpu_ratios.append(floor_cpu / cpu)
            figures.rates.append(asked.rate)
            figures.p50.append(asked.percentile(50))
            figures.p99.append(asked.percentile(99))
        return figures

    def _floor(self, page: Page, seconds: float) -> tuple[load.Slice, float]:
        def request(learner: Learner) -> bytes:
            if page.fields is None:
                return load.get("/1/", learner.cookie)
            return load.post(f"/{learner.part}/save/", learner.cookie, {"text": learner.save()["1-text"]})

        return self._timed(self.floor, [_endless(request, learner) for learner in self.learners], seconds)

    def asked(self, page: Page, seconds: float) -> tuple[load.Slice, float]:
        """The page by all visitors, and the seconds computed for one request."""
        if not page.name.startswith("finish"):
            people.reopen(self.learners, database=self.database)
            return self._timed(self.site, [_endless(page.request, learner) for learner in self.learners], seconds)
        people.reopen(self.stock)
        left = iter(self.stock)

        def ask() -> bytes | None:
            learner = next(left, None)
            return None if learner is None else page.request(learner)

        return self._timed(self.site, [ask] * VISITORS, seconds)

    def _timed(self, server: Server, asks: Sequence[load.Ask], seconds: float) -> tuple[load.Slice, float]:
        """What came of it, and the seconds computed for one request."""
        before = self._cpu(server)
        asked = load.closed(server.port, asks, seconds)
        if asked.statuses != {200}:
            sys.exit(f"Answered {asked.statuses}. The server wrote last:\n{server.last_lines()}")
        return asked, (self._cpu(server) - before) / len(asked.took)

    def _cpu(self, server: Server) -> float:
        return server.cpu_seconds() + (self.postgres.cpu_seconds() if self.postgres else 0)

    def _once(self, page: Page) -> tuple[int, int]:
        """How many statements the page takes, and its bytes; after once to fill what a process keeps."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext
        from django.utils import timezone

        from accounts.limits import SAVING, SEARCHING, spend

        people.reopen([*self.learners, *self.stock])
        for limit in (SAVING, SEARCHING):  # the first of a day makes a row
            spend(f"person {self.learners[1].pk}", limit, now=timezone.now())
        self._answer(page, self.learners[0])
        with CaptureQueriesContext(connection) as found:
            size = self._answer(page, self.learners[1])
        statements = [each["sql"] for each in found.captured_queries]
        kept = [sql for sql in statements if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
        people.reopen([*self.learners, *self.stock])
        return len(kept), size

    def _answer(self, page: Page, learner: Learner) -> int:
        """The bytes of it, asked for within this process."""
        from django.test import Client

        client = Client(headers={"host": "localhost:8000", "accept": page.accept})
        client.cookies.load(learner.cookie if page.signed_in else "")
        path = page.path.format(running=learner.running, past=learner.past)
        sent = page.fields(learner) if page.fields else None
        return len((client.get(path) if sent is None else client.post(path, sent)).content)


def _endless(request: Callable[[Learner], bytes], learner: Learner) -> load.Ask:
    """The same learner again and again."""
    asks: Iterator[Learner] = cycle([learner])
    return lambda: request(next(asks))


if __name__ == "__main__":
    main()
