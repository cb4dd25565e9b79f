from django.contrib import admin
from django.urls import include, path

from . import health, runner, views

urlpatterns = [
    path("", include("practice.urls")),
    path("questions/", include("questions.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("runner/", runner.worker, name="runner"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("workers/diagrams.js", views.diagram_worker, name="diagram_worker"),
    path("csp-reports/", views.csp_report, name="csp_report"),
]

handler400 = views.bad_request
handler500 = "config.outages.server_error"
