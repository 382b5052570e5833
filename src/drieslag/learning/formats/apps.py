"""The app of formats."""

from django.apps import AppConfig


class FormatsConfig(AppConfig):
    """Own formats."""

    name = "drieslag.learning.formats"
    label = "formats"

    def ready(self) -> None:
        from drieslag.learning.formats import privacy

        privacy.fill()
