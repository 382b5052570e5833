"""The app of talks."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """Talks about growing, prepared by both."""

    name = "drieslag.development.talks"
    label = "talks"

    def ready(self) -> None:
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind
        from drieslag.development.talks import calendar, privacy, telling

        privacy.fill()
        calendar.fill()
        things.register(Kind.TALK, telling.talks)
