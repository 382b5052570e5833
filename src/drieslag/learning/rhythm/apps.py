"""The app of rhythm."""

from django.apps import AppConfig


class RhythmConfig(AppConfig):
    """The rhythm."""

    name = "drieslag.learning.rhythm"
    label = "rhythm"
