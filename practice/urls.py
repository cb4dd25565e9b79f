from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("interviews/", views.interview_list, name="interviews"),
]
