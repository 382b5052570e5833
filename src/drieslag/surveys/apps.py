"""The app of surveys."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Rounds of questionnaires."""

    name = "drieslag.surveys"
    label = "surveys"

    def ready(self) -> None:
        from drieslag.surveys import privacy
        from drieslag.surveys.actions import mails

        privacy.fill()
        mails.fill()
