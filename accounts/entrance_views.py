"""Pages of signing in that allauth has not, and what has to hold before some of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest

type View = Callable[..., HttpResponse]


def _needs_mail(view: View) -> View:
    """Without a mail server there is no link to send: say so, and who can make one (manage.py reset_link)."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.MAIL_IS_SENT:
            return view(request, *args, **kwargs)
        return render(request, "account/password_reset_without_mail.html")

    return login_not_required(wrapper)


password_reset = _needs_mail(allauth_views.password_reset)
password_reset_done = _needs_mail(allauth_views.password_reset_done)
# allauth asks for the current password where there is one; here there is none, so another proof is asked for.
password_set = reauthentication_required(allauth_views.password_set)
# Whoever finds a session left open must not be able to put its owner out of the others.
sessions = reauthentication_required(list_usersessions, allow_get=True)


@require_safe
def sign_in_again(request: SignedInRequest) -> HttpResponse:
    """For whoever has no password here: their sign-in by another site was too long ago for what they wanted to do."""
    return render(request, "accounts/sign_in_again.html")


@require_POST
@reauthentication_required
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(UserSession, user=request.user, pk=pk).end()
    messages.success(request, "That browser is signed out.")
    return redirect("usersessions_list")
