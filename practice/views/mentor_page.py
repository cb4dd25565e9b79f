"""What a mentor sees behind a link: one attempt, to read and to comment on. No account is asked for.

The secret in the address is all that lets somebody in, so each view begins with it, and nothing is reached but
through the link's own attempt.
"""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.http import Request, acknowledge_copy
from practice import mentors, pictures, scenes
from practice.mentor_forms import CommentForm
from practice.models import AnswerQuerySet, MentorComment, MentorLink, Part, PointCoverage, Recording, Role
from questions import markdown

from .recordings import sound_of
from .sketches import ALONE

UNLISTED = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"}
"""No cache keeps what is behind a link, and no search engine lists it. The site's Referrer-Policy, same-origin, sees to
it that no other site is told the address; no-referrer would hide from our own server that a form came from here."""

type _View = Callable[..., HttpResponse]


def _by_secret(view: _View) -> _View:
    """Find the link by its secret: a view gets the open link in its place. 404 for none, 410 for a closed one."""

    @login_not_required
    @wraps(view)
    def with_link(request: Request, secret: str, **place: int) -> HttpResponse:
        try:
            response = view(request, mentors.find(secret, now=request.arrived_at), secret, **place)
        except MentorLink.DoesNotExist as error:
            raise Http404 from error
        except mentors.Closed as error:
            response = _closed(request, error.link)
        for name, value in UNLISTED.items():
            response.headers[name] = value
        return response

    return with_link


def _closed(request: Request, link: MentorLink) -> HttpResponse:
    """A plain page; a comment that was sent too late is in it, to be copied."""
    context = {"was_revoked": link.revoked_at, "expires_at": link.expires_at, "text": request.POST.get("text", "")}
    return render(request, "practice/mentor_closed.html", context, status=410)


@require_safe
@_by_secret
def attempt(request: Request, link: MentorLink, secret: str) -> HttpResponse:
    """The attempt, question by question."""
    if request.user != link.interview.user:
        mentors.note_opening(link, now=request.arrived_at)
    return _page(request, link, secret)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.COMMENTING)
@_by_secret
def comment(request: Request, link: MentorLink, secret: str, position: int) -> HttpResponse:
    """Take in a comment on one answer; one that cannot be stored stands in the page again, with the reason."""
    answer = get_object_or_404(link.interview.answers, position=position)
    here = f"{reverse('practice:mentor', args=[secret])}#question-{position}"
    if request.method != "POST":  # reloaded after a fault
        return redirect(here)
    form = CommentForm(request.POST, position=position)
    if form.is_valid():
        try:
            mentors.comment(link, answer, now=request.arrived_at, **form.cleaned_data)
        except mentors.TooManyComments:
            form.add_error(None, f"{mentors.MOST_COMMENTS} comments came by this link, and there is room for no more.")
        else:
            messages.success(request, "Your comment is stored. It stands below the answer.")
            return acknowledge_copy(request, redirect(here), path=reverse("practice:mentor", args=[secret]))
    return _page(request, link, secret, form, position, status=422)


def expired_comment(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    """A comment whose form token is no longer good stands in the page again, to be sent once more."""
    place = resolve(request.path_info).kwargs
    position = place["position"]
    form = CommentForm(request.POST, position=position)
    form.add_error(None, "This page was open for so long that its form had run out. Nothing is lost: send it again.")

    def page(request: Request, link: MentorLink, secret: str) -> HttpResponse:
        return _page(request, link, secret, form, position, status=403)

    return _by_secret(page)(cast("Request", request), place["secret"])


def _page(
    request: Request,
    link: MentorLink,
    secret: str,
    bound: CommentForm | None = None,
    at: int = 0,
    *,
    status: int = 200,
) -> HttpResponse:
    """`bound` is the form of the question `at` that comes back."""
    if bound:
        bound.focus_first_error()
    answers = list(_answers(link))
    comments = [comment for answer in answers for comment in answer.mentor_comments.all()]
    name = max(comments, key=lambda each: each.created_at).name if comments else ""
    rows = []
    for answer in answers:
        for part in answer.said:
            part.heading = part.label.replace("Your ", "The ", 1)  # type: ignore[attr-defined]
            if part.is_code and not part.is_blank:
                part.code_html = markdown.code_to_html(part.text)  # type: ignore[attr-defined]
        form = bound if bound and answer.position == at else None
        rows.append((answer, form or CommentForm(position=answer.position, name=name)))
    context = {
        "link": link,
        "secret": secret,
        "interview": link.interview,
        "rows": rows,
        "has_maths": any(answer.version.has_maths for answer in answers),
        "has_diagram": any(answer.version.has_diagram or answer.drawings for answer in answers),
    }
    return render(request, "practice/mentor.html", context, status=status)


def _answers(link: MentorLink) -> AnswerQuerySet:
    """What belongs to the attempt: no notes, nothing that came late, and of the comments those by this link."""
    heard = Recording.objects.counting()
    return (
        link.interview.answers.with_points()
        .select_related("version__task", "version__question__category")
        .prefetch_related(
            Prefetch("parts", Part.objects.exclude(role=Role.NOTES)),
            Prefetch("recordings", heard),
            Prefetch("coverage", PointCoverage.objects.select_related("key_point")),
            Prefetch("mentor_comments", MentorComment.objects.filter(link=link)),
        )
    )


@require_safe
@_by_secret
@csp_override(ALONE)
def picture(request: Request, link: MentorLink, secret: str, position: int) -> HttpResponse:
    """The sketch of one answer."""
    drawn = Part.objects.filter(answer__interview=link.interview_id, role=Role.SKETCH)
    sketch = get_object_or_404(drawn, answer__position=position)
    return HttpResponse(pictures.svg(scenes.read(sketch.text)), content_type="image/svg+xml")


@require_safe
@_by_secret
def recording(request: Request, link: MentorLink, secret: str, pk: int) -> HttpResponse:
    """The sound, where the learner shares it."""
    if not link.with_recordings:
        raise Http404
    shared = Recording.objects.counting().filter(answer__interview=link.interview_id)
    return sound_of(request, get_object_or_404(shared, pk=pk))
