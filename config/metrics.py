"""What each process counts for Prometheus. Where PROMETHEUS_MULTIPROC_DIR names a folder, the workers of a server count
there together, so that whichever is asked tells for all of them."""

from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from .middleware import GetResponse, route

REQUESTS = Histogram(
    "dryrun_request_seconds",
    "How long a request took, by its route.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
SAVES = Counter("dryrun_saves", "Texts that arrived, by what became of them; a conflict is stale.", ["outcome"])

METHODS = {"GET", "HEAD", "POST"}


def measured(get_response: GetResponse) -> GetResponse:
    """Measure each request. Only the site's own routes are told apart, and so are few."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, f"/{route(request)}", response.status_code).observe(perf_counter() - began)
        return response

    return middleware
