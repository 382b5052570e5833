"""The app of spread."""

from django.apps import AppConfig


class SpreadConfig(AppConfig):
    """What travels between teams, themes of the month and what people do with a training."""

    name = "drieslag.learning.spread"
    label = "spread"

    def ready(self) -> None:
        from drieslag.learning.spread import privacy

        privacy.fill()
