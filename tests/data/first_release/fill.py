"""Fills an empty, migrated database of commit 800b642 through that commit's own verbs: run it there, not here.

    git worktree add ../first 800b642 && cd ../first && make install-dev
    DATABASE_URL=... .venv/bin/python manage.py migrate
    DATABASE_URL=... .venv/bin/python manage.py shell --no-imports < ../main/tests/data/first_release/fill.py

It leaves one of everything that a person may have had: texts applied, stale, late and left behind, from pages and from
plain forms; notes, flags, hints, ratings, ticks; recordings; an interview that is open, one that ran out of time, one
way, spoken, with extra time; practice, open and finished; bookmarks, cards, own rounds, reports; versions that wait.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from unittest import mock

from accounts.models import User
from practice import interviews, keeping, recordings, reviewing, saving, selection
from practice.models import Blueprint, Rating, Section
from questions import editing, reporting
from questions.content import Content, Entry, Point, Task
from questions.models import Category, Question, Report

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def question(category: Category, slug: str, kind: str, prompt: str, *points: str, task: Task | None = None) -> Question:
    content = Content(
        title=slug.replace("-", " ").capitalize(),
        prompt=prompt,
        hints=("Look at the errors.", "Count them."),
        key_points=tuple(Point(text=point, weight=3 - number) for number, point in enumerate(points)),
        answer=f"Reference of {slug}: $x^2$ and **more**.",
        follow_ups=("And with more data?",),
        mistakes=("It is always so.",),
        sources=("https://example.org/source",),
        task=task,
    )
    entry = Entry(content=content, slug=slug, kind=kind, difficulty="medium", minutes=6, tags=("first", "release"))
    made = editing.create(entry, category, now=at(-600), editor=curator, origin="list.md, line 3, CC BY 4.0")
    editing.publish(made, now=at(-590))
    return made


curator = User.objects.create_user("curator@example.org", "only for tests", is_staff=True, is_superuser=True)
ada = User.objects.create_user("ada@example.org", "only for tests", time_zone="Europe/Berlin", extra_time=25)
bob = User.objects.create_user("bob@example.org", "only for tests")

category = Category.objects.create(name="Theory & Concepts", slug="theory-concepts", blurb="Foundations.", position=1)
theory = question(category, "bias", "theory", "What is bias?", "a model too simple underfits", "error stays with data")
other = question(category, "variance", "theory", "What is variance?", "the fit changes with the sample")
task = Task(starter="def f(x):\n    ...\n", solution="def f(x):\n    return x\n", tests="def test_f():\n    assert f(1) == 1\n")
coding = question(category, "identity", "coding", "Write `f`.", "returns its argument", task=task)
design = question(category, "feed", "design", "Design a feed.", "candidates, then ranking", "logs what was shown")
story = question(category, "quarrel", "behavioral", "Tell me about a quarrel.", "names the own part")
everything = [theory, other, coding, design, story]


def begin(user: User, asked: list[Question], when: datetime, **fields: object) -> interviews.Interview:
    number = Blueprint.objects.count() + 1
    blueprint = Blueprint.objects.create(title=f"Round {number}", slug=f"round-{number}", minutes=30, **fields)
    Section.objects.create(blueprint=blueprint, position=1, count=len(asked))
    with mock.patch.object(selection, "choose", return_value=asked):
        return interviews.start(user, blueprint, now=when, rng=Random(1))


# 1: finished, with each fate of a text
one = begin(ada, everything, at(0))
saving.save_answer(one, 1, text="A model too simple", based_on=0, now=at(1), writer="page-a", sequence=1)
saving.save_answer(one, 1, text="A model too simple underfits.", based_on=1, now=at(2), writer="page-a", sequence=2)
saving.save_answer(one, 1, text="From another tab.", based_on=0, now=at(3), writer="page-b", sequence=1)
saving.write_notes(one, 1, notes="Say the formula first.\nThen the picture.", seen="")
interviews.flag(one, 1, flagged=True)
interviews.visit(one, 2, now=at(5))
saving.save_answer(one, 2, text="The fit changes with the sample.", based_on=0, now=at(6))
saving.save_answer(one, 2, text="A plain form that came too late to be first.", based_on=0, now=at(7))
interviews.visit(one, 3, now=at(8))
saving.save_answer(one, 3, text="def f(x):\n    return x  # é, 漢字\n", based_on=0, now=at(9), writer="page-a", sequence=3)
interviews.visit(one, 4, now=at(12))
saving.save_answer(one, 4, text="Candidates, then ranking.", based_on=0, now=at(13), writer="page-a", sequence=4)
saving.save_answer(one, 4, text="", based_on=1, now=at(14), writer="page-a", sequence=5)
interviews.finish(one, now=at(20))
saving.save_answer(one, 5, text="Words after the end.", based_on=0, now=at(21), writer="page-a", sequence=6)
first, second = one.answers.get(position=1), one.answers.get(position=2)
reviewing.rate(first, Rating.HARD, now=at(25))
reviewing.rate(first, Rating.GOOD, now=at(26))
reviewing.rate(second, Rating.EASY, now=at(27))
reviewing.tick(first, list(first.marks.values_list("key_point", flat=True)[1:]))

# 2: time ran out; one way; spoken, with a recording
two = begin(bob, [theory, design], at(100), one_way=True, speak_first=True)
saving.save_answer(two, 1, text="Spoken mostly.", based_on=0, now=at(101), writer="page-c", sequence=1)
recordings.keep(two.answers.get(position=1), b"OggS" + bytes(range(200)), seconds=95, now=at(102))
interviews.visit(two, 2, now=at(103))
saving.save_answer(two, 1, text="Spoken mostly. Left behind.", based_on=1, now=at(105), writer="page-c", sequence=2)
interviews.close_overdue(now=at(200))

# 3 and 4: practice, finished with hints, and open
three = interviews.practise(ada, story, now=at(300))
interviews.show_hint(three)
saving.save_answer(three, 1, text="I said no, and why.", based_on=0, now=at(310))
interviews.finish(three, now=at(320))
four = interviews.practise(ada, coding, now=at(330))
saving.save_answer(four, 1, text="def f(x): ...", based_on=0, now=at(331), writer="page-d", sequence=1)

# 5: still running
five = begin(ada, [coding, other], at(400))
saving.save_answer(five, 1, text="def f(x):\n    retu", based_on=0, now=at(401), writer="page-e", sequence=1)

keeping.bookmark(ada, design, now=at(410))
keeping.write_note(ada, theory, text="Ask for the data first.", seen="", now=at(411))
own = Blueprint.objects.create(title="Mine", slug="own-1", minutes=15, owner=ada)
Section.objects.create(blueprint=own, position=1, category=category, kind="theory", pool="due", count=2)
report, _ = reporting.report(theory.current, bob, problem="wrong", text="The sign is off.", context="Review", now=at(420))
reporting.resolve(report, Report.State.FIXED, reply="Mended, thank you.", resolver=curator, now=at(430))
reporting.report(design.current, ada, problem="unclear", text="Which feed?", context="", now=at(431))
changed = Content(**{**theory.current.content.__dict__, "answer": "A newer answer that waits."})
editing.revise(theory, changed, now=at(440), editor=curator, note="Newer")
editing.retire(other)
