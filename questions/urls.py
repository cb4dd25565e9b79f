from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("", views.question_list, name="list"),
    path("reports/", views.own_reports, name="reports"),
    path("<slug:slug>/", views.question_detail, name="detail"),
    path("<slug:slug>/versions/<int:number>/", views.question_version, name="version"),
    path("<slug:slug>/report/", views.report, name="report"),
]
