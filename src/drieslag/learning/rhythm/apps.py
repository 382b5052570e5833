"""The app of rhythm."""

from django.apps import AppConfig


class RhythmConfig(AppConfig):
    """What a team comes back to."""

    name = "drieslag.learning.rhythm"
    label = "rhythm"

    def ready(self) -> None:
        from drieslag.learning.rhythm import privacy

        privacy.fill()
