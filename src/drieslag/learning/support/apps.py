"""The app of support."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Buddies and help."""

    name = "drieslag.learning.support"
    label = "support"
