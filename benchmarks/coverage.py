"""How long the word check takes for an answer, and whether eight threads find what one finds.

    .venv/bin/python benchmarks/coverage.py
    .venv/bin/python benchmarks/coverage.py --answers 200 --characters 8000

The answers are cut from the bank's reference answers: each that compares words in turn, from another place each time.
Times are of the processor, so that other work on the machine counts little. Ends with status 1 if threads differ.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from statistics import median, quantiles
from time import process_time, thread_time

import scratch

type Sample = tuple[str, list[str], str]
"""A question's prompt, its key points, and an answer."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=1_000)
    parser.add_argument("--characters", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with scratch.site("migrate", "load_bank"):
        sys.exit(report(samples(options), options))


def samples(options: argparse.Namespace) -> list[Sample]:
    from questions.models import Kind, QuestionVersion

    told = [
        (version.prompt, [point.text for point in version.key_points.all()], version.answer)
        for version in QuestionVersion.objects.exclude(question__kind=Kind.BEHAVIORAL).prefetch_related("key_points")
    ]
    random = Random(options.seed)
    result = []
    for number in range(options.answers):
        prompt, points, reference = told[number % len(told)]
        start = random.randrange(len(reference))
        turned = f"{reference[start:]}\n{reference[:start]}\n"
        times = options.characters // len(turned) + 1
        result.append((prompt, points, (turned * times)[: options.characters]))
    return result


def report(some: Sequence[Sample], options: argparse.Namespace) -> int:
    from practice.feedback import Match, match

    for prompt, points, answer in some:  # every stem is met once: a process that has run for a while knows them
        match(prompt, points, answer)
    times, found = list[float](), list[list[Match]]()
    for prompt, points, answer in some:
        begun = thread_time()
        found.append(match(prompt, points, answer))
        times.append(1_000 * (thread_time() - begun))
    print(
        f"{len(some)} answers of {options.characters:,} characters to {sum(len(each) for each in found):,} key points"
    )
    p95 = quantiles(times, n=20)[-1]
    print(f"one thread:    median {median(times):.2f} ms, p95 {p95:.2f} ms, most {max(times):.2f} ms")
    begun = process_time()
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda sample: match(*sample), some))
    print(f"eight threads: {1_000 * (process_time() - begun) / len(some):.2f} ms of the processor an answer")
    print("eight threads find the same" if again == found else "eight threads find SOMETHING ELSE")
    return again != found


if __name__ == "__main__":
    main()
