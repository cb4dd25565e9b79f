from tempfile import TemporaryFile

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request, SignedInRequest

from . import departures, export, limits
from .forms import DeleteAccountForm, PreferencesForm
from .models import User


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/overview.html")


def preferences(request: SignedInRequest) -> HttpResponse:
    # The form writes to a copy: what the page around it says about the person must stay true while it has errors.
    data = request.POST if request.method == "POST" else None
    form = PreferencesForm(data, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your preferences are saved.")
        return redirect("account_preferences")
    return render(request, "accounts/preferences.html", {"form": form})


@login_not_required
@require_safe
def privacy(request: Request) -> HttpResponse:
    return render(
        request, "accounts/privacy.html", {"wait": departures.WAIT.days, "mail_is_sent": settings.MAIL_IS_SENT}
    )


@require_safe
@limits.limited(limits.EXPORTING, when=lambda request: True)
def data(request: SignedInRequest) -> FileResponse:
    """One archive of everything; it is written to a file first, because recordings do not fit into memory."""
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    export.write(request.user, file, now=request.arrived_at)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"dry-run-{timezone.localdate()}.zip")


@reauthentication_required
def delete(request: SignedInRequest) -> HttpResponse:
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        leaves_at = departures.announce(User.objects.get(pk=request.user.pk), now=request.arrived_at)
        when = date_format(timezone.localtime(leaves_at), "j F Y, H:i")
        logout(request)
        messages.success(request, f"Your account will be deleted on {when}. Sign in before then, and you can keep it.")
        return redirect("practice:home")
    return render(request, "accounts/delete.html", {"form": form})


@require_safe
def leaving(request: SignedInRequest) -> HttpResponse:
    """What an account that waits to be deleted opens to."""
    return render(request, "accounts/leaving.html") if request.user.leaves_at else redirect("account_overview")


@require_POST
def keep(request: SignedInRequest) -> HttpResponse:
    departures.take_back(request.user)
    messages.success(request, "Your account stays, and everything in it is as it was.")
    return redirect("practice:home")
