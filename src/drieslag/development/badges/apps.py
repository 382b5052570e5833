"""The app of badges."""

from django.apps import AppConfig


class BadgesConfig(AppConfig):
    """Credentials that the organisation signs."""

    name = "drieslag.development.badges"
    label = "badges"
