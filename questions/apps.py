from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"

    def ready(self) -> None:
        from accounts import export  # noqa: PLC0415  (these need the models, which exist by now)

        from . import reporting  # noqa: PLC0415

        export.register("reports", reporting.reports_of)
