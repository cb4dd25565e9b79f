from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"

    def ready(self) -> None:
        from accounts import export  # noqa: PLC0415  (these need the models, which exist by now)

        from .authoring import reports  # noqa: PLC0415

        export.register("reports", reports.reports_of)
