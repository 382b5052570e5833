"""The app of talks."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """Talks about growing, prepared by both."""

    name = "drieslag.development.talks"
    label = "talks"
