"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, persons, teams, memberships."""

    name = "drieslag.people"
    label = "people"

    def ready(self) -> None:
        from drieslag.people import privacy

        privacy.fill()
