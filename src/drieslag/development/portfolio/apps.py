"""The app of portfolio."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """A good story, carried along."""

    name = "drieslag.development.portfolio"
    label = "portfolio"
