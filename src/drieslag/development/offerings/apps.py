"""The app of offerings."""

from django.apps import AppConfig


class OfferingsConfig(AppConfig):
    """What colleagues offer each other."""

    name = "drieslag.development.offerings"
    label = "offerings"
