"""The app of support."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Buddies and help."""

    name = "drieslag.learning.support"
    label = "support"

    def ready(self) -> None:
        from drieslag.learning.support import privacy

        privacy.fill()
