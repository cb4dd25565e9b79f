from django.apps import AppConfig


class WithoutMiddleware(AppConfig):
    """allauth's tables alone: the app itself insists on a middleware that the floor has not."""

    name = "allauth.account"
    default_auto_field = "django.db.models.BigAutoField"
