"""The verbs of second opinions: ask for those of an attempt, and judge, which Django's Tasks do in the background.

Nothing is sent anywhere before the owner of an attempt asks for it, each time anew. What the judge says changes no
tick: it stands beside them, and where it contradicts itself it says so.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.tasks import task

from accounts.models import User
from config import clock

from . import judges
from .judges import Finding, Unusable
from .models import Answer, AnswerQuerySet, Interview, Judge, Opinion, OpinionDay, PointCoverage, PointOpinion
from .remote import NoReply

log = logging.getLogger("dryrun.opinions")

AT_MOST = timedelta(minutes=30)
"""How long judging one answer may take."""


class NotSetUp(Exception):
    """This site has no second opinions."""


class EnoughForToday(Exception):
    """The person has had as many answers judged today as the site allows."""


class StillRunning(Exception):
    """The interview is open."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a person is told before they ask: who reads their answers where, how many of them and how often each, and
    how many more they may have read today."""

    host: str
    model: str
    answers: int
    readings: int
    left: int
    a_day: int
    most_characters: int = judges.MOST_CHARACTERS

    @property
    def read(self) -> int:
        """How many would be read now."""
        return min(self.answers, self.left)


@dataclass(frozen=True, kw_only=True)
class Judging:
    """How far the opinions of an attempt are: one of each answer that was asked about."""

    opinions: Sequence[Opinion]

    @property
    def read(self) -> int:
        """How many answers are done with."""
        return sum(not opinion.is_under_way for opinion in self.opinions)

    @property
    def is_under_way(self) -> bool:
        return self.read < len(self.opinions)

    @property
    def failed(self) -> list[Opinion]:
        return [opinion for opinion in self.opinions if opinion.status == Opinion.Status.FAILED]

    @property
    def done(self) -> list[Opinion]:
        return [opinion for opinion in self.opinions if opinion.status == Opinion.Status.DONE]


def judging(interview: Interview) -> Judging:
    mine = Opinion.objects.filter(answer__interview=interview).select_related("answer", "judge")
    return Judging(opinions=list(mine.order_by("answer__position")))


def offer(interview: Interview, answers: int, *, now: datetime) -> Offer | None:
    """What can be had for an attempt with so many answers that can be judged; None where second opinions are not set
    up, or nothing is left to be judged."""
    judge = judges.configured()
    if not judge or not answers:
        return None
    return Offer(
        host=judge.host,
        model=judge.model,
        answers=answers,
        readings=settings.LLM_READINGS,
        left=_left(interview.user, now),
        a_day=settings.LLM_ANSWERS_A_DAY,
    )


def ask(interview: Interview, *, now: datetime) -> int:
    """Have the attempt's answers judged, as many as the person's day has room for, and return how many. What is there
    or on its way is left alone, what failed is tried again. Raises NotSetUp, StillRunning and EnoughForToday."""
    service = judges.configured()
    if not service:
        raise NotSetUp
    if interview.is_open:
        raise StillRunning
    user = interview.user
    with transaction.atomic():
        User.objects.lock(user)
        give_up_lost(interview, now=now)
        answers = [answer for answer in _answers(interview) if _can_be_judged(answer)]
        left = _left(user, now)
        if answers and not left:
            raise EnoughForToday
        judge, _ = Judge.objects.get_or_create(host=service.host, model=service.model)
        for answer in answers[:left]:
            opinion, _ = Opinion.objects.update_or_create(
                answer=answer,
                defaults={
                    "judge": judge,
                    "status": Opinion.Status.WAITING,
                    "failure": "",
                    "asked_at": now,
                    "began_at": None,
                },
            )
            # In one transaction: a task that nobody asked for, or nobody will do, cannot be.
            judge_in_background.enqueue(opinion.pk)
        _charge(user, len(answers[:left]), now)
    return len(answers[:left])


def give_up_lost(interview: Interview, *, now: datetime) -> None:
    """Let what has lost its worker be asked for again."""
    mine = Opinion.objects.filter(answer__interview=interview)
    mine.give_up_lost(at_most=AT_MOST, failure=Opinion.Failure.BROKEN, now=now)


def judge(pk: int, *, now: datetime) -> None:
    """Have one answer read and store what was found. One that was deleted meanwhile is let go; one that another worker
    has is left to it."""
    if not Opinion.objects.filter(pk=pk).begin(now=now):
        return
    mine = Opinion.objects.filter(pk=pk, status=Opinion.Status.WORKING, began_at=now)
    try:
        answer = _with_words().get(opinion=pk)
        covered = list(answer.coverage.all())
        samples = _samples(answer, [each.key_point.text for each in covered])
    except Answer.DoesNotExist:
        return
    except _NoOpinion as error:
        log.warning("Opinion %s: %s", pk, error)
        mine.update(status=Opinion.Status.FAILED, failure=error.failure)
    except Exception:
        mine.update(status=Opinion.Status.FAILED, failure=Opinion.Failure.BROKEN)
        raise
    else:
        with transaction.atomic():
            if mine.update(status=Opinion.Status.DONE):
                PointOpinion.objects.bulk_create(_points(pk, covered, samples))


@task
def judge_in_background(pk: int) -> None:
    """What `manage.py db_worker` does, some time after `ask`."""
    judge(pk, now=clock.now())


class _NoOpinion(Exception):
    def __init__(self, failure: Opinion.Failure, detail: str = "") -> None:
        super().__init__(f"{failure.value}: {detail}")
        self.failure = failure


def _samples(answer: Answer, points: Sequence[str]) -> list[list[Finding]]:
    """What the judge finds each time that it reads an answer. It is read no more once nothing can come of it: a service
    that does not answer is not asked again, and most of the readings must be usable. Raises _NoOpinion."""
    service = judges.configured()
    if not service:
        raise _NoOpinion(Opinion.Failure.NOT_SET_UP)
    readings, words = settings.LLM_READINGS, answer.words
    samples, unusable = list[list[Finding]](), Counter[Opinion.Failure]()
    for turn in range(readings):
        try:
            samples.append(service.read(answer.version.prompt, points, words, turn=turn))
        except NoReply as error:
            raise _NoOpinion(Opinion.Failure(error.trouble), error.detail) from error
        except Unusable as error:
            unusable[error.failure] += 1
            if 2 * unusable.total() >= readings:
                raise _NoOpinion(unusable.most_common(1)[0][0], f"{unusable.total()} unusable replies") from error
    return samples


def _points(pk: int, covered: Sequence[PointCoverage], samples: Sequence[Sequence[Finding]]) -> list[PointOpinion]:
    result = []
    for coverage, found in zip(covered, zip(*samples, strict=True), strict=True):
        quotes = [finding.quote for finding in found if finding.quote]
        not_said = sum(not finding.said for finding in found)
        result.append(
            PointOpinion(
                opinion_id=pk,
                coverage=coverage,
                said=len(quotes),
                not_said=not_said,
                unfounded=len(found) - len(quotes) - not_said,
                quote=quotes[0] if quotes else "",
            )
        )
    return result


def _with_words() -> AnswerQuerySet:
    answers = Answer.objects.select_related("version__question", "opinion")
    return answers.prefetch_related("parts", "recordings", "coverage__key_point")


def _answers(interview: Interview) -> AnswerQuerySet:
    return _with_words().filter(interview=interview)


def can_be_judged(status: str | None, *, has_points: bool, words: str) -> bool:
    """Whether an answer has words and key points, and neither an opinion nor one on its way: `status` is that of its
    opinion."""
    return status in {None, Opinion.Status.FAILED} and has_points and bool(words.strip())


def _can_be_judged(answer: Answer) -> bool:
    opinion: Opinion | None = getattr(answer, "opinion", None)
    status = opinion.status if opinion else None
    return can_be_judged(status, has_points=bool(answer.coverage.all()), words=answer.words)


def _left(user: User, now: datetime) -> int:
    """How many answers the person may have judged today, in UTC."""
    today = user.opinion_days.filter(day=now.date()).first()
    return max(0, settings.LLM_ANSWERS_A_DAY - (today.answers if today else 0))


def _charge(user: User, answers: int, now: datetime) -> None:
    """Count them towards the person's day; call it under their lock."""
    today, _ = OpinionDay.objects.get_or_create(user=user, day=now.date())
    OpinionDay.objects.filter(pk=today.pk).update(answers=F("answers") + answers)
