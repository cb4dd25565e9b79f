"""Simulated learners prepare for an interview, by the plan and by plain FSRS: what do they recall on its day?

    .venv/bin/python benchmarks/planning.py
    .venv/bin/python benchmarks/planning.py --learners 100 --seed 7

Each way of choosing has the same learners, minutes and days on which life came in between (tests/learners.py).
docs/benchmarks.md says what the columns mean. Ends with status 1 if a day was over its minutes.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.learners import WAYS, gain, outcomes


def interval(pairs: Sequence[tuple[float, float]], *, draws: int = 2000) -> tuple[float, float]:
    """The middle 95 % of the gain when the learners are drawn again, with replacement."""
    rng = Random(1)
    gains = sorted(gain(rng.choices(pairs, k=len(pairs))) for _ in range(draws))
    return gains[draws // 40], gains[-draws // 40]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with Pool(options.processes) as pool:
        found = pool.map(partial(outcomes, seed=options.seed), range(options.learners), chunksize=5)
    print(f"{'':34}{'recall':>8}{'minutes':>9}{'over':>6}   {'the plan recalls more by':28}{'less for':>9}")
    for place, name in enumerate(WAYS):
        mine = [row[place] for row in found]
        line = f"{name:34}{mean(each.recall for each in mine):8.3f}{mean(each.minutes for each in mine):9.0f}"
        line += f"{sum(each.over for each in mine):6}"
        if place:
            pairs = [(row[0].recall, row[place].recall) for row in found]
            low, high = interval(pairs)
            told = f"{gain(pairs):.1f} % ({low:.1f} to {high:.1f})"
            line += f"   {told:28}{100 * mean(first < second for first, second in pairs):7.0f} %"
        print(line)
    sys.exit(1 if any(each.over for row in found for each in row) else 0)


if __name__ == "__main__":
    main()
