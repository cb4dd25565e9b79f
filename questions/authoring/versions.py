"""What a question says: create it, revise it, restore what it said. Nothing else writes a version."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from questions import kinds, markdown
from questions.content import Content, Entry, Task
from questions.models import Category, CodeTask, Difficulty, Import, KeyPoint, Kind, Question, QuestionVersion, Status


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """A question that is to be added, and where. `origin`: file, line, licence; `imported`: what it comes with."""

    entry: Entry
    category: Category
    position: int
    origin: str = ""
    imported: Import | None = None


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A version with its key points and its code, all with their HTML, not stored yet."""

    version: QuestionVersion
    key_points: list[KeyPoint]
    task: CodeTask | None


class EditConflict(Exception):
    """Someone else saved a version since this edit began; `latest` is theirs."""

    def __init__(self, latest: QuestionVersion) -> None:
        super().__init__(f"Version {latest.number} was saved meanwhile.")
        self.latest = latest


class NothingToRestore(Exception):
    """The newest version says the same as `version` already."""

    def __init__(self, version: QuestionVersion) -> None:
        super().__init__(f"Version {version.number} says nothing else than the newest one.")
        self.version = version


def create(
    entry: Entry,
    category: Category,
    *,
    now: datetime,
    editor: User | None = None,
    note: str = "",
    position: int | None = None,
    origin: str = "",
) -> Question:
    """Add a draft with its first version. `entry.slug` must be free."""
    position = next_position(category) if position is None else position
    new = NewQuestion(entry=entry, category=category, position=position, origin=origin)
    return create_many([new], now=now, editor=editor, note=note)[0]


def create_many(
    new: Sequence[NewQuestion], *, now: datetime, editor: User | None = None, note: str = ""
) -> list[Question]:
    """Add drafts with their first versions, all or none; a thousand take as many queries as one."""
    with transaction.atomic():
        questions = Question.objects.bulk_create([_question(one, now) for one in new])
        _store(
            render(one.entry.content, question=question, number=1, editor=editor, created_at=now, note=note[:300])
            for question, one in zip(questions, new, strict=True)
        )
    return questions


def next_position(category: Category) -> int:
    """The place after the category's last question."""
    last = category.questions.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


def _question(new: NewQuestion, now: datetime) -> Question:
    entry = new.entry
    kind = Kind(entry.kind or kinds.USUAL)
    return Question(
        category=new.category,
        slug=entry.slug,
        kind=kind,
        difficulty=entry.difficulty or Difficulty.MEDIUM,
        minutes=entry.minutes or kind.traits.usual_minutes,
        tags=list(entry.tags),
        position=new.position,
        origin=new.origin[:300],
        imported=new.imported,
        created_at=now,
    )


def revise(
    question: Question,
    content: Content,
    *,
    now: datetime,
    editor: User | None = None,
    note: str = "",
    based_on: int | None = None,
    latest: QuestionVersion | None = None,
) -> QuestionVersion:
    """Add a version with `content`; return the latest one unchanged when it says the same already.

    `latest` is the newest version, where the caller has read it under the question's lock.
    `based_on` is the number that the editor began from: raises EditConflict when a newer one exists.
    Learners go on seeing the current version until it is published.
    """
    with transaction.atomic():
        if latest is None:
            Question.objects.select_for_update().get(pk=question.pk)
            latest = question.latest
        if latest.content == content:
            return latest
        if based_on is not None and based_on != latest.number:
            raise EditConflict(latest)
        made = render(
            content, question=question, number=latest.number + 1, editor=editor, created_at=now, note=note[:300]
        )
        _store([made])
        if question.status == Status.PUBLISHED:
            question.review_note = ""  # a changed change waits anew
            question.save(update_fields=["review_note"])
        return made.version


def restore(
    question: Question, version: QuestionVersion, *, now: datetime, editor: User | None = None, note: str = ""
) -> QuestionVersion:
    """Make what an older version said the newest one, as a version of its own. Raises NothingToRestore."""
    if question.latest.content == version.content:
        raise NothingToRestore(version)
    return revise(question, version.content, now=now, editor=editor, note=note or f"Restored version {version.number}")


def render(content: Content, **fields: Any) -> Rendered:
    """A version that says `content`, ready to be stored or shown; `fields` are the version's others."""
    version = QuestionVersion(
        title=content.title[:200],
        prompt=content.prompt,
        hints=list(content.hints),
        answer=content.answer,
        follow_ups=[each.text for each in content.follow_ups],
        follow_up_answers=[each.answer for each in content.follow_ups],
        follow_up_probes=[list(each.probes) for each in content.follow_ups],
        mistakes=list(content.mistakes),
        facts=[asdict(fact) for fact in content.facts],
        curveball=content.curveball.text if content.curveball else "",
        curveball_share=content.curveball.share if content.curveball else None,
        stages=[asdict(stage) for stage in content.stages],
        sources=list(content.sources),
        **fields,
    )
    points = [
        KeyPoint(version=version, position=position, text=point.text, weight=point.weight)
        for position, point in enumerate(content.key_points, 1)
    ]
    task = _task(version, content.task) if content.task else None
    version.render()
    for point in points:
        point.render()
    if task:
        task.render()
    version.has_maths = version.has_maths or markdown.has_maths(*(point.text_html for point in points))
    return Rendered(version=version, key_points=points, task=task)


def _task(version: QuestionVersion, code: Task) -> CodeTask:
    return CodeTask(version=version, **asdict(code) | {"requires": list(code.requires)})


def _store(rendered: Iterable[Rendered]) -> None:
    """Write versions with all that belongs to them, in three statements."""
    made = list(rendered)
    QuestionVersion.objects.bulk_create([one.version for one in made])
    KeyPoint.objects.bulk_create([point for one in made for point in one.key_points])
    CodeTask.objects.bulk_create([one.task for one in made if one.task])
