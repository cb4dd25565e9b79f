"""Bringing answers in: nothing is lost on the way, nothing comes twice, and nobody else's is touched."""

import json
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from practice import autosave, bookmarks, interviews, item_statistics, mentors, self_rating, stories
from practice.interchange import importer, reader
from practice.interchange.checked import Refused
from practice.models import Interview, Part, PointCoverage, Rating, Recording, Summed
from questions.authoring import versions
from questions.models import Kind, Question
from tests.factories import (
    NOON,
    make_content,
    make_design,
    make_interview,
    make_mentor_link,
    make_question,
    make_recording,
    make_scene,
    make_story,
    make_transcript,
    make_user,
    make_whole_content,
)
from tests.practice.interchange.taking_away import archive_of, brought, comparable, packed, plain_of

pytestmark = pytest.mark.django_db

BEFORE = NOON - timedelta(days=3)


@pytest.fixture
def bank(db: None) -> list[Question]:
    return [
        make_question(slug="bias"),
        make_question(slug="in-code", content=make_whole_content()),
        make_design(),
        make_question(slug="conflict", kind=Kind.BEHAVIORAL),
    ]


def fill(user: User, bank: list[Question]) -> Interview:
    """Something in every place that is taken along."""
    interview = make_interview(user, questions=bank, minutes=90, speak_first=True, interviewer="on", now=BEFORE)
    for number, text in enumerate(["A model too simple", "A model too simple underfits."]):
        autosave.save(interview, 1, text=text, based_on=number, now=BEFORE, writer="a" * 36, sequence=number + 1)
    autosave.save(interview, 1, text="From another tab", based_on=0, now=BEFORE, writer="b" * 36, sequence=1)
    autosave.save(interview, 1, part=0, text="my notes", based_on=0, now=BEFORE)
    autosave.save(interview, 2, text="def f(): return 1", based_on=0, now=BEFORE)
    sketch = interview.answers.get(position=3).parts.get(role="sketch")
    autosave.save(interview, 3, part=sketch.position, text=make_scene(), based_on=0, now=BEFORE)
    make_transcript(make_recording(interview), "It underfits.")
    interviews.flag(interview, 2, flagged=True)
    interviews.finish(interview, now=BEFORE + timedelta(minutes=20))
    first = interview.answers.get(position=1)
    self_rating.tick(first, {point.key_point_id for point in first.coverage.all()[:1]})
    self_rating.rate(first, Rating.GOOD)
    story = make_story(user, serves=[bank[3]], tags=["scale"])
    stories.attach(interview.answers.get(position=4), story)
    link, _ = make_mentor_link(interview, now=NOON)
    mentors.comment(link, first, name="Grace", text="Begin with the number.", now=NOON)
    bookmarks.bookmark(user, bank[2], now=BEFORE)
    bookmarks.write_notes(user, bank[0], text="read again", based_on="", now=BEFORE)
    return interview


def test_what_is_brought_in_is_what_was_taken_away(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    plan = brought(bob, archive_of(ada))
    assert comparable(plain_of(bob)) == comparable(plain_of(ada))
    assert (plan.new, plan.answers, plan.recordings, plan.stories, plan.cards) == (1, 4, 1, 1, 1)
    assert (plan.missing, plan.left_out) == ([], [])
    names = [f"answers__{field.name}" for field in Summed._meta.fields]
    taken, came = (sorted(user.interviews.values_list(*names)) for user in (ada, bob))
    assert taken == came
    assert None not in chain.from_iterable(came)
    there = bob.interviews.get()
    assert (there.imported_at, there.is_open) == (NOON, False)
    story = there.answers.get(position=4).story
    assert story in bob.stories.all()
    assert bytes(Recording.objects.get(answer__interview=there).sound) == b"OggS and so on"


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(WORDS, min_size=1, max_size=4),
    notes=WORDS,
    rating=st.sampled_from([None, *Rating]),
    ticked=st.sets(st.integers(0, 1)),
    seconds=st.integers(0, 1800),
    microseconds=st.integers(0, 999_999),
    is_timed=st.booleans(),
)
def test_any_attempt_comes_back_as_it_was(
    bank: list[Question],
    texts: list[str],
    notes: str,
    rating: Rating | None,
    ticked: set[int],
    seconds: int,
    microseconds: int,
    is_timed: bool,
) -> None:
    ada, bob = make_user(), make_user()
    began = BEFORE + timedelta(microseconds=microseconds)
    if is_timed:
        interview = make_interview(ada, questions=bank[:2], now=began)
    else:
        interview = interviews.practise(ada, bank[0], now=began)
    for number, text in enumerate(texts):
        by = {"writer": "a" * 36, "sequence": number, "based_on": number}
        autosave.save(interview, 1, text=text, now=began, emptied=True, **by)  # type: ignore[arg-type]
    autosave.save(interview, 1, part=0, text=notes, based_on=0, now=began)
    interviews.finish(interview, now=began + timedelta(seconds=seconds))
    answer = interview.answers.get(position=1)
    points = list(answer.coverage.all())
    self_rating.tick(answer, {points[place].key_point_id for place in ticked})
    if rating:
        self_rating.rate(answer, rating)
    taken = packed(plain_of(ada))
    brought(bob, taken)
    assert comparable(plain_of(bob)) == comparable(plain_of(ada))
    assert brought(bob, taken).is_empty
    assert brought(ada, taken).is_empty


def test_a_second_time_adds_nothing_on_either_site(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    taken, before = archive_of(ada), comparable(plain_of(ada))
    for user in (ada, bob, bob):
        importer.plan(user, reader.read(taken), now=NOON)
    assert not bob.interviews.exists()
    brought(bob, taken)
    again = [brought(user, data) for user, data in [(ada, taken), (bob, taken), (ada, archive_of(bob))]]
    assert [plan.is_empty for plan in again] == [True] * 3
    assert [plan.there for plan in again] == [1] * 3
    assert comparable(plain_of(ada)) == comparable(plain_of(bob)) == before


def test_neither_sides_words_are_lost(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    bookmarks.write_notes(bob, bank[0], text="my own", based_on="", now=NOON)
    told = ada.stories.get()
    make_story(bob, title=told.title, action="Otherwise.")
    taken = archive_of(ada)
    for _ in range(2):
        brought(bob, taken)
    assert bob.notes.get().text == "my own\n\nread again"
    assert sorted(story.action for story in bob.stories.all()) == ["Otherwise.", told.action]


def test_ratings_of_both_sides_plan_a_card(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    for user, days in ((ada, 9), (bob, 1)):
        practice = interviews.practise(user, bank[0], now=NOON - timedelta(days=days))
        interviews.finish(practice, now=NOON - timedelta(days=days))
        self_rating.rate(practice.answers.get(), Rating.GOOD)
    alone = bob.cards.get().due
    brought(bob, archive_of(ada))
    assert bob.cards.get().due > alone


def test_an_attempt_that_was_open_arrives_finished_with_its_words_compared(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    interview = make_interview(ada, questions=bank[:2], now=BEFORE)
    autosave.save(interview, 1, text="high bias: a model too simple underfits", based_on=0, now=BEFORE)
    running = make_interview(bob, questions=bank[2:], minutes=60, now=NOON)
    brought(bob, archive_of(ada))
    there = bob.interviews.exclude(pk=running.pk).get()
    assert (there.finished_at, there.ending) == (BEFORE, "finished")
    assert [point.covered for point in there.answers.get(position=1).coverage.all()] == [True, False]
    assert PointCoverage.objects.filter(answer__interview=there).count() == 4
    running.refresh_from_db()
    assert running.is_open
    interview.refresh_from_db()
    assert interview.is_open


class TestVersions:
    def test_what_was_corrected_afterwards_may_differ(self, bank: list[Question]) -> None:
        ada, bob = make_user(), make_user()
        interview = make_interview(ada, questions=bank[:1], now=BEFORE)
        interviews.finish(interview, now=BEFORE)
        taken = plain_of(ada)
        versions.revise(bank[0], make_content(answer="Corrected."), now=NOON, editor=make_user())
        taken["interviews"][0]["answers"][0]["version"] = 2
        brought(bob, packed(taken))
        assert bob.interviews.get().answers.get().version.number == 2

    def test_an_answer_to_other_words_stays_in_the_file_until_they_are_here(self, bank: list[Question]) -> None:
        ada, bob = make_user(), make_user()
        interview = make_interview(ada, questions=bank[:2], now=BEFORE)
        interviews.finish(interview, now=BEFORE)
        taken = plain_of(ada)
        first, second = taken["interviews"][0]["answers"]
        kept = first["fingerprint"]
        first["fingerprint"], first["asked"] = "0" * 64, "Something else?"
        plan = brought(bob, packed(taken))
        assert [(each.slug, each.why) for each in plan.missing] == [("bias", "the bank asks it in other words here")]
        assert list(bob.interviews.get().answers.values_list("position", flat=True)) == [second["position"]]

        first["fingerprint"] = kept
        again = brought(bob, packed(taken))
        assert (again.new, again.answers, again.missing) == (1, 1, [])
        assert bob.interviews.get().answers.count() == 2

    def test_what_was_never_published_is_nobodys_to_meet(self, bank: list[Question]) -> None:
        ada, bob = make_user(), make_user()
        interviews.finish(make_interview(ada, questions=bank[:1], now=BEFORE), now=BEFORE)
        taken = plain_of(ada)
        draft = make_question(slug="draft", publish=False)
        taken["interviews"][0]["answers"][0]["question"] = draft.slug
        plan = brought(bob, packed(taken))
        assert (plan.without_answers, plan.missing[0].why) == (1, "the bank does not have it here")
        assert not bob.interviews.exists()


def test_nobody_elses_things_are_touched(bank: list[Question]) -> None:
    ada, bob, eve = make_user(), make_user(), make_user()
    for user in (ada, eve):
        fill(user, bank)
    before = plain_of(eve)
    brought(bob, archive_of(ada))
    assert plain_of(eve) == before


def test_it_says_nothing_in_the_banks_statistics(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    item_statistics.refresh(now=NOON)
    before = list(bank[0].statistics.__class__.objects.values("attempts").order_by("question"))
    brought(bob, archive_of(ada))
    item_statistics.refresh(now=NOON)
    assert list(bank[0].statistics.__class__.objects.values("attempts").order_by("question")) == before


def put(plain: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The file with another value at a place like "interviews.0.title"."""
    changed: Any = json.loads(json.dumps(plain))
    *way, last = path.split(".")
    here = changed
    for step in way:
        here = here[int(step) if step.isdecimal() else step]
    here[last] = value
    return dict(changed)


ANSWER = "interviews.0.answers.0"
CONTRADICTIONS: list[tuple[str, object]] = [
    ("interviews.0.finished_at", "2020-01-01T00:00:00+00:00"),
    ("interviews.0.finished_at", "2099-01-01T00:00:00+00:00"),
    ("interviews.0.finished_at", None),
    ("interviews.0.ending", ""),
    ("interviews.0.ending", "won"),
    ("interviews.0.title", ""),
    ("interviews.0.title", "x" * 121),
    ("interviews.0.minutes", -1),
    ("interviews.0.minutes", "30"),
    ("interviews.0.started_at", "2026-02-27T12:00:00"),
    ("interviews.0.started_at", 5),
    ("interviews.0.one_way", "yes"),
    ("interviews.0.answers", {}),
    ("interviews.0.answers", [[]]),
    (f"{ANSWER}.position", 2),
    (f"{ANSWER}.rating", 9),
    (f"{ANSWER}.drawn", "x"),
    (f"{ANSWER}.question", 7),
    (f"{ANSWER}.parts.0.position", 1),
    (f"{ANSWER}.parts.1.role", "admin"),
    (f"{ANSWER}.parts.1.text", ["x"]),
    (f"{ANSWER}.parts.1.revision", 10**30),
    (f"{ANSWER}.parts.1.received_texts.0.revision", None),
    (f"{ANSWER}.parts.1.received_texts.0.outcome", "gone"),
    (f"{ANSWER}.key_points.0.covered", 1),
    (f"{ANSWER}.mentors_comments.0.text", ""),
    (f"{ANSWER}.mentors_comments.0.text", "x" * 5_001),
    (f"{ANSWER}.recordings.0.transcript.segments", [[1]]),
    ("interviews.0.answers.1.parts.1.runs_in_own_browser", [{"outcome": "ended"}]),
    ("interviews.0.answers.2.parts.2.place", 99),
    ("schedule.0.stability", 0),
    ("schedule.0.stability", -5),
    ("schedule.0.state", 7),
    ("stories.0.title", " "),
    ("stories.0.tags", [["x"]]),
    ("stories.0.prompts", [1]),
    ("notes", "x"),
    ("format", 2),
]


def test_a_file_that_contradicts_itself_changes_nothing(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    taken, empty = plain_of(ada), plain_of(bob)
    believed: list[tuple[str, object]] = []
    for path, value in CONTRADICTIONS:
        try:
            brought(bob, packed(put(taken, path, value)))
        except Refused:
            continue
        believed.append((path, value))
    assert believed == []
    assert plain_of(bob) == empty


def test_what_a_file_leaves_out_has_its_usual_value(bank: list[Question]) -> None:
    """An answer without parts still opens: its notes and its first box are there."""
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    taken = put(plain_of(ada), f"{ANSWER}.parts", [])
    del taken["interviews"][0]["answers"][0]["hints_shown"]
    brought(bob, packed(taken))
    answer = bob.interviews.get().answers.get(position=1)
    assert [(part.position, part.role, part.text) for part in answer.parts.all()] == [(0, "notes", ""), (1, "text", "")]


def test_what_came_in_is_rendered_anew_and_runs_nothing(bank: list[Question]) -> None:
    ada, bob = make_user(), make_user()
    fill(ada, bank)
    reply = {"position": 9, "role": "reply", "line": "<script>x()</script>", "text": "Well.", "line_html": "<script>"}
    taken = plain_of(ada)
    taken["interviews"][0]["answers"][0]["parts"].append(reply)
    brought(bob, packed(taken))
    assert Part.objects.get(line=reply["line"]).line_html == "&lt;script&gt;x()&lt;/script&gt;"


def test_there_is_a_bound_for_each_person(bank: list[Question], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "MOST_BROUGHT", 1)
    ada, bob = make_user(), make_user()
    for days in (1, 2):
        at = NOON - timedelta(days=days)
        interviews.finish(make_interview(ada, questions=bank[:1], now=at), now=at)
    plan = brought(bob, archive_of(ada))
    assert (plan.new, len(plan.left_out)) == (1, 1)
    assert bob.interviews.count() == 1


def test_recordings_come_as_far_as_there_is_room(bank: list[Question], monkeypatch: pytest.MonkeyPatch) -> None:
    ada, bob, eve = make_user(), make_user(), make_user()
    fill(ada, bank)
    monkeypatch.setattr("practice.recordings.QUOTA_BYTES", 5)
    assert brought(bob, archive_of(ada)).left_out == ["Recordings for which you have no room left."]
    assert brought(eve, packed(plain_of(ada))).left_out == ["Recordings whose sound is not in this file."]
    assert bob.interviews.count() == eve.interviews.count() == 1
