"""The story bank: one's own projects, in notes to be told from."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest, acknowledge_copy, whole_number
from practice import stories
from practice.forms import StoryForm
from practice.models import Answer, Story

from .access import own_answer, review_of


@require_safe
def story_list(request: SignedInRequest) -> HttpResponse:
    """One's stories, each with what is still missing in it."""
    mine = list(request.user.stories.with_counts())
    prompts = list(stories.prompts_of(request.user))
    uses = stories.uses(request.user)
    context = {
        "stories": [(story, uses.get(story.pk)) for story in mine],
        "may_add": len(mine) < stories.MOST,
        "prompts": len(prompts),
        "without": sum(not prompt.own_stories for prompt in prompts),  # type: ignore[attr-defined]
    }
    return render(request, "practice/stories.html", context)


@require_safe
def prompts(request: SignedInRequest) -> HttpResponse:
    """Which prompts no story would serve, and which stories serve the others."""
    found = list(stories.prompts_of(request.user))
    too_often = {pk: use for pk, use in stories.uses(request.user).items() if use.is_too_often}
    context = {
        "too_often": [(story, too_often[story.pk]) for story in request.user.stories.filter(pk__in=too_often)],
        "without": [prompt for prompt in found if not prompt.own_stories],  # type: ignore[attr-defined]
        "served": [prompt for prompt in found if prompt.own_stories],  # type: ignore[attr-defined]
    }
    return render(request, "practice/story_prompts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.WRITING)
def new(request: SignedInRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.WRITING)
def story(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read a story and change it."""
    return _write(request, pk)


def _write(request: SignedInRequest, pk: int | None) -> HttpResponse:
    if request.method != "POST":
        found = None if pk is None else get_object_or_404(request.user.stories, pk=pk)
        return _page(request, StoryForm(initial=_initial(found)), found)
    form = StoryForm(request.POST)
    if not form.is_valid():
        found = request.user.stories.filter(pk=pk or 0).first()
        is_gone = pk is not None and found is None
        return _page(request, form, found, status=404 if is_gone else 422, is_gone=is_gone)
    try:
        stories.write(request.user, pk, now=request.arrived_at, **form.cleaned_data)
    except stories.TooMany:
        form.add_error(
            None, f"There is room for {stories.MOST} stories. Delete one first; this one still stands below."
        )
        return _page(request, form, None, status=422)
    except Story.DoesNotExist:
        return _page(request, form, None, status=404, is_gone=True)
    except stories.Changed as error:
        return _conflict(request, form, error.story)
    messages.success(request, "Your story is saved.")
    return acknowledge_copy(request, redirect("practice:stories"), path=reverse("practice:stories"))


def _initial(story: Story | None) -> dict[str, object]:
    if story is None:
        return {}
    notes = {name: getattr(story, name) for name in ("title", *Story.NOTES)}
    serves = [question.pk for question in story.prompts.all()]
    return notes | {"tags": ", ".join(story.tags), "serves": serves, "based_on": story.revision}


def _page(
    request: SignedInRequest, form: StoryForm, story: Story | None, *, status: int = 200, **context: object
) -> HttpResponse:
    form.focus_first_error()
    return render(request, "practice/story.html", {"form": form, "story": story} | context, status=status)


def _conflict(request: SignedInRequest, form: StoryForm, story: Story) -> HttpResponse:
    """Show what was stored meanwhile beside what was typed; saving again is then meant."""
    texts = {name: getattr(story, name) for name in ("title", *Story.NOTES)}
    stored = [(form[name].label, text) for name, text in texts.items() if text and text != form.cleaned_data[name]]
    data = request.POST.copy()
    data["based_on"] = str(story.revision)
    return _page(request, StoryForm(data), story, status=409, stored=stored, is_conflict=True)


@require_POST
@limits.limited(limits.WRITING)
def attach(request: SignedInRequest, pk: int, position: int) -> HttpResponse:
    """Say which story an answer tells: for the interview page's script, and for the review."""
    answer = own_answer(request, pk, position)
    attach_chosen(request, answer)
    if not request.accepts("text/html"):
        return JsonResponse({"outcome": "attached", "story": answer.story_id})
    return redirect(answer if answer.interview.is_open else review_of(request, answer))


def attach_chosen(request: SignedInRequest, answer: Answer) -> None:
    """Attach what a page chose, unless it chose nothing new: another page's choice then stands."""
    was = request.POST.get("story_was", "")
    chosen = request.POST.get("story", was)
    if chosen == was or not answer.is_story:
        return
    number = whole_number(chosen, digits=18)
    found = request.user.stories.filter(pk=number or 0).first()
    if found or not chosen:
        stories.attach(answer, found)
    elif request.accepts("text/html"):
        messages.warning(request, "The story that you chose is no longer there.")


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.WRITING)
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then delete a story for good."""
    found = get_object_or_404(request.user.stories, pk=pk)
    if request.method == "POST":
        found.delete()
        messages.success(request, f"“{found.title}” is deleted.")
        return redirect("practice:stories")
    return render(request, "practice/story_delete.html", {"story": found})
