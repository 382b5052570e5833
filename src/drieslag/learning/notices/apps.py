"""The app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Calendars and mail."""

    name = "drieslag.learning.notices"
    label = "notices"

    def ready(self) -> None:
        from drieslag.learning.notices import privacy

        privacy.fill()
