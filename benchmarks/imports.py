"""How long an import of ten thousand questions takes, step by step, in a throw-away SQLite database.

    .venv/bin/python benchmarks/imports.py
    .venv/bin/python benchmarks/imports.py --questions 12000

Each question has its own words, an answer with a list, code and maths, so that nothing comes out of a cache. Then the
same file is compared again, which finds every question known. The figures are to be read, not tested: they move with
the machine.
"""

import argparse
import sys
from random import Random
from time import perf_counter, process_time
from typing import Any

import scratch

ROWS = 19_000
WORDS = """gradient kernel margin tensor embedding posterior residual feature label leaf bootstrap ensemble centroid
attention token encoder decoder loss metric calibration drift cohort shard cache index batch stream schema lineage
replica quantile outlier variance entropy divergence manifold eigenvalue sparsity momentum curvature saddle plateau
pruning distillation retrieval ranking click impression uplift instrument confounder collider mediator""".split()
VERBS = (
    "estimate compare monitor debug normalise compress regularise sample index cache rank train serve evaluate".split()
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=10_000)
    options = parser.parse_args()
    text = document(options.questions)
    with scratch.site("migrate"):
        measure(text)


def document(questions: int) -> str:
    random = Random(1)  # the same list every time
    parts = ["# A long list"]
    for number in range(questions):
        if number % 2_500 == 0:
            parts.append(f"## Category {number // 2_500 + 1}")
        one, two, three, four = random.sample(WORDS, 4)
        parts += [
            f"### {number}. How do you {random.choice(VERBS)} the {one} of a {two} when {three} {number} meets {four}?",
            f"First look at **the data**, then at $x_{{{number}}}$ and `{one}()`.",
            f"- the {two} counts\n- so does the {three}",
        ]
    return "\n\n".join(parts) + "\n"


def table(rows: int) -> str:
    random = Random(2)
    lines = ["question,answer,category,difficulty"]
    for number in range(rows):
        one, two, three, four = random.sample(WORDS, 4)
        lines.append(
            f"How does the {one} of a {two} change when {three} meets {four} in case {number}?,"
            f"First look at **{one}** then at {two}.,Category {number % 3},{('easy', 'hard')[number % 2]}"
        )
    return "\n".join(lines) + "\n"


def measure(text: str) -> None:
    from django.utils import timezone

    from questions.interchange import comparison, detect, importer, plain_document

    found = timed("read", lambda: detect.read("list.md", text.encode()))
    if found.errors:  # a list of more than a hundred thousand lines, say
        sys.exit(str(found.errors[0]))
    plan = timed("compare with an empty bank", lambda: importer.plan(found, origin="list.md"))
    timed("plan again for a page", lambda: importer.plan(found, origin="list.md", compared=plan.compared))
    timed("look again at the confirmation", lambda: importer.again(plan.compared, found))
    outcome = timed("store", lambda: importer.apply(plan, now=timezone.now()))
    again = timed("compare with the full bank", lambda: importer.plan(found, origin="list.md"))
    print(f"{outcome.questions:,} of {len(found.entries):,} stored, {len(plan.alike)} left out as nearly the same;")
    print(f"{len(again.known):,} known at the second time")
    rows = table(ROWS).encode()
    found = timed(f"read {ROWS:,} rows of a table", lambda: detect.read("table.csv", rows))
    compared = timed("compare them", lambda: comparison.compare(found.entries))
    packed = timed("pack them between the steps", lambda: plain_document.write(found))
    found = timed("unpack them", lambda: plain_document.read(packed))
    timed("plan a page of the preview", lambda: importer.plan(found, origin="table.csv", compared=compared))


def timed(name: str, step: Any) -> Any:
    began, worked = perf_counter(), process_time()
    result = step()
    print(f"{name:34} {perf_counter() - began:6.1f} s ({process_time() - worked:.1f} s of work)")
    return result


if __name__ == "__main__":
    main()
