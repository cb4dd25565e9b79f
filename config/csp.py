"""What single pages may do beyond SECURE_CSP: each exception stands here, with its reason, and nowhere else."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

from .middleware import GetResponse


class Allowance(NamedTuple):
    views: frozenset[str]
    directive: str
    sources: tuple[str, ...]
    reason: str


OTHER_SITES = {"github": "https://github.com", "google": "https://accounts.google.com"}

ALLOWANCES = [
    Allowance(
        views=frozenset({"account_login", "account_signup", "socialaccount_connections"})
        | {f"{name}_login" for name in OTHER_SITES},
        directive="form-action",
        sources=tuple(OTHER_SITES[name] for name in settings.SOCIALACCOUNT_PROVIDERS),
        reason="Their buttons send a form to us, and our answer leads to the other site: browsers count that, too.",
    ),
    Allowance(
        views=frozenset({"practice:question", "practice:save"}),
        directive="frame-src",
        sources=(CSP.SELF,),
        reason="The drawing board is a page of ours in a frame, so that its own exceptions end there.",
    ),
    Allowance(
        views=frozenset({"practice:sketch_board"}),
        directive="frame-ancestors",
        sources=(CSP.SELF,),
        reason="It is what that frame of ours shows, and nobody else's frame may.",
    ),
]

WORKERS = {
    "diagram_worker": (
        {"default-src": [CSP.NONE], "script-src": [CSP.SELF, "'wasm-unsafe-eval'"], "report-uri": ["/csp-reports/"]},
        "Graphviz is WebAssembly, which counts as making code. It runs in a worker that reaches nothing else, so that "
        "no page needs the permission.",
    ),
}
"""A worker has a policy of its own, whatever the page's is: by its view, with the reason."""


def allowances(get_response: GetResponse) -> GetResponse:
    """Widen the policy of a page by what is listed for its view; everything else keeps SECURE_CSP."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in WORKERS:
            response._csp_config, _ = WORKERS[name]  # type: ignore[attr-defined]
        for allowance in ALLOWANCES:
            if name in allowance.views and allowance.sources:
                policy: dict[str, list[str]] = getattr(response, "_csp_config", settings.SECURE_CSP)
                # "None" says nothing beside another source; a directive that is not there is default-src's "none".
                others = [source for source in policy.get(allowance.directive, []) if source != CSP.NONE]
                wider = [*others, *allowance.sources]
                response._csp_config = policy | {allowance.directive: wider}  # type: ignore[attr-defined]
        return response

    return middleware
