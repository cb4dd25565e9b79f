"""What an archive would bring to a learner, and bringing it: in one transaction, whole or not at all.

- An attempt is known by its identity: what is there already is left as it is, so that a second time adds nothing.
- An answer needs its question here, in a version with the same fingerprint. Among several the one with the same number
  is taken, else the newest. An answer without one stays in the file; where its question comes to the bank later, the
  next import of the same file adds it.
- Attempts arrive finished and marked as brought in; they count in no statistics of the bank. Nothing that is under way
  here is touched, and nothing of anybody else's.
- Notes are joined where both sides have words; a story that says something else under the same title comes in beside
  the other. A card of a question that was rated on neither side alone is planned anew from all ratings.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from django.db import IntegrityError, models, transaction

from accounts.models import User
from practice import bookmarks, coverage, recordings, scheduling, stories, sums
from practice.autosave import joined
from practice.models import (
    Answer,
    Card,
    Interview,
    Part,
    PointCoverage,
    QuestionNotes,
    ReceivedText,
    Role,
    Run,
    Story,
)
from questions.models import Kind, Question, QuestionVersion

from .checked import Refused
from .identities import fingerprint, identity_of
from .reader import Attempt, Given, Heard, Takeaway, Written, latest_moment

BATCH = 500

MOST_BROUGHT = 10_000
"""Attempts that one person may have brought in, in all."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """An answer that finds no version here: the question's slug, what was asked, and why."""

    slug: str
    prompt: str
    why: str


@dataclass(kw_only=True)
class Plan:
    """What an import brings (`attempts` with the `answers` of each that find their version), and what it does not."""

    attempts: list[tuple[Attempt, list[tuple[Given, QuestionVersion]]]] = field(default_factory=list)
    there: int = 0
    without_answers: int = 0
    missing: list[Missing] = field(default_factory=list)
    bookmarks: int = 0
    notes: int = 0
    stories: int = 0
    cards: int = 0
    recordings: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        return len(self.attempts)

    @property
    def answers(self) -> int:
        return sum(len(answers) for _, answers in self.attempts)

    @property
    def is_empty(self) -> bool:
        return not any([self.attempts, self.bookmarks, self.notes, self.stories, self.cards])


def plan(user: User, taken: Takeaway, *, now: datetime) -> Plan:
    """What `bring_in` would do now. Writes nothing."""
    with transaction.atomic():
        found = bring_in(user, taken, now=now)
        transaction.set_rollback(True)
    return found


def bring_in(user: User, taken: Takeaway, *, now: datetime) -> Plan:
    """Bring everything in and tell what came. Raises Refused, and then nothing did."""
    try:
        with transaction.atomic():
            User.objects.lock(user)
            return _Import(user, taken, now).run()
    except IntegrityError as error:
        raise Refused("What this file says contradicts itself, so nothing was brought in.") from error


class _Import:
    """One import under way, within its transaction."""

    def __init__(self, user: User, taken: Takeaway, now: datetime) -> None:
        self.user, self.taken, self.now = user, taken, now
        self.plan = Plan()
        named = {given.slug for attempt in taken.attempts for given in attempt.given}
        named |= {slug for slug, _ in [*taken.cards, *taken.bookmarks, *taken.notes]}
        named |= {slug for told in taken.stories for slug in told.slugs}
        # Whatever was never published is nobody's to meet.
        questions = Question.objects.filter(slug__in=named, current__isnull=False)
        self.questions = {question.slug: question for question in questions}
        self.versions = self._versions()
        self.story_of: dict[int, Story] = {}

    def run(self) -> Plan:
        rated = self._rated()
        self._stories()
        self._attempts()
        self._cards(rated)
        self._bookmarks()
        self._notes()
        return self.plan

    def _versions(self) -> dict[str, list[tuple[str, QuestionVersion]]]:
        """The versions of each question that was asked, newest first, with their fingerprints."""
        asked = {given.slug for attempt in self.taken.attempts for given in attempt.given}
        questions = [self.questions[slug].pk for slug in asked if slug in self.questions]
        stored = QuestionVersion.objects.filter(question__in=questions)
        found: defaultdict[str, list[tuple[str, QuestionVersion]]] = defaultdict(list)
        for version in stored.select_related("task", "question").prefetch_related("key_points").order_by("-number"):
            found[version.question.slug].append((fingerprint(version.content), version))
        return found

    def _version(self, given: Given) -> QuestionVersion | None:
        alike = [version for print_, version in self.versions[given.slug] if print_ == given.fingerprint]
        return next((version for version in alike if version.number == given.number), alike[0] if alike else None)

    # --- Attempts

    def _attempts(self) -> None:
        mine = self.user.interviews.prefetch_related("answers__version__question")
        there = {identity_of(interview): interview for interview in mine}
        brought = sum(interview.imported_at is not None for interview in there.values())
        for attempt in self.taken.attempts:
            standing = there.get(attempt.identity)
            answers = self._found(attempt, standing)
            if not answers:
                self.plan.there += standing is not None
                self.plan.without_answers += standing is None
                continue
            if standing is None and brought >= MOST_BROUGHT:
                self._leave_out(f"Attempts beyond {MOST_BROUGHT:,}, which is as many as may be brought in.")
                continue
            was_open = attempt.interview.is_open
            interview = standing or self._interview(attempt)
            brought += standing is None
            self.plan.attempts.append((attempt, answers))
            stored = self._answers(interview, answers)
            if was_open:
                positions = [answer.position for answer in stored]
                coverage.store(interview, coverage.suggest(interview, positions=positions))
            there[attempt.identity] = interview

    def _found(self, attempt: Attempt, standing: Interview | None) -> list[tuple[Given, QuestionVersion]]:
        """The answers that have a version here and are not there yet. One's own attempt has all of its own."""
        if standing and standing.imported_at is None:
            return []
        taken = {answer.position: answer.version_id for answer in standing.answers.all()} if standing else {}
        found = []
        for given in attempt.given:
            version = self._version(given)
            if given.answer.position in taken:
                continue
            if version is None or version.pk in taken.values():
                self._miss(given, has_version=version is not None)
                continue
            taken[given.answer.position] = version.pk
            found.append((given, version))
        return found

    def _miss(self, given: Given, *, has_version: bool) -> None:
        if has_version:
            why = "it was asked twice in one attempt"
        elif given.slug in self.questions:
            why = "the bank asks it in other words here"
        else:
            why = "the bank does not have it here"
        self.plan.missing.append(Missing(slug=given.slug, prompt=given.prompt, why=why))

    def _interview(self, attempt: Attempt) -> Interview:
        interview = attempt.interview
        ended = latest_moment(attempt)
        if ended > self.now:
            raise Refused(f"“{interview.title}” ends in the future.")
        interview.pk = None
        interview.user = self.user
        interview.ending = interview.ending or Interview.Ending.FINISHED
        interview.finished_at = interview.current_since = ended
        interview.imported_at, interview.imported_identity = self.now, attempt.identity
        interview.save(force_insert=True)
        return interview

    def _answers(self, interview: Interview, answers: list[tuple[Given, QuestionVersion]]) -> list[Answer]:
        for given, version in answers:
            answer = given.answer
            answer.pk, answer.interview, answer.version = None, interview, version
            answer.drawn = [component for component in version.components if component in answer.drawn]
            answer.story = self.story_of.get(given.story_number or 0)
            for comment in given.comments:
                comment.pk, comment.answer = None, answer
        stored = Answer.objects.bulk_create([given.answer for given, _ in answers], BATCH)
        self._points(answers)
        self._parts(answers)
        sums.add_up(answer.pk for answer in stored)
        comments = [comment for given, _ in answers for comment in given.comments]
        if comments:
            type(comments[0]).objects.bulk_create(comments, BATCH)
        self._recordings([(given.answer, heard) for given, _ in answers for heard in given.heard])
        return stored

    def _points(self, answers: list[tuple[Given, QuestionVersion]]) -> None:
        """What was said of each key point, by its number; of one that the file does not name, nothing was."""
        rows = []
        for given, version in answers:
            for key_point in version.key_points.all() if given.points else ():
                row = given.points.get(key_point.position) or PointCoverage(suggested=False, covered=False)
                row.pk, row.answer, row.key_point = None, given.answer, key_point
                row.nudged = row.nudged and row.covered
                rows.append(row)
        PointCoverage.objects.bulk_create(rows, BATCH)

    def _parts(self, answers: list[tuple[Given, QuestionVersion]]) -> None:
        written = []
        for given, version in answers:
            for each in (*given.written, *_needed(given, version)):
                each.part.pk, each.part.answer = None, given.answer
                _render(each.part, version)
                written.append(each)
        Part.objects.bulk_create([each.part for each in written], BATCH)
        _create(ReceivedText, [(text, each.part) for each in written for text in each.received])
        _create(Run, [(run, each.part) for each in written for run in each.runs])

    def _recordings(self, heard: Iterable[tuple[Answer, Heard]]) -> None:
        """Those whose sound is in the archive, as far as there is room."""
        room = recordings.room(self.user) if self.taken.sounds else 0
        for answer, each in heard:
            sound = self.taken.sounds.get(each.path, b"")
            kind = recordings.sniff(sound)
            if not sound:
                self._leave_out("Recordings whose sound is not in this file.")
            elif not kind or len(sound) > recordings.MAX_BYTES:
                self._leave_out("Recordings that browsers cannot play, or that are too large.")
            elif len(sound) > room:
                self._leave_out("Recordings for which you have no room left.")
            else:
                room -= len(sound)
                self._recording(answer, each, sound, kind)

    def _recording(self, answer: Answer, heard: Heard, sound: bytes, kind: str) -> None:
        recording, transcript = heard.recording, heard.transcript
        recording.pk, recording.answer = None, answer
        recording.mime_type, recording.size, recording.sound = kind, len(sound), sound
        recording.save(force_insert=True)
        self.plan.recordings += 1
        if transcript:
            transcript.pk, transcript.recording = None, recording
            transcript.save(force_insert=True)

    # --- What belongs to a question

    def _rated(self) -> set[int]:
        """The questions that were rated here before anything came in."""
        rated = Answer.objects.filter(interview__user=self.user, rating__isnull=False)
        return set(rated.values_list("version__question", flat=True))

    def _cards(self, rated_before: set[int]) -> None:
        brought = {
            version.question_id
            for _, answers in self.plan.attempts
            for given, version in answers
            if given.answer.rating is not None
        }
        mine = {card.question_id for card in self.user.cards.all()}
        for slug, card in self.taken.cards:
            question = self.questions.get(slug)
            if question and question.pk not in mine and question.pk not in rated_before:
                card.pk, card.user, card.question = None, self.user, question
                _check_card(card)
                card.save(force_insert=True)
                mine.add(question.pk)
                brought.discard(question.pk)
                self.plan.cards += 1
        for question in Question.objects.filter(pk__in=brought):
            scheduling.reschedule(self.user, question)
            self.plan.cards += 1

    def _bookmarks(self) -> None:
        marked = set(self.user.bookmarks.values_list("question", flat=True))
        for slug, bookmark in self.taken.bookmarks:
            question = self.questions.get(slug)
            if question is None or question.pk in marked:
                continue
            if len(marked) >= bookmarks.MOST_BOOKMARKS:
                self._leave_out(f"Bookmarks beyond {bookmarks.MOST_BOOKMARKS:,}, which is as many as there may be.")
                return
            bookmark.pk, bookmark.user, bookmark.question = None, self.user, question
            bookmark.save(force_insert=True)
            marked.add(question.pk)
            self.plan.bookmarks += 1

    def _notes(self) -> None:
        mine = {notes.question_id: notes for notes in self.user.notes.all()}
        for slug, brought in self.taken.notes:
            question = self.questions.get(slug)
            if question is None or not brought.text.strip():
                continue
            standing = mine.get(question.pk) or QuestionNotes(user=self.user, question=question, text="")
            together = joined(standing.text, "", brought.text)
            if len(together) > bookmarks.LONGEST_NOTES:
                self._leave_out(f"Notes on “{question}”: with yours here they are too long for one box.")
            elif together != standing.text:
                moments = [brought.updated_at, *([standing.updated_at] if standing.pk else [])]
                standing.updated_at = max(moments)
                standing.text = together
                standing.save()
                mine[question.pk] = standing
                self.plan.notes += 1

    def _stories(self) -> None:
        mine = list(self.user.stories.all())
        for told in self.taken.stories:
            same = next((story for story in mine if _says(story) == _says(told.story)), None)
            if same is None and len(mine) >= stories.MOST:
                self._leave_out(f"Stories beyond {stories.MOST}, which is as many as there may be.")
                continue
            if same is None:
                same = told.story
                same.pk, same.user = None, self.user
                same.save(force_insert=True)
                mine.append(same)
                self.plan.stories += 1
            same.prompts.add(*[self.questions[slug] for slug in told.slugs if slug in self.questions])
            if told.number is not None:
                self.story_of[told.number] = same

    def _leave_out(self, what: str) -> None:
        if what not in self.plan.left_out:
            self.plan.left_out.append(what)


def _says(story: Story) -> list[object]:
    return [getattr(story, name) for name in ("title", *Story.NOTES, "tags")]


def _check_card(card: Card) -> None:
    """FSRS divides by the stability, and knows three states."""
    if card.state not in {1, 2, 3} or not all(
        value is None or low <= value <= high
        for value, low, high in [(card.stability, 1e-3, 1e6), (card.difficulty, 1, 10), (card.step, 0, 10)]
    ):
        raise Refused("The schedule holds numbers that are none of a schedule.")


def _needed(given: Given, version: QuestionVersion) -> list[Written]:
    """What every answer has, where a file leaves it out: the notes, and what its kind begins with."""
    places = {each.part.position for each in given.written}
    first = Kind(version.question.kind).traits.parts[0]
    needed = [(Part.NOTES_POSITION, Role.NOTES), (Part.FIRST_POSITION, Role(first))]
    return [
        Written(part=Part(position=place, role=role), received=[], runs=[])
        for place, role in needed
        if place not in places
    ]


def _render(part: Part, version: QuestionVersion) -> None:
    """Set what the interviewer said as it stands in the version, as practice.conversation does."""
    if part.is_staged and (part.place or 0) >= len(version.stages):
        raise Refused(f"“{version.title}” has no stage {(part.place or 0) + 1}.")
    lines = {Role.REPLY: version.follow_ups_html, Role.INQUIRY: version.facts_html}.get(Role(part.role), [])
    known = part.place is not None and part.place < len(lines)
    part.line_html = lines[part.place] if known else escape(part.line)


def _create(model: type[models.Model], rows: list[tuple[Any, Part]]) -> None:
    for row, part in rows:
        row.pk, row.part = None, part
    model._default_manager.bulk_create([row for row, _ in rows], BATCH)
