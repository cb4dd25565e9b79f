"""The plan until the day of a real interview: set the date, see each day, begin today's part, take a day off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest
from practice import interviews, plans, preparations
from practice.forms import DayOffForm, PreparationForm
from practice.models import WEEKDAYS, Preparation

from .setup import running_context


@require_safe
def plan(request: SignedInRequest) -> HttpResponse:
    """Today's part first, then the days to come, and what does not fit. Who has set no date is asked for one."""
    outlook = plans.outlook(request.user, now=request.arrived_at)
    if outlook is None or outlook.days_left < 0:
        preparation = outlook.preparation if outlook else None
        return _ask(request, _form(request, preparation), preparation)
    today = outlook.days[0] if outlook.days else None
    context = running_context(request) | {
        "outlook": outlook,
        "today": today,
        "first_go": preparations.first_go(today.questions) if today and today.questions else [],
        "more": plans.MORE,
    }
    return render(request, "practice/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.WRITING)
def prepare(request: SignedInRequest) -> HttpResponse:
    """Say for which day one prepares, or change it."""
    preparation = Preparation.objects.filter(user=request.user).first()
    form = _form(request, preparation)
    if request.method != "POST":
        return _ask(request, form, preparation)
    if not form.is_valid():
        form.focus_first_error()
        return _ask(request, form, preparation, status=422)
    preparations.prepare(
        request.user,
        day=form.cleaned_data["day"],
        rounds=form.cleaned_data["rounds"],
        minutes=form.minutes,
        now=request.arrived_at,
    )
    messages.success(request, "Saved. The plan below is made for it.")
    return redirect("practice:plan")


def _form(request: SignedInRequest, preparation: Preparation | None) -> PreparationForm:
    today = timezone.localdate(request.arrived_at)
    initial: dict[str, object] = {}
    if preparation:
        initial = {name: getattr(preparation, name) for name in WEEKDAYS}
        initial["rounds"] = [blueprint.pk for blueprint in preparation.rounds.all()]
        initial["day"] = preparation.day if preparation.day >= today else None
    return PreparationForm(request.POST or None, user=request.user, today=today, initial=initial)


def _ask(
    request: SignedInRequest, form: PreparationForm, preparation: Preparation | None, *, status: int = 200
) -> HttpResponse:
    over = preparation if preparation and preparation.day < timezone.localdate(request.arrived_at) else None
    context = {
        "form": form,
        "preparation": preparation,
        "over": over,
        "attempts": over and request.user.interviews.finished().filter(started_at__gte=over.created_at).count(),
    }
    return render(request, "practice/prepare.html", context, status=status)


@require_POST
@limits.limited(limits.STARTING)
def begin(request: SignedInRequest) -> HttpResponse:
    """Start the clock over today's part."""
    try:
        return redirect(preparations.begin(request.user, now=request.arrived_at))
    except interviews.AlreadyRunning as error:
        messages.info(request, f"{error.interview.title} is still running. Finish it before you start another.")
        return redirect(error.interview)
    except preparations.NothingToday:
        messages.info(request, "The plan holds no question for today any more. What comes next stands below.")
        return redirect("practice:plan")


@require_POST
@limits.limited(limits.WRITING)
def day_off(request: SignedInRequest) -> HttpResponse:
    """Leave a day out of the plan, or take it in again."""
    form = DayOffForm(request.POST)
    if not form.is_valid():
        raise Http404
    day, off = form.cleaned_data["day"], form.cleaned_data["off"]
    if preparations.set_day_off(request.user, day, off=off, now=request.arrived_at):
        what = "is left out now; the other days take what they can" if off else "is in the plan again"
        messages.success(request, f"{date_format(day, 'l, j F')} {what}.")
    else:
        messages.info(request, "That day is not in the plan any more.")
    return redirect("practice:plan")


@require_POST
def stop(request: SignedInRequest) -> HttpResponse:
    """Forget the date; what was practised stays."""
    preparations.stop(request.user)
    messages.success(request, "The plan is gone. Everything that you practised is still there.")
    return redirect("practice:home")
