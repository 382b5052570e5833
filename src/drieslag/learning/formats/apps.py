"""The app of formats."""

from django.apps import AppConfig


class FormatsConfig(AppConfig):
    """Own formats."""

    name = "drieslag.learning.formats"
    label = "formats"
