"""The app of badges."""

from django.apps import AppConfig


class BadgesConfig(AppConfig):
    """Credentials that the organisation signs."""

    name = "drieslag.development.badges"
    label = "badges"

    def ready(self) -> None:
        from drieslag.development.badges import actions, privacy, telling
        from drieslag.development.competence import ended
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind

        privacy.fill()
        things.register(Kind.BADGE, telling.tell)
        ended.listen(actions.follow)
