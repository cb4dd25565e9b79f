from django.urls import path

from . import entrance_views, views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("preferences/", views.preferences, name="account_preferences"),
    path("data/", views.data, name="account_data"),
    path("privacy/", views.privacy, name="account_privacy"),
    path("leaving/", views.leaving, name="account_leaving"),
    path("keep/", views.keep, name="account_keep"),
    path("sign-in-again/", entrance_views.sign_in_again, name="account_sign_in_again"),
    path("sessions/", entrance_views.sessions),
    path("sessions/<int:pk>/end/", entrance_views.end_session, name="account_end_session"),
    # In front of allauth's of the same address: what holds before they answer.
    path("password/reset/", entrance_views.password_reset),
    path("password/reset/done/", entrance_views.password_reset_done),
    path("password/set/", entrance_views.password_set),
    path("delete/", views.delete, name="account_delete"),
]
