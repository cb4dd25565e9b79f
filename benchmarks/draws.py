"""Draws each shipped interview many times from the real bank and says whether one ran over its minutes.

    .venv/bin/python benchmarks/draws.py
    .venv/bin/python benchmarks/draws.py --draws 1000 --seed 7

Half of the draws are for a newcomer, the other half for somebody who has met half of the bank. Beside the minutes it
counts how many of the questions that an interview may take were drawn at all. Ends with status 1 if a draw is over.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import mean
from time import perf_counter
from typing import TYPE_CHECKING

import scratch

if TYPE_CHECKING:
    from practice.models import Blueprint
    from practice.selection import Supply


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with scratch.site("migrate", "load_bank", "load_blueprints"):
        over = sum(report(blueprint, supplies, options) for blueprint, supplies in prepared(options.seed))
    sys.exit(1 if over else 0)


def prepared(seed: int) -> Iterator["tuple[Blueprint, list[Supply]]"]:
    """Each shipped interview, with what a newcomer and somebody of experience would draw from."""
    from accounts.models import User
    from practice import selection
    from practice.models import Blueprint

    new = selection.supply(User.objects.create_user("new@example.org"), [], now=datetime.now(UTC))
    random = Random(seed)
    met = random.sample(new.questions, len(new.questions) // 2)
    past = {
        question.pk: selection.Past(
            last_asked=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day), usual_rating=random.choice([None, 1, 3])
        )
        for day, question in enumerate(met)
    }
    experienced = selection.Supply(questions=new.questions, past=past, due=set())
    print(f"{'interview':24}{'minutes':>8}{'over':>6}{'shortest':>10}{'mean':>7}{'longest':>9}{'drawn':>13}{'s':>7}")
    for blueprint in Blueprint.objects.shared().prefetch_related("sections__category"):
        yield blueprint, [new, experienced]


def report(blueprint: "Blueprint", supplies: "list[Supply]", options: argparse.Namespace) -> int:
    """Draw one interview, print its line and return how many draws were over its minutes."""
    from practice import draws, selection

    sections = list(blueprint.sections.all())
    if not selection.is_drawable(sections, supplies[0], minutes=blueprint.minutes):
        print(f"{blueprint.title:24}{blueprint.minutes:8}   cannot be drawn from the bank as it is")
        return 0
    minutes_of = {question.pk: question.minutes for question in supplies[0].questions}
    began, sums, drawn, possible = perf_counter(), [], set[int](), set[int]()
    for number, supply in enumerate(supplies):
        rows = selection.rows(sections, supply)
        possible |= {option.key for row in rows for option in row.options if option.minutes <= blueprint.minutes}
        for draw in range(number, options.draws, len(supplies)):
            rng = Random(f"{options.seed} {draw}")
            keys = [key for row in draws.draw(rows, minutes=blueprint.minutes, rng=rng) for key in row]
            sums.append(sum(minutes_of[key] for key in keys))
            drawn.update(keys)
    over = sum(total > blueprint.minutes for total in sums)
    print(
        f"{blueprint.title:24}{blueprint.minutes:8}{over:6}{min(sums):10}{mean(sums):7.1f}{max(sums):9}"
        f"{f'{len(drawn)} of {len(possible)}':>13}{perf_counter() - began:7.1f}"
    )
    return over


if __name__ == "__main__":
    main()
