from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/", views.read), path("<int:pk>/save/", views.write)]
