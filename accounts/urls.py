from django.urls import path
from django.views.generic import RedirectView

home = RedirectView.as_view(pattern_name="home")
urlpatterns = [
    path("", home, name="account_overview"),
    path("preferences/", home, name="account_preferences"),
]
