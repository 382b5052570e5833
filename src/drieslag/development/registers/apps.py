"""The app of registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """What counts for a professional register, for the professional alone."""

    name = "drieslag.development.registers"
    label = "registers"

    def ready(self) -> None:
        from drieslag.development.registers import privacy

        privacy.fill()
