from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest

from . import export, limits
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


@require_safe
@never_cache
@limits.limited(limits.EXPORTING, when=lambda request: True)
def data(request: SignedInRequest) -> HttpResponse:
    response = JsonResponse(
        export.collect(request.user), encoder=DjangoJSONEncoder, json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response.headers["Content-Disposition"] = f'attachment; filename="dry-run-{timezone.localdate()}.json"'
    return response


@reauthentication_required
def delete(request: SignedInRequest) -> HttpResponse:
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(pk=request.user.pk)
        logout(request)
        user.delete()
        messages.success(request, "Your account and everything in it is deleted.")
        return redirect("practice:home")
    return render(request, "accounts/delete.html", {"form": form})
