"""How many candidates a site holds at once, beside the floor: an open loop, so that slowness delays nobody's next save.

    python benchmarks/candidates.py                                   600 candidates on PostgreSQL
    python benchmarks/candidates.py --candidates 200,400,600 --seconds 120 --rush 30

All start an interview within two seconds (`--rush`), then save every five seconds and turn to a page once a minute, and
all finish within as many. A request is timed from when it was due. At the end each save that was acknowledged is looked
for in the database. The floor is asked the same at the same moments: a read for a page, a written row for a save. A few
others do all that before, so that no process is new. Two workers, PostgreSQL and the candidates themselves share the
machine.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

import load
import people
import scratch
import servers
from load import Answer, Due
from people import Learner

SAVE_EVERY = 5
PAGE_EVERY = 60
ASKED = 10
FIRST_ONES = 20

type Asked = Callable[[], bytes]


class Candidate:
    """One learner's end of it; `acknowledged` is the last text that the site said it had kept."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.acknowledged = ""
        self.sent = ""

    def start(self) -> bytes:
        return load.post(f"/interviews/new/benchmark-{ASKED}/", self.learner.cookie, {}, accept="text/html")

    def started(self, answer: Answer | None) -> None:
        if answer and answer.status == 302:
            self.learner.running = int(answer.location.strip("/").split("/")[-1])

    def page(self) -> bytes:
        return load.get(f"/interviews/{self.learner.running}/{1 + self.learner.sent % ASKED}/", self.learner.cookie)

    def save(self) -> bytes:
        fields = self.learner.save()
        self.sent = str(fields["1-text"])
        return load.post(f"/interviews/{self.learner.running}/1/save/", self.learner.cookie, fields)

    def saved(self, answer: Answer | None) -> None:
        if answer and answer.status == 200 and json.loads(answer.body)["outcome"] == "applied":
            self.acknowledged = self.sent

    def finish(self) -> bytes:
        return load.post(f"/interviews/{self.learner.running}/finish/", self.learner.cookie, {})

    def is_kept(self) -> bool:
        """Whether what was acknowledged last is what the answer says."""
        from practice.models import Part

        mine = Part.objects.filter(answer__interview=self.learner.running, answer__position=1, position=1)
        return not self.acknowledged or mine.get().text in {self.acknowledged, self.sent}


def nothing(_: Answer | None) -> None:
    """Of most answers only the status matters."""


START, WRITE, FINISH = "start", "write", "finish"
"""The parts of it, each told apart: what waits in a rush to start or to finish is something else than a slow save."""


def site_dues(candidates: Sequence[Candidate], seconds: float, rush: float) -> Iterator[Due]:
    for who, (candidate, rng) in enumerate((each, Random(place)) for place, each in enumerate(candidates)):
        yield Due(rng.random() * rush, 0, who, candidate.start, candidate.started, START)
        for number, at in enumerate(_every(SAVE_EVERY, rng, rush, seconds), 1):
            yield Due(at, number, who, candidate.save, candidate.saved, WRITE)
        for number, at in enumerate(_every(PAGE_EVERY, rng, rush, seconds), 1):
            yield Due(at, number, who, candidate.page, nothing, WRITE)
        yield Due(rush + seconds + rng.random() * rush, 10**6, who, candidate.finish, nothing, FINISH)


def floor_dues(candidates: Sequence[Candidate], seconds: float, rush: float) -> Iterator[Due]:
    """The same moments: what is read there is read here, what is written there is written here."""

    def read(learner: Learner) -> bytes:
        return load.get("/1/", learner.cookie)

    def write(learner: Learner) -> bytes:
        return load.post(f"/{learner.part}/save/", learner.cookie, {"text": people.WORDS})

    for due in site_dues(candidates, seconds, rush):
        candidate = candidates[due.who]
        is_read = due.request == candidate.page
        yield Due(
            due.at, due.number, due.who, partial(read if is_read else write, candidate.learner), nothing, due.part
        )


def _every(pause: float, rng: Random, rush: float, seconds: float) -> Iterator[float]:
    at = rush + rng.random() * pause
    while at < rush + seconds:
        yield at
        at += pause


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", default="600", help="how many; several with commas between")
    parser.add_argument("--seconds", type=float, default=60, help="between the start and the finish")
    parser.add_argument("--rush", type=float, default=2, help="seconds in which all start, and in which all finish")
    options = parser.parse_args()
    sizes = [int(size) for size in options.candidates.split(",")]
    url, postgres = servers.database("postgresql")
    with scratch.site(*scratch.FILLED, scratch.STATIC, database=url) as folder:
        people.blueprint(ASKED)
        environment = scratch.settings(folder, url)
        first = 0
        told = " | ".join(f"p50 / p99 of a {part}, ms" for part in (START, WRITE, FINISH))
        print(f"\n| candidates | of | p50 / p99, ms | {told} | errors | computing, of 2 processors | lost |")
        print("|---|---|---|---|---|---|---|---|---|")
        for size in sizes:
            for name, module, dues in [("floor", "floor.settings", floor_dues), ("site", "config.settings", site_dues)]:
                new = people.with_one_answer if name == "floor" else lambda number: people.sign_in(number)[1]
                first_ones = [Candidate(new(number)) for number in range(first, first + FIRST_ONES)]
                first += FIRST_ONES
                candidates = [Candidate(new(number)) for number in range(first, first + size)]
                first += size
                people.settle()
                settings = environment | {"DJANGO_SETTINGS_MODULE": module}
                with servers.granian(settings, folder / f"{name}.log") as server:
                    load.OpenLoop(server.port, list(dues(first_ones, 5, 2))).run()
                    family = [server, *([postgres] if postgres else [])]
                    before = sum(each.cpu_seconds() for each in family)
                    loop = load.OpenLoop(server.port, list(dues(candidates, options.seconds, options.rush)))
                    result = loop.run()
                    busy = (sum(each.cpu_seconds() for each in family) - before) / result.seconds / 2
                lost = sum(not candidate.is_kept() for candidate in candidates) if name == "site" else 0
                took = " | ".join(
                    f"{each.percentile(50):.0f} / {each.percentile(99):.0f}"
                    for each in (result, *(loop.parts[part] for part in (START, WRITE, FINISH)))
                )
                print(f"| {size} | {name} | {took} | {result.failed} | {busy:.0%} | {lost} |", flush=True)
                if result.statuses - {200, 302}:
                    print(f"  answered {sorted(result.statuses)}", file=sys.stderr)


if __name__ == "__main__":
    main()
