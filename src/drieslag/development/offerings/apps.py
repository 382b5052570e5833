"""The app of offerings."""

from django.apps import AppConfig


class OfferingsConfig(AppConfig):
    """What colleagues offer each other."""

    name = "drieslag.development.offerings"
    label = "offerings"

    def ready(self) -> None:
        from drieslag.development.offerings import calendar, privacy, telling
        from drieslag.development.offerings.actions import mails

        privacy.fill()
        telling.fill()
        mails.fill()
        calendar.fill()
