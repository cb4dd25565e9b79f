from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from . import export  # noqa: PLC0415  (it needs the models, which exist by now)

        export.register("account", export.account_of)
