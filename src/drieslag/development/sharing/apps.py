"""The app of sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """What somebody shares with named people, and who looked."""

    name = "drieslag.development.sharing"
    label = "sharing"

    def ready(self) -> None:
        from drieslag.development.sharing import privacy

        privacy.fill()
