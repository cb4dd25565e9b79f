"""The verbs of preparing for a real interview: say for when and for what, take a day off, begin today's part, stop."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from questions.models import Question

from . import interviews, plans
from .models import WEEKDAYS, Blueprint, DayOff, Interview, Preparation

FURTHEST = 120
"""Days ahead that an interview may be: before that, what is due is plan enough."""

GO = 60
"""Minutes that are begun in one go at most, and ..."""

MOST_QUESTIONS = 12
"""... questions; what is longer is begun again for the rest."""


class NothingToday(Exception):
    """The plan holds no question for today, or no longer."""


def rounds_for(user: User | None) -> list[Blueprint]:
    """What a real interview may be made of: the rounds that say what they ask; without an account, the shared ones."""
    visible = Blueprint.objects.visible_to(user) if user else Blueprint.objects.shared()
    return [
        blueprint
        for blueprint in visible.prefetch_related("sections")
        if not blueprint.is_drill
        and any(section.category_id or section.kind or section.tag for section in blueprint.sections.all())
    ]


def prepare(
    user: User, *, day: date, minutes: Mapping[str, int], rounds: Collection[Blueprint], now: datetime
) -> Preparation:
    """Take down for which day one prepares, for which rounds, and the `minutes` of each weekday by its name."""
    today = timezone.localdate(now)
    with transaction.atomic():
        User.objects.lock(user)
        preparation = Preparation.objects.filter(user=user).first() or Preparation(user=user)
        if not preparation.pk or preparation.day < today:  # the one before is over: this is another
            preparation.created_at = now
        preparation.day, preparation.updated_at = day, now
        for weekday in WEEKDAYS:
            setattr(preparation, weekday, minutes[weekday])
        preparation.save()
        preparation.rounds.set(rounds)
        preparation.days_off.exclude(day__range=(today, day)).delete()
    return preparation


def set_day_off(user: User, day: date, *, off: bool, now: datetime) -> bool:
    """Leave a day out of the plan, or take it in again; False for a day that is not in it."""
    with transaction.atomic():
        User.objects.lock(user)
        preparation = Preparation.objects.filter(user=user, day__gt=day).first()
        if preparation is None or day < timezone.localdate(now):
            return False
        if off:
            DayOff.objects.get_or_create(preparation=preparation, day=day)
        else:
            preparation.days_off.filter(day=day).delete()
    return True


def begin(user: User, *, now: datetime) -> Interview:
    """Start the clock over today's part, or as much of it as is done in one go: what is repeated before what is new.

    Raises NothingToday and interviews.AlreadyRunning.
    """
    outlook = plans.outlook(user, now=now)
    if not outlook or not outlook.days or not outlook.days[0].questions:
        raise NothingToday
    return interviews.sit(user, first_go(outlook.days[0].questions), now=now, title="Today’s part of the plan")


def first_go(questions: Sequence[Question]) -> list[Question]:
    """The first of these, as many as are done in one go. One that is longer alone is a go of its own."""
    chosen, used = [questions[0]], questions[0].minutes
    for question in questions[1:]:
        if used + question.minutes <= GO and len(chosen) < MOST_QUESTIONS:
            chosen.append(question)
            used += question.minutes
    return chosen


def stop(user: User) -> None:
    """Forget the date and what goes with it; everything that was practised stays."""
    Preparation.objects.filter(user=user).delete()
