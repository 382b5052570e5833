"""The app of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Planning and running a script together."""

    name = "drieslag.learning.meetings"
    label = "meetings"

    def ready(self) -> None:
        from drieslag.learning.meetings import privacy

        privacy.fill()
