"""The app of portfolio."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """A good story, carried along."""

    name = "drieslag.development.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        from drieslag.development.portfolio import other, privacy

        privacy.fill()
        other.fill()
