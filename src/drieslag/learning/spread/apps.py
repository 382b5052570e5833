"""The app of spread."""

from django.apps import AppConfig


class SpreadConfig(AppConfig):
    """What travels."""

    name = "drieslag.learning.spread"
    label = "spread"
