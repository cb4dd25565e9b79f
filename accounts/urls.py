from django.urls import path

from . import views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("preferences/", views.preferences, name="account_preferences"),
    path("data/", views.data, name="account_data"),
    path("delete/", views.delete, name="account_delete"),
]
