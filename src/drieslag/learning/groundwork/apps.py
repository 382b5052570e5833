"""The app of groundwork."""

from django.apps import AppConfig


class GroundworkConfig(AppConfig):
    """What a team keeps beside its questions."""

    name = "drieslag.learning.groundwork"
    label = "groundwork"

    def ready(self) -> None:
        from drieslag.learning.groundwork import privacy

        privacy.fill()
