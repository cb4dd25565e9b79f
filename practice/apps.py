from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "practice"

    def ready(self) -> None:
        from accounts import departures, export  # noqa: PLC0415 - models are not ready before
        from questions import asked  # noqa: PLC0415

        from . import item_statistics  # noqa: PLC0415
        from .export import TOLD_IN_FILES, attempts_of, practice_of, recordings_of, sketches_of  # noqa: PLC0415
        from .interchange import pending  # noqa: PLC0415
        from .progress import asked_versions  # noqa: PLC0415

        export.register("practice", practice_of, told_in_files=TOLD_IN_FILES)
        export.register_files(attempts_of)
        export.register_files(recordings_of)
        export.register_files(sketches_of)
        asked.register(asked_versions)
        departures.register(item_statistics.keep)
        departures.register(pending.forget)
