"""What a learner does about mentors: links to an attempt, and the comments that came by them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.http import SignedInRequest
from practice import mentors
from practice.mentor_forms import MentorLinkForm
from practice.models import Interview, MentorComment, MentorLink

from .access import own_interview


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.WRITING)
def links(request: SignedInRequest, pk: int) -> HttpResponse:
    """The links to an attempt, and the form for another one."""
    interview = own_interview(request, pk)
    if interview.is_open:
        return redirect(interview)
    if request.method != "POST":
        return _page(request, interview, MentorLinkForm())
    form = MentorLinkForm(request.POST)
    if form.is_valid():
        try:
            link, secret = mentors.share(interview, now=request.arrived_at, **form.cleaned_data)
        except mentors.TooManyLinks:
            form.add_error(None, _TOO_MANY)
        else:
            address = request.build_absolute_uri(reverse("practice:mentor", args=[secret]))
            return _page(request, interview, MentorLinkForm(), made=link, address=address)
    return _page(request, interview, form, status=422)


_TOO_MANY = (
    f"{mentors.MOST_OPEN} links to an attempt can be open at once, and {mentors.MOST_LINKS} can be made in all. "
    "Take one back, or give one that you have to another mentor."
)


def _page(
    request: SignedInRequest, interview: Interview, form: MentorLinkForm, *, status: int = 200, **context: object
) -> HttpResponse:
    """`made` and `address` are of a link that was made just now: its address is told this once."""
    form.focus_first_error()
    links = interview.mentor_links.all()
    context |= {
        "interview": interview,
        "links": [(link, link.is_open(request.arrived_at)) for link in links],
        "form": form,
    }
    return render(request, "practice/mentor_links.html", context, status=status)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(MentorLink, interview__user=request.user, pk=pk)
    mentors.revoke(link, now=request.arrived_at)
    messages.success(request, "The link is taken back: it opens nothing any more. Comments that came by it stay.")
    return redirect("practice:mentor_links", link.interview_id)


@require_POST
def delete_comment(request: SignedInRequest, pk: int) -> HttpResponse:
    mine = MentorComment.objects.filter(answer__interview__user=request.user).select_related("answer")
    comment = get_object_or_404(mine, pk=pk)
    comment.delete()
    messages.success(request, f"The comment by {comment.name} is deleted.")
    review = reverse("practice:review", args=[comment.answer.interview_id])
    return redirect(f"{review}#question-{comment.answer.position}")
